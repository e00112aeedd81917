package io.stampede.web.rest;

import static io.stampede.web.rest.OpenApi.object;
import static io.stampede.web.rest.OpenApi.upper;

import io.stampede.engine.Phase;
import io.stampede.schema.FieldSchema;
import io.stampede.schema.FieldType;
import io.stampede.schema.KindSchema;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// The objects of the API as JSON schemas: per kind what is given out, what may be given to create,
/// and what may be changed.
final class OpenApiSchemas {
  private OpenApiSchemas() {}

  static Map<String, Object> of(List<KindSchema> kinds) {
    var schemas = new LinkedHashMap<String, Object>();
    schemas.put("Problem", problem());
    schemas.put("Figures", figures());
    for (var kind : kinds) {
      schemas.put(upper(kind), resource(kind));
      schemas.put(upper(kind) + "Create", input(kind, FieldSchema::create, true));
      schemas.put(upper(kind) + "Update", input(kind, FieldSchema::update, false));
    }
    return schemas;
  }

  /// Columns of equal length.
  private static Map<String, Object> figures() {
    var properties = new LinkedHashMap<String, Object>();
    properties.put("step", object("type", "integer", "description", "Seconds"));
    properties.put(
        "times",
        object(
            "type",
            "array",
            "items",
            object("type", "integer"),
            "description",
            "Seconds since 1970"));
    FiguresJson.COLUMNS
        .keySet()
        .forEach(name ->
            properties.put(name, object("type", "array", "items", object("type", "number"))));
    return object("type", "object", "properties", properties);
  }

  private static Map<String, Object> resource(KindSchema kind) {
    var properties = new LinkedHashMap<String, Object>();
    properties.put("type", object("const", kind.name()));
    properties.put("id", text());
    properties.put("name", text());
    properties.put(
        "state",
        object("type", "string", "enum", Arrays.stream(Phase.values()).map(Phase::word).toList()));
    properties.put(
        "transitioning", object("type", "string", "enum", List.of("no", "yes", "error")));
    properties.put("message", text());
    properties.put("progress", object("type", "integer", "minimum", 0, "maximum", 100));
    properties.put("problem", object("type", "object"));
    properties.put("generation", object("type", "integer"));
    properties.put("created", date());
    properties.put("seenAt", date());
    kind.fields().stream()
        .filter(field -> !field.secret())
        .forEach(field -> properties.putIfAbsent(field.name(), field(field)));
    properties.put("links", object("type", "object"));
    properties.put("actions", object("type", "object"));
    return object("type", "object", "description", kind.help(), "properties", properties);
  }

  private static Map<String, Object> input(
      KindSchema kind, Predicate<FieldSchema> which, boolean withRequired) {
    var properties = new LinkedHashMap<String, Object>();
    var fields = kind.fields().stream().filter(which).toList();
    fields.forEach(field -> properties.put(field.name(), field(field)));
    var schema = object("type", "object", "additionalProperties", false, "properties", properties);
    var required = fields.stream().filter(FieldSchema::required).map(FieldSchema::name).toList();
    if (withRequired && !required.isEmpty()) schema.put("required", required);
    return schema;
  }

  private static Map<String, Object> field(FieldSchema field) {
    var json = type(field);
    json.put("title", field.label());
    if (!field.help().isEmpty()) json.put("description", field.help());
    field.unit().ifPresent(unit -> json.put("x-unit", unit));
    field.reference().ifPresent(kind -> json.put("x-reference", kind));
    if (!field.options().isEmpty() && field.type() == FieldType.ENUM) {
      json.put("enum", field.options());
    }
    field.byDefault().ifPresent(value -> json.put("default", value));
    field.min().ifPresent(min -> json.put("minimum", min));
    field.max().ifPresent(max -> json.put("maximum", max));
    field.pattern().ifPresent(pattern -> json.put("pattern", pattern));
    field.example().ifPresent(example -> json.put("examples", List.of(example)));
    if (field.secret()) json.put("writeOnly", true);
    if (field.readOnly()) json.put("readOnly", true);
    return json;
  }

  private static Map<String, Object> type(FieldSchema field) {
    return switch (field.type()) {
      case STRING, REFERENCE, ENUM -> text();
      case INTEGER -> object("type", "integer", "format", "int64");
      case BOOLEAN -> object("type", "boolean");
      case LIST -> object("type", "array", "items", text());
      case MAP -> object("type", "object", "additionalProperties", text());
      case DATE -> date();
      case TABLE -> object("type", "array", "items", row(field.columns()));
    };
  }

  private static Map<String, Object> row(List<FieldSchema> columns) {
    var properties = new LinkedHashMap<String, Object>();
    columns.forEach(column -> properties.put(column.name(), field(column)));
    return object("type", "object", "properties", properties);
  }

  private static Map<String, Object> problem() {
    var error = object("field", text(), "code", text(), "message", text());
    return object(
        "type",
        "object",
        "properties",
        object(
            "type", text(),
            "title", text(),
            "status", object("type", "integer"),
            "detail", text(),
            "code", text(),
            "fix", text(),
            "blame",
                object("type", "string", "enum", List.of("request", "host", "capacity", "bug")),
            "errors",
                object("type", "array", "items", object("type", "object", "properties", error))));
  }

  private static Map<String, Object> text() {
    return object("type", "string");
  }

  private static Map<String, Object> date() {
    return object("type", "string", "format", "date-time");
  }
}
