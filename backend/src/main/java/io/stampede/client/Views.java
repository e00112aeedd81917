package io.stampede.client;

import io.stampede.engine.Status;
import io.stampede.schema.ActionSchema;
import io.stampede.schema.Codec;
import io.stampede.schema.FieldSchema;
import io.stampede.store.Row;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// From a kept row to what a face shows.
final class Views {
  private Views() {}

  static Resource resource(KindFace<?, ?, ?> face, Row row) {
    var shown = shown(face);
    var fields = new LinkedHashMap<String, Object>();
    row.facts().ifPresent(facts -> fields.putAll(values(facts)));
    fields.putAll(values(row.spec()));
    fields.keySet().retainAll(shown);
    return new Resource(
        row.id().kind(),
        row.id().value(),
        row.name(),
        row.generation(),
        fields,
        row.status(),
        row.created(),
        row.seenAt(),
        actions(face, row));
  }

  private static Set<String> shown(KindFace<?, ?, ?> face) {
    return face.schema().fields().stream()
        .filter(f -> !f.secret())
        .map(FieldSchema::name)
        .collect(Collectors.toSet());
  }

  private static <S extends Record> List<String> actions(KindFace<S, ?, ?> face, Row row) {
    var spec = face.specType().cast(row.spec());
    boolean failed = row.status().transition() == Status.Transition.ERROR;
    return face.schema().actions().stream()
        .filter(a -> a.offeredIn(row.status().phase()) && face.offers(a, spec))
        .filter(a ->
            row.wanted()
                || face.removes(a)
                || (failed && a.name().equals(io.stampede.schema.KindSchema.RETRY)))
        .map(ActionSchema::name)
        .toList();
  }

  @SuppressWarnings("unchecked") // a codec for the record's own class
  static Map<String, Object> values(Record record) {
    return ((Codec<Record>) new Codec<>(record.getClass())).write(record);
  }
}
