package io.stampede.web.browse;

import static io.stampede.web.browse.Html.attr;
import static io.stampede.web.browse.Html.el;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// JSON as a person reads it: indented, coloured, its addresses as links.
final class JsonHtml {
  private static final JsonMapper JSON = JsonMapper.shared();

  private JsonHtml() {}

  static Html of(@Nullable Object value) {
    var parts = new ArrayList<Html>();
    write(value, 0, parts);
    return el("pre", attr("class", "json"), attr("tabindex", "0"), parts);
  }

  private static void write(@Nullable Object value, int depth, List<Html> out) {
    switch (value) {
      case Map<?, ?> map when !map.isEmpty() -> {
        out.add(text("{\n"));
        int left = map.size();
        for (var entry : map.entrySet()) {
          out.add(text("  ".repeat(depth + 1)));
          out.add(el("b", JSON.writeValueAsString(String.valueOf(entry.getKey()))));
          out.add(text(": "));
          write(entry.getValue(), depth + 1, out);
          out.add(text(--left > 0 ? ",\n" : "\n"));
        }
        out.add(text("  ".repeat(depth) + "}"));
      }
      case List<?> list when !list.isEmpty() -> {
        out.add(text("[\n"));
        for (int i = 0; i < list.size(); i++) {
          out.add(text("  ".repeat(depth + 1)));
          write(list.get(i), depth + 1, out);
          out.add(text(i < list.size() - 1 ? ",\n" : "\n"));
        }
        out.add(text("  ".repeat(depth) + "]"));
      }
      case String s when s.startsWith("/v1/") ->
          out.add(el("a", attr("href", s), JSON.writeValueAsString(s)));
      case String s -> out.add(el("i", JSON.writeValueAsString(s)));
      case null -> out.add(text("null"));
      default -> out.add(el("em", JSON.writeValueAsString(value)));
    }
  }

  private static Html text(String text) {
    return new Html.Text(text);
  }
}
