package io.stampede.client;

import io.stampede.schema.ActionSchema;
import io.stampede.schema.KindSchema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The form of a new resource, filled from a text that a person has: a container's from a `docker
/// run` line.
///
/// A kind that can do this has an action of its collection called `parse` with one field for the
/// text. It makes nothing; its answer holds `fields` and `notes`.
///
/// @param fields as they are given to make a resource
/// @param notes what of the text has no field, a sentence each
public record Filled(Map<String, Object> fields, List<String> notes) {
  private static final String PARSE = "parse";

  public Filled {
    fields = Map.copyOf(fields);
    notes = List.copyOf(notes);
  }

  /// How a kind's form is filled; empty where it is not.
  public static Optional<ActionSchema> by(KindSchema kind) {
    return kind.action(PARSE).filter(a -> a.collection() && a.input().size() == 1);
  }

  /// @throws Refused naming the text's field, where it cannot be read
  public static Filled from(
      StampedeClient client, KindSchema kind, ActionSchema action, String text) {
    var answer =
        client.ask(kind.name(), action.name(), Map.of(action.input().getFirst().name(), text));
    var fields = new LinkedHashMap<String, Object>();
    if (answer.get("fields") instanceof Map<?, ?> given) {
      given.forEach((name, value) -> {
        if (value != null) fields.put(String.valueOf(name), value);
      });
    }
    return answer.get("notes") instanceof List<?> notes
        ? new Filled(fields, notes.stream().map(String::valueOf).toList())
        : new Filled(fields, List.of());
  }
}
