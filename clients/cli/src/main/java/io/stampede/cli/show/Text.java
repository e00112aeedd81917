package io.stampede.cli.show;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// JSON values as text for a person.
public final class Text {
  private Text() {}

  /// On one line, with nothing in it that a terminal would act on: what hosts and containers say of
  /// themselves is not to be trusted.
  public static String line(Object value) {
    return switch (value) {
      case List<?> list -> list.stream().map(Text::line).collect(Collectors.joining(", "));
      case Map<?, ?> map ->
          map.entrySet().stream()
              .map(e -> line(String.valueOf(e.getKey())) + "=" + line(String.valueOf(e.getValue())))
              .collect(Collectors.joining(", "));
      case Object other -> safe(other.toString());
    };
  }

  /// Without control characters; a line break or tab becomes a space.
  public static String safe(String text) {
    boolean plain = text.chars().noneMatch(Text::acts);
    if (plain) return text;
    var out = new StringBuilder();
    text.codePoints().forEach(c -> out.appendCodePoint(acts(c) ? (c < 0x20 ? ' ' : '?') : c));
    return out.toString();
  }

  private static boolean acts(int c) {
    return c < 0x20
        || c >= 0x7f && c < 0xa0
        || c >= 0x202a && c <= 0x202e
        || c >= 0x2066 && c <= 0x2069;
  }
}
