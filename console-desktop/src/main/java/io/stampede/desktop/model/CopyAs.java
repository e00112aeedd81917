package io.stampede.desktop.model;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// A change as it is written for the REST API, the command line and Python, ready to paste. Secrets
/// stand as a placeholder.
///
/// @param plural of the kind, as in `virtualMachines`
public record CopyAs(
    String kind, String plural, String id, String verb, Map<String, Object> values) {
  private static final String SERVER = "$STAMPEDE_URL";

  public static CopyAs of(FormModel form) {
    var purpose = form.purpose();
    var id =
        switch (purpose) {
          case Purpose.Create _ -> "";
          case Purpose.Edit(var _, var r) -> r.id();
          case Purpose.Act(var _, var r, var _) -> r.id();
        };
    var values = form.values();
    for (var field : form.fields()) {
      if (field.schema().secret()) values.computeIfPresent(field.name(), (_, _) -> "…");
    }
    var kind = purpose.kind();
    return new CopyAs(kind.name(), kind.plural(), id, purpose.planVerb(), values);
  }

  public String curl() {
    var method =
        switch (verb) {
          case "update" -> "PATCH";
          case "remove" -> "DELETE";
          default -> "POST";
        };
    var path = "/v1/" + plural + (id.isEmpty() ? "" : "/" + id);
    boolean plain = List.of("create", "update", "remove").contains(verb);
    if (!plain) path += "?action=" + verb;
    return """
    curl -X %s "%s%s" \\
      -H "Authorization: Bearer $STAMPEDE_TOKEN" \\
      -H "Content-Type: application/json" \\
      -d %s\
    """
        .formatted(method, SERVER, path, shell(json(values)));
  }

  public String commandLine() {
    var words = new StringBuilder("stampede ").append(kebab(kind)).append(' ').append(kebab(verb));
    if (!id.isEmpty()) words.append(' ').append(id);
    values.forEach((name, value) -> option(words, "--" + kebab(name), value));
    return words.toString();
  }

  private static void option(StringBuilder words, String name, Object value) {
    switch (value) {
      case List<?> items -> items.forEach(item -> option(words, name, item));
      case Map<?, ?> map -> map.forEach((k, v) -> option(words, name, k + "=" + v));
      case Boolean yes -> words.append(' ').append(name).append(yes ? "" : "=false");
      default -> words.append(' ').append(name).append(' ').append(shell(value.toString()));
    }
  }

  public String python() {
    var arguments =
        values.entrySet().stream()
            .map(e -> snake(e.getKey()) + "=" + literal(e.getValue()))
            .collect(Collectors.joining(", "));
    var rest = arguments.isEmpty() || id.isEmpty() ? arguments : ", " + arguments;
    var target = id.isEmpty() ? "" : literal(id);
    return "stampede.%s.%s(%s%s)".formatted(snake(plural), snake(verb), target, rest);
  }

  private static String kebab(String camel) {
    return camel.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }

  private static String snake(String camel) {
    return kebab(camel).replace('-', '_');
  }

  /// A word for a POSIX shell.
  static String shell(String word) {
    return word.matches("[A-Za-z0-9_./:@%+=-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }

  static String json(Object value) {
    return switch (value) {
      case List<?> items ->
          items.stream().map(CopyAs::json).collect(Collectors.joining(", ", "[", "]"));
      case Map<?, ?> map ->
          map.entrySet().stream()
              .map(e -> quoted(e.getKey().toString()) + ": " + json(e.getValue()))
              .collect(Collectors.joining(", ", "{", "}"));
      case Number n -> n.toString();
      case Boolean b -> b.toString();
      default -> quoted(value.toString());
    };
  }

  private static String literal(Object value) {
    return switch (value) {
      case Boolean b -> b ? "True" : "False";
      case List<?> items ->
          items.stream().map(CopyAs::literal).collect(Collectors.joining(", ", "[", "]"));
      case Map<?, ?> map ->
          map.entrySet().stream()
              .map(e -> quoted(e.getKey().toString()) + ": " + literal(e.getValue()))
              .collect(Collectors.joining(", ", "{", "}"));
      default -> json(value);
    };
  }

  private static String quoted(String text) {
    var out = new StringBuilder("\"");
    for (char c : text.toCharArray()) {
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (c < 0x20) out.append("\\u%04x".formatted((int) c));
          else out.append(c);
        }
      }
    }
    return out.append('"').toString();
  }
}
