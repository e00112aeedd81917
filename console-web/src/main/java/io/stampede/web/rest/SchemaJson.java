package io.stampede.web.rest;

import io.stampede.engine.Phase;
import io.stampede.schema.ActionSchema;
import io.stampede.schema.FieldSchema;
import io.stampede.schema.KindSchema;
import java.util.LinkedHashMap;
import java.util.Map;

/// How a kind's schema looks in JSON: what the command line and Python are made from.
public final class SchemaJson {
  private SchemaJson() {}

  public static Map<String, Object> of(KindSchema kind) {
    var json = new LinkedHashMap<String, Object>();
    json.put("name", kind.name());
    json.put("plural", kind.plural());
    json.put("label", kind.label());
    json.put("labels", kind.labels());
    json.put("help", kind.help());
    if (!kind.group().isEmpty()) json.put("group", kind.group());
    json.put("fields", kind.fields().stream().map(SchemaJson::field).toList());
    json.put("actions", kind.actions().stream().map(SchemaJson::action).toList());
    return json;
  }

  private static Map<String, Object> field(FieldSchema field) {
    var json = new LinkedHashMap<String, Object>();
    json.put("name", field.name());
    json.put("type", field.type().word());
    json.put("label", field.label());
    json.put("help", field.help());
    field.unit().ifPresent(unit -> json.put("unit", unit));
    field.reference().ifPresent(kind -> json.put("reference", kind));
    if (!field.options().isEmpty()) json.put("options", field.options());
    field.byDefault().ifPresent(value -> json.put("default", value));
    json.put("required", field.required());
    json.put("create", field.create());
    json.put("update", field.update());
    json.put("secret", field.secret());
    json.put("multiline", field.multiline());
    json.put("column", field.column());
    json.put("more", field.more());
    if (!field.group().isEmpty()) json.put("group", field.group());
    if (!field.suggests().isEmpty()) json.put("suggests", field.suggests());
    field.min().ifPresent(min -> json.put("min", min));
    field.max().ifPresent(max -> json.put("max", max));
    json.put("maxLength", field.maxLength());
    field.pattern().ifPresent(pattern -> json.put("pattern", pattern));
    field.example().ifPresent(example -> json.put("example", example));
    if (!field.columns().isEmpty()) {
      json.put("columns", field.columns().stream().map(SchemaJson::field).toList());
    }
    return json;
  }

  private static Map<String, Object> action(ActionSchema action) {
    var json = new LinkedHashMap<String, Object>();
    json.put("name", action.name());
    json.put("label", action.label());
    json.put("help", action.help());
    json.put("input", action.input().stream().map(SchemaJson::field).toList());
    json.put("phases", action.phases().stream().sorted().map(Phase::word).toList());
    json.put("destructive", action.destructive());
    json.put("collection", action.collection());
    return json;
  }
}
