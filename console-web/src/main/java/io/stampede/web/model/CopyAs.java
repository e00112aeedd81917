package io.stampede.web.model;

import io.stampede.schema.KindSchema;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/// The same request for curl, the command line and Python. Secrets never appear: a name of an
/// environment variable stands in their place.
public final class CopyAs {
  /// One request said three ways.
  public record Said(String curl, String cli, String python) {}

  private static final String PYTHON = "from stampede import Client\nc = Client.from_env()\n";

  private final String server;

  /// @param server as in `http://127.0.0.1:8090`
  public CopyAs(String server) {
    this.server = server;
  }

  public Said list(KindSchema kind) {
    return new Said(
        curl("GET", "/v1/" + kind.plural(), ""),
        "stampede %s list".formatted(word(kind)),
        python(
            "for r in stampede.%s.list():\n    print(r.name, r.state)".formatted(kind.plural())));
  }

  public Said get(KindSchema kind, String id) {
    return new Said(
        curl("GET", "/v1/%s/%s".formatted(kind.plural(), id), ""),
        "stampede %s get %s".formatted(word(kind), quoted(id)),
        python("print(c.%s.get(%s))".formatted(snake(kind.plural()), literal(id))));
  }

  public Said create(KindSchema kind, Map<String, ?> fields) {
    var said = masked(kind, fields);
    return new Said(
        curl("POST", "/v1/" + kind.plural(), json(said)),
        "stampede %s create%s".formatted(word(kind), options(said)),
        python("c.%s.create(%s)".formatted(snake(kind.plural()), arguments(said))));
  }

  public Said update(KindSchema kind, String id, Map<String, ?> fields) {
    var said = masked(kind, fields);
    return new Said(
        curl("PATCH", "/v1/%s/%s".formatted(kind.plural(), id), json(said)),
        "stampede %s update %s%s".formatted(word(kind), quoted(id), options(said)),
        python(
            "c.%s.get(%s).update(%s)"
                .formatted(snake(kind.plural()), literal(id), arguments(said))));
  }

  public Said remove(KindSchema kind, String id) {
    return new Said(
        curl("DELETE", "/v1/%s/%s".formatted(kind.plural(), id), ""),
        "stampede %s delete %s".formatted(word(kind), quoted(id)),
        python("c.%s.get(%s).delete()".formatted(snake(kind.plural()), literal(id))));
  }

  public Said act(KindSchema kind, String id, String action, Map<String, ?> input) {
    return new Said(
        curl(
            "POST",
            "/v1/%s/%s?action=%s".formatted(kind.plural(), id, action),
            input.isEmpty() ? "" : json(input)),
        "stampede %s %s %s%s".formatted(word(kind), dashed(action), quoted(id), options(input)),
        python(
            "c.%s.get(%s).%s(%s)"
                .formatted(snake(kind.plural()), literal(id), snake(action), arguments(input))));
  }

  /// An action of the kind as a whole.
  public Said ask(KindSchema kind, String action, Map<String, ?> input) {
    return new Said(
        curl("POST", "/v1/%s?action=%s".formatted(kind.plural(), action), json(input)),
        "stampede %s %s%s".formatted(word(kind), dashed(action), options(input)),
        python("c.%s.%s(%s)".formatted(snake(kind.plural()), snake(action), arguments(input))));
  }

  /// Several, one after the other.
  public static Said together(List<Said> all) {
    return new Said(
        all.stream().map(Said::curl).collect(Collectors.joining("\n")),
        all.stream().map(Said::cli).collect(Collectors.joining("\n")),
        PYTHON
            + all.stream()
                .map(said -> said.python().substring(PYTHON.length()))
                .collect(Collectors.joining("\n")));
  }

  private String curl(String method, String path, String body) {
    var verb = method.equals("GET") ? "" : " -X " + method;
    var data =
        body.isEmpty() ? "" : " \\\n  -H 'Content-Type: application/json' -d " + quoted(body);
    return "curl%s -H \"Authorization: Bearer $STAMPEDE_TOKEN\" %s%s"
        .formatted(verb, quoted(server + path), data);
  }

  private static String python(String line) {
    return PYTHON + line;
  }

  private static Map<String, Object> masked(KindSchema kind, Map<String, ?> fields) {
    var said = new java.util.LinkedHashMap<String, Object>();
    fields.forEach((name, value) -> {
      boolean secret = kind.field(name).filter(f -> f.secret()).isPresent();
      said.put(name, secret ? "$" + name.toUpperCase(Locale.ROOT) : value);
    });
    return said;
  }

  /// The kind on the command line: `virtual-machine`.
  static String word(KindSchema kind) {
    return dashed(kind.name());
  }

  private static String dashed(String camel) {
    return camel.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }

  private static String snake(String camel) {
    return camel.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }

  private static String options(Map<String, ?> fields) {
    var options = new StringBuilder();
    fields.forEach((name, value) -> {
      var option = " --" + dashed(name);
      switch (value) {
        case Collection<?> many ->
            many.forEach(one -> options.append(option + " " + quoted(one.toString())));
        case Map<?, ?> map ->
            map.forEach((k, v) -> options.append(option + " " + quoted(k + "=" + v)));
        default -> options.append(option + " " + quoted(value.toString()));
      }
    });
    return options.toString();
  }

  private static String arguments(Map<String, ?> fields) {
    return fields.entrySet().stream()
        .map(e -> snake(e.getKey()) + "=" + literal(e.getValue()))
        .collect(Collectors.joining(", "));
  }

  /// A value in Python.
  private static String literal(Object value) {
    return switch (value) {
      case Boolean b -> b ? "True" : "False";
      case List<?> list ->
          list.stream().map(CopyAs::literal).collect(Collectors.joining(", ", "[", "]"));
      case Map<?, ?> map ->
          map.entrySet().stream()
              .map(e -> literal(e.getKey()) + ": " + literal(e.getValue()))
              .collect(Collectors.joining(", ", "{", "}"));
      default -> json(value);
    };
  }

  private static String json(Object value) {
    return JsonMapper.shared().writeValueAsString(value);
  }

  /// A word of a POSIX shell.
  static String quoted(String text) {
    if (text.matches("[A-Za-z0-9_./:=@%+,-]+")) return text;
    return "'" + text.replace("'", "'\\''") + "'";
  }
}
