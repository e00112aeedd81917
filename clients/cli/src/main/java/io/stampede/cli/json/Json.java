package io.stampede.cli.json;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/// JSON values are `Map`, `List`, `String`, `Long`, `BigDecimal`, `Boolean` and [#NULL].
public final class Json {
  /// The value `null` within a list; members of objects that are `null` are left out.
  public static final Object NULL =
      new Object() {
        @Override
        public String toString() {
          return "null";
        }
      };

  private Json() {}

  /// @throws JsonSyntax when the text is not one JSON value
  public static Object parse(String text) {
    return new JsonParser(text).parse();
  }

  /// @throws JsonSyntax when the text is not one JSON object
  public static JsonObject parseObject(String text) {
    if (parse(text) instanceof Map<?, ?> map) return JsonObject.of(map);
    throw new JsonSyntax("an object was expected", 0);
  }

  /// On one line.
  public static String compact(Object value) {
    var out = new StringBuilder();
    write(value, out, -1);
    return out.toString();
  }

  /// With two spaces for each level, as people read it; ends without a line break.
  public static String pretty(Object value) {
    var out = new StringBuilder();
    write(value, out, 0);
    return out.toString();
  }

  /// The text between quotation marks, valid in JSON and in YAML.
  public static String quoted(String text) {
    var out = new StringBuilder();
    quote(text, out);
    return out.toString();
  }

  private static void write(Object value, StringBuilder out, int depth) {
    switch (value) {
      case JsonObject object -> write(object.members(), out, depth);
      case Map<?, ?> map -> writeMembers(map, out, depth);
      case List<?> list -> writeItems(list, out, depth);
      case Number number -> out.append(number);
      case Boolean flag -> out.append(flag);
      case Object other when other == NULL -> out.append("null");
      case Object other -> quote(other.toString(), out);
    }
  }

  private static void writeMembers(Map<?, ?> map, StringBuilder out, int depth) {
    if (map.isEmpty()) {
      out.append("{}");
      return;
    }
    out.append('{');
    boolean first = true;
    for (var member : map.entrySet()) {
      if (!first) out.append(',');
      first = false;
      newLine(out, depth, 1);
      quote(String.valueOf(member.getKey()), out);
      out.append(depth < 0 ? ":" : ": ");
      write(Objects.requireNonNull(member.getValue()), out, depth < 0 ? depth : depth + 1);
    }
    newLine(out, depth, 0);
    out.append('}');
  }

  private static void writeItems(List<?> list, StringBuilder out, int depth) {
    if (list.isEmpty()) {
      out.append("[]");
      return;
    }
    out.append('[');
    boolean first = true;
    for (var item : list) {
      if (!first) out.append(',');
      first = false;
      newLine(out, depth, 1);
      write(Objects.requireNonNull(item), out, depth < 0 ? depth : depth + 1);
    }
    newLine(out, depth, 0);
    out.append(']');
  }

  private static void newLine(StringBuilder out, int depth, int more) {
    if (depth >= 0) out.append('\n').repeat(' ', 2 * (depth + more));
  }

  /// Also escapes what a terminal or a line-wise reader would act on.
  private static void quote(String text, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          boolean acts = c < 0x20 || c >= 0x7f && c < 0xa0 || c == 0x2028 || c == 0x2029;
          boolean alone = Character.isSurrogate(c) && !paired(text, i);
          if (acts || alone) out.append("\\u%04x".formatted((int) c));
          else out.append(c);
        }
      }
    }
    out.append('"');
  }

  private static boolean paired(String text, int at) {
    if (Character.isHighSurrogate(text.charAt(at))) {
      return at + 1 < text.length() && Character.isLowSurrogate(text.charAt(at + 1));
    }
    return at > 0 && Character.isHighSurrogate(text.charAt(at - 1));
  }
}
