package io.stampede.cli.api;

import io.stampede.cli.json.JsonObject;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// A kind of resource, as served.
public record Kind(
    String name,
    String plural,
    String label,
    String labels,
    String help,
    List<Field> fields,
    List<Action> actions) {
  static Kind of(JsonObject json) {
    return new Kind(
        json.text("name"),
        json.text("plural"),
        json.text("label"),
        json.text("labels"),
        json.text("help"),
        json.objects("fields").stream().map(Field::of).toList(),
        json.objects("actions").stream().map(Action::of).toList());
  }

  public Optional<Field> field(String name) {
    return fields.stream().filter(f -> f.name().equals(name)).findFirst();
  }

  public Optional<Action> action(String name) {
    return actions.stream().filter(a -> a.name().equals(name)).findFirst();
  }

  public List<Field> fields(Predicate<Field> which) {
    return fields.stream().filter(which).toList();
  }

  /// The word for it on the command line: `virtual-machine`.
  public String word() {
    return Words.kebab(name);
  }

  /// Its label within a sentence: `virtual machine`.
  public String called() {
    return Words.inSentence(label);
  }

  /// All words for it, but for the initials.
  Set<String> words() {
    return new LinkedHashSet<>(List.of(word(), Words.kebab(plural), name, plural));
  }

  String path() {
    return "/v1/" + plural;
  }
}
