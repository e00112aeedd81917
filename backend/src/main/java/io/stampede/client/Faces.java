package io.stampede.client;

import io.stampede.engine.Kind;
import io.stampede.schema.FieldSchema;
import io.stampede.schema.KindSchema;
import io.stampede.store.StoredKind;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The kinds there are, by name.
public final class Faces {
  private final Map<String, KindFace<?, ?, ?>> byName = new LinkedHashMap<>();

  public Faces(Collection<? extends KindFace<?, ?, ?>> faces) {
    faces.forEach(face -> byName.put(face.schema().name(), face));
  }

  Optional<KindFace<?, ?, ?>> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  KindFace<?, ?, ?> get(String name) {
    return find(name).orElseThrow(() -> Refused.notFound("kind", name));
  }

  /// The kind whose ids begin so.
  Optional<KindFace<?, ?, ?>> withPrefix(String idPrefix) {
    return byName.values().stream()
        .<KindFace<?, ?, ?>>map(face -> face)
        .filter(face -> face.idPrefix().equals(idPrefix))
        .findFirst();
  }

  List<KindSchema> schemas() {
    return byName.values().stream()
        .filter(face -> !face.internal())
        .<KindSchema>map(KindFace::schema)
        .toList();
  }

  public List<Kind<?, ?, ?>> kinds() {
    return byName.values().stream().<Kind<?, ?, ?>>map(KindFace::kind).toList();
  }

  /// How the store keeps them.
  public List<StoredKind> stored() {
    return byName.values().stream().map(Faces::stored).toList();
  }

  private static StoredKind stored(KindFace<?, ?, ?> face) {
    var secrets =
        face.schema().fields().stream()
            .filter(FieldSchema::secret)
            .map(FieldSchema::name)
            .collect(Collectors.toSet());
    return new StoredKind(face.schema().name(), face.specType(), face.factsType(), secrets);
  }
}
