package io.stampede.cli.command;

import io.stampede.cli.api.Api;
import io.stampede.cli.api.Failure;
import io.stampede.cli.api.Field;
import io.stampede.cli.api.Kind;
import io.stampede.cli.api.Schemas;
import io.stampede.cli.json.JsonObject;
import io.stampede.cli.show.Table;
import io.stampede.cli.show.Text;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/// Resources as tables and as details.
final class Listing {
  private static final List<String[]> OPERATORS =
      List.of(
          new String[] {"!=", "_ne"},
          new String[] {"<=", "_lte"},
          new String[] {">=", "_gte"},
          new String[] {"^=", "_prefix"},
          new String[] {"~", "_like"},
          new String[] {"<", "_lt"},
          new String[] {">", "_gt"},
          new String[] {"=", ""});
  private final Api api;
  private final Schemas schemas;
  private final int width;
  private final Map<String, Map<String, String>> namesByKind = new HashMap<>();

  Listing(Session session) {
    this.api = session.api();
    this.schemas = session.schemas();
    this.width = session.terminal().width();
  }

  /// `state=running`, `memory>=512`, `name~web` as parameters of a request.
  static List<Map.Entry<String, String>> filters(Kind kind, List<String> filters) {
    var parameters = new ArrayList<Map.Entry<String, String>>();
    for (var filter : filters) {
      var parts = split(filter);
      parameters.add(Map.entry(fieldNamed(kind, parts[0]) + parts[1], parts[2]));
    }
    return parameters;
  }

  private static String[] split(String filter) {
    int at = 0;
    while (at < filter.length() && "=!<>~^".indexOf(filter.charAt(at)) < 0) at++;
    for (var operator : OPERATORS) {
      if (at > 0 && filter.startsWith(operator[0], at)) {
        var value = filter.substring(at + operator[0].length());
        return new String[] {filter.substring(0, at), operator[1], value};
      }
    }
    throw Failure.usage(
        "'%s' is not a filter".formatted(filter),
        "as in state=running, state!=running, name~web, name^=we, memory>=512");
  }

  /// A field's name however it was written.
  static String fieldNamed(Kind kind, String word) {
    return kind.fields().stream()
        .filter(f -> f.kebab().equals(word))
        .map(Field::name)
        .findFirst()
        .orElse(word);
  }

  Table table(Kind kind, List<JsonObject> resources, boolean wide) {
    var fields = kind.fields(f -> inTable(f, wide) && shown(f));
    var columns = new ArrayList<Table.Column>();
    columns.add(new Table.Column("name", false));
    columns.add(new Table.Column("state", false));
    for (var field : fields) columns.add(new Table.Column(head(field), field.isNumber()));
    if (wide) columns.add(new Table.Column("id", false));
    columns.add(new Table.Column("doing", false));
    var table = new Table(columns);
    for (var resource : resources) {
      var row = new ArrayList<String>();
      row.add(Text.safe(resource.text("name")));
      row.add(Text.safe(resource.text("state")));
      for (var field : fields) row.add(cell(field, resource));
      if (wide) row.add(Text.safe(resource.text("id")));
      row.add(doing(resource));
      table.add(row);
    }
    return table;
  }

  private static boolean inTable(Field field, boolean wide) {
    boolean fits = wide ? !field.multiline() : field.column();
    return fits && !field.secret() && !field.isTable();
  }

  private static boolean shown(Field field) {
    return !field.name().equals("name") && !field.name().equals("state");
  }

  private static String head(Field field) {
    return field.unit().isEmpty() ? field.label() : field.label() + " (" + field.unit() + ")";
  }

  private static String doing(JsonObject resource) {
    var message = Text.safe(resource.text("message"));
    return resource.number("progress").map(p -> message + " " + p + " %").orElse(message).strip();
  }

  private String cell(Field field, JsonObject resource) {
    var value = resource.value(field.name());
    if (value.isEmpty()) return "";
    var text = Text.line(value.get());
    return field.type().equals("reference") ? nameOf(field.reference(), text) : text;
  }

  /// A person knows names, not ids. The names of a kind are fetched once, and only when needed.
  private String nameOf(String kind, String id) {
    return namesByKind.computeIfAbsent(kind, this::names).getOrDefault(id, id);
  }

  private Map<String, String> names(String kindName) {
    var names = new HashMap<String, String>();
    var kind = schemas.named(kindName);
    if (kind.isEmpty()) return names;
    try {
      for (var resource : api.list(kind.get(), List.of(), 1000)) {
        names.put(resource.text("id"), Text.safe(resource.text("name")));
      }
    } catch (Failure e) {
      // Ids are right too, only less readable.
      names.clear();
    }
    return names;
  }

  /// One resource from top to bottom.
  String details(Kind kind, JsonObject resource) {
    var lines = new LinkedHashMap<String, String>();
    lines.put("Name", Text.safe(resource.text("name")));
    lines.put("State", Text.safe(resource.text("state")));
    if (!doing(resource).isEmpty()) lines.put("Doing", doing(resource));
    resource.object("problem").ifPresent(p -> lines.put("Fix", Text.safe(p.text("fix"))));
    for (var field : kind.fields(f -> shown(f) && !f.secret() && !f.isTable())) {
      var cell = cell(field, resource);
      if (cell.isEmpty()) continue;
      lines.put(field.label(), field.unit().isEmpty() ? cell : cell + " " + field.unit());
    }
    lines.put("Id", Text.safe(resource.text("id")));
    lines.put("Created", Text.safe(resource.text("created")));
    if (resource.has("seenAt")) lines.put("Seen", Text.safe(resource.text("seenAt")));
    lines.put("Actions", actions(resource));
    int width = lines.keySet().stream().mapToInt(String::length).max().orElse(0);
    var out = new StringBuilder();
    lines.forEach((label, value) ->
        out.append("%s%s  %s\n".formatted(label, " ".repeat(width - label.length()), value)));
    for (var field : kind.fields(Field::isTable)) out.append(tableOf(field, resource));
    return out.toString();
  }

  /// A field that is a table of its own, below the others.
  private String tableOf(Field field, JsonObject resource) {
    var rows = resource.objects(field.name());
    if (rows.isEmpty()) return "";
    var chosen = field.columns().stream().filter(Field::column).toList();
    var columns = chosen.isEmpty() ? field.columns() : chosen;
    var table =
        new Table(columns.stream().map(c -> new Table.Column(head(c), c.isNumber())).toList());
    for (var row : rows) table.add(columns.stream().map(c -> cell(c, row)).toList());
    return "\n%s\n%s".formatted(field.label(), table.text(width, UnaryOperator.identity()));
  }

  private static String actions(JsonObject resource) {
    var offered = resource.object("actions").orElse(JsonObject.EMPTY);
    return Text.line(List.copyOf(offered.members().keySet()));
  }
}
