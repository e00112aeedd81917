package io.stampede.web.browse;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// A piece of a page. Text is escaped by construction: there is no way to put markup in as text.
public sealed interface Html {
  Html NOTHING = new Many(List.of());

  record Text(String value) implements Html {}

  record Many(List<Html> parts) implements Html {}

  record Attribute(String name, String value) implements Html {}

  record Element(String tag, List<Attribute> attributes, List<Html> content) implements Html {}

  Set<String> WITHOUT_END = Set.of("input", "img", "meta", "link", "br", "hr");

  static Attribute attr(String name, String value) {
    return new Attribute(name, value);
  }

  /// @param parts attributes, other pieces, lists of pieces, and whatever is text
  static Element el(String tag, Object... parts) {
    var attributes = new ArrayList<Attribute>();
    var content = new ArrayList<Html>();
    for (var part : parts) {
      switch (part) {
        case Attribute attribute -> attributes.add(attribute);
        case Html html -> content.add(html);
        case List<?> list -> content.add(many(list));
        default -> content.add(new Text(part.toString()));
      }
    }
    return new Element(tag, List.copyOf(attributes), List.copyOf(content));
  }

  static Html many(List<?> parts) {
    return new Many(
        parts.stream().map(p -> p instanceof Html h ? h : new Text(p.toString())).toList());
  }

  default String render() {
    var out = new StringBuilder();
    write(this, out);
    return out.toString();
  }

  private static void write(Html html, StringBuilder out) {
    switch (html) {
      case Text(var value) -> escape(value, out);
      case Many(var parts) -> parts.forEach(part -> write(part, out));
      case Attribute(var name, var value) -> {
        out.append(' ').append(name).append("=\"");
        escape(value, out);
        out.append('"');
      }
      case Element(var tag, var attributes, var content) -> {
        out.append('<').append(tag);
        attributes.forEach(attribute -> write(attribute, out));
        out.append('>');
        content.forEach(part -> write(part, out));
        if (!WITHOUT_END.contains(tag)) out.append("</").append(tag).append('>');
      }
    }
  }

  private static void escape(String text, StringBuilder out) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '&' -> out.append("&amp;");
        case '"' -> out.append("&quot;");
        case '\'' -> out.append("&#39;");
        default -> out.append(c);
      }
    }
  }
}
