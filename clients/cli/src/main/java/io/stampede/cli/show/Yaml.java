package io.stampede.cli.show;

import io.stampede.cli.json.Json;
import java.util.List;
import java.util.Map;

/// JSON values as YAML 1.2 in block style. Text that could be read as something else stands in
/// quotation marks, which YAML shares with JSON.
final class Yaml {
  private Yaml() {}

  static String text(Object value) {
    var out = new StringBuilder();
    write(value, out, 0);
    return out.toString().strip() + "\n";
  }

  private static void write(Object value, StringBuilder out, int depth) {
    switch (value) {
      case Map<?, ?> map when !map.isEmpty() -> {
        map.forEach((name, member) -> {
          out.append('\n').repeat(' ', depth).append(scalar(name)).append(':');
          write(member, out, depth + 2);
        });
      }
      case List<?> list when !list.isEmpty() -> {
        for (var item : list) {
          var inner = new StringBuilder();
          write(item, inner, depth + 2);
          out.append('\n').repeat(' ', depth).append("- ").append(inner.toString().strip());
        }
      }
      case Object other -> out.append(' ').append(scalar(other));
    }
  }

  private static String scalar(Object value) {
    if (!(value instanceof String text)) return Json.compact(value);
    boolean plain =
        text.matches("[A-Za-z/][A-Za-z0-9_./-]*")
            && !text.matches("(?i)y|n|yes|no|on|off|true|false|null");
    return plain ? text : Json.quoted(text);
  }
}
