package io.stampede.onboard;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// What was found on a candidate, as short printable texts by key. The host's output is not
/// trusted: only well-formed lines between two marks, each key once, within bounds.
public record Probed(Map<String, String> values) {
  public static final Probed NOTHING = new Probed(Map.of());

  private static final int MAX_OUTPUT = 256 * 1024;
  private static final int MAX_VALUE = 300;
  private static final int MAX_MANY = 64;
  private static final Pattern LINE = Pattern.compile("([a-z][a-z0-9.-]{0,79})=(.*)");

  public Probed {
    values = Map.copyOf(values);
  }

  public static Probed of(String... keysAndValues) {
    var values = new HashMap<String, String>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      values.put(keysAndValues[i], keysAndValues[i + 1]);
    }
    return new Probed(values);
  }

  /// What a script said between `<name> begin` and `<name> end`; empty when it did not get there.
  static Optional<Probed> parse(String name, String output) {
    if (output.length() > MAX_OUTPUT) return Optional.empty();
    int begin = output.indexOf(name + " begin\n");
    int end = output.indexOf(name + " end\n", Math.max(begin, 0));
    if (begin < 0 || end < 0) return Optional.empty();
    var values = new HashMap<String, String>();
    output
        .substring(begin, end)
        .lines()
        .map(LINE::matcher)
        .filter(m -> m.matches())
        .forEach(m -> values.putIfAbsent(m.group(1), plain(m.group(2))));
    return Optional.of(new Probed(values));
  }

  /// Printable and short: it is shown to people as it is.
  static String plain(String value) {
    var text = value.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Co}\\p{Cs}\\p{Cn}]", " ").strip();
    return text.length() > MAX_VALUE ? text.substring(0, MAX_VALUE) : text;
  }

  public Probed and(Probed more) {
    var all = new HashMap<>(values);
    all.putAll(more.values);
    return new Probed(all);
  }

  public Probed with(String key, String value) {
    return and(of(key, value));
  }

  /// Empty when it was not said.
  String text(String key) {
    return values.getOrDefault(key, "");
  }

  boolean says(String key, String value) {
    return text(key).equals(value);
  }

  boolean has(String key) {
    return !text(key).isEmpty();
  }

  OptionalLong number(String key) {
    var text = text(key);
    return text.matches("-?\\d{1,18}")
        ? OptionalLong.of(Long.parseLong(text))
        : OptionalLong.empty();
  }

  /// The values of `key.1`, `key.2` … up to the first that is missing.
  List<String> many(String key) {
    return IntStream.rangeClosed(1, MAX_MANY)
        .mapToObj(i -> text(key + "." + i))
        .takeWhile(v -> !v.isEmpty())
        .toList();
  }
}
