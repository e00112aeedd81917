package io.stampede.cli.api;

import io.stampede.cli.json.JsonObject;
import java.util.List;

/// One field of a kind or of an action's input, as served.
///
/// @param type `string`, `integer`, `boolean`, `enum`, `reference`, `list`, `map`, `date`, `table`
/// @param reference the kind whose id the value is; empty for other types
/// @param byDefault the value when none is given, as text; may be empty
public record Field(
    String name,
    String type,
    String label,
    String help,
    String unit,
    String reference,
    List<String> options,
    String byDefault,
    JsonObject says) {
  static Field of(JsonObject json) {
    return new Field(
        json.text("name"),
        json.text("type"),
        json.text("label"),
        json.text("help"),
        json.text("unit"),
        json.text("reference"),
        json.texts("options"),
        json.text("default"),
        json);
  }

  public boolean required() {
    return says.flag("required");
  }

  public boolean creatable() {
    return says.flag("create");
  }

  public boolean updatable() {
    return says.flag("update");
  }

  public boolean secret() {
    return says.flag("secret");
  }

  public boolean multiline() {
    return says.flag("multiline");
  }

  public boolean column() {
    return says.flag("column");
  }

  public String example() {
    return says.text("example");
  }

  /// What it stands under in the help; empty for what is said first.
  public String group() {
    return says.text("group");
  }

  public boolean isNumber() {
    return type.equals("integer");
  }

  /// Whether its value is a list of records, which have [#columns].
  public boolean isTable() {
    return type.equals("table");
  }

  public List<Field> columns() {
    return says.objects("columns").stream().map(Field::of).toList();
  }

  /// Whether it takes several values.
  public boolean isMany() {
    return type.equals("list") || type.equals("map");
  }

  public String kebab() {
    return Words.kebab(name);
  }
}
