package io.stampede.client;

import io.stampede.engine.Status;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// One resource as a face shows it.
///
/// @param kind as in `virtualMachine`
/// @param fields JSON values (`String`, `Long`, `Boolean`, `List`, `Map`) by field name, of the
///   spec and of what was last seen; secrets are left out
/// @param status phase, what it is doing, how far, and why it is stuck
/// @param seenAt when its facts were last seen; earlier than now where the host is unreachable
/// @param actions names of the actions that are offered in this phase
public record Resource(
    String kind,
    String id,
    String name,
    long generation,
    Map<String, Object> fields,
    Status status,
    Instant created,
    Optional<Instant> seenAt,
    List<String> actions) {
  public Resource {
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    actions = List.copyOf(actions);
  }

  /// A field's value as text; empty when it has none.
  public String text(String field) {
    var value = fields.get(field);
    return value == null ? "" : value.toString();
  }

  /// Which of these fields are not what they were.
  ///
  /// @param seen the same resource, earlier
  public List<String> changedSince(Resource seen, Collection<String> names) {
    return names.stream()
        .filter(name -> !Objects.equals(fields.get(name), seen.fields.get(name)))
        .sorted()
        .toList();
  }

  public Optional<Long> number(String field) {
    return fields.get(field) instanceof Number n ? Optional.of(n.longValue()) : Optional.empty();
  }
}
