package io.stampede.cli.api;

import io.stampede.cli.json.JsonObject;
import java.util.List;

/// Something that can be asked of a resource, or of a kind as a whole (`collection`).
public record Action(
    String name,
    String label,
    String help,
    List<Field> input,
    boolean destructive,
    boolean collection) {
  static Action of(JsonObject json) {
    return new Action(
        json.text("name"),
        json.text("label"),
        json.text("help"),
        json.objects("input").stream().map(Field::of).toList(),
        json.flag("destructive"),
        json.flag("collection"));
  }

  public String kebab() {
    return Words.kebab(name);
  }
}
