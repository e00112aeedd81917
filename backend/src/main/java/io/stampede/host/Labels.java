package io.stampede.host;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/// What people say of a host so that workloads can ask for it, as `zone=north`. Names and values
/// are words: they stand in rules as `name=value`.
public record Labels(Map<String, String> values) {
  public static final Labels NONE = new Labels(Map.of());

  private static final int MOST = 64;
  private static final Pattern NAME =
      Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._/-]{0,61}[A-Za-z0-9])?");
  private static final Pattern VALUE =
      Pattern.compile("([A-Za-z0-9]([A-Za-z0-9._/-]{0,61}[A-Za-z0-9])?)?");

  public Labels {
    if (values.size() > MOST) throw new IllegalArgumentException("are more than " + MOST);
    values.forEach((name, value) -> {
      if (!NAME.matcher(name).matches() || !VALUE.matcher(value).matches()) {
        throw new IllegalArgumentException(
            "hold a name or value that is no word: use letters, digits, inner dots, hyphens, underscores and slashes, 63 at most");
      }
    });
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /// @param rule as `zone=north`; a name alone asks for any value
  public boolean match(String rule) {
    int split = rule.indexOf('=');
    if (split < 0) return values.containsKey(rule);
    return rule.substring(split + 1).equals(values.get(rule.substring(0, split)));
  }
}
