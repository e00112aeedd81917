package io.stampede.container;

import io.stampede.client.Refused;
import io.stampede.schema.Codec;
import io.stampede.schema.FieldSchema;
import io.stampede.schema.FieldType;
import io.stampede.schema.KindSchema;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What an update of a container brings along: which of it Docker cannot change in place.
final class ContainerChanges {
  /// Fields that are changed while it lives, in Docker or beside it.
  private static final Set<String> LIVE =
      Set.of("name", "restartPolicy", "memoryMib", "cpus", "securityGroups", "upSeconds");

  private static final int LONGEST = 80;

  private ContainerChanges() {}

  /// The spec with what follows of its changes.
  ///
  /// @throws Refused when it would have to be made anew, and was not made here
  static ContainerSpec noted(ContainerSpec before, ContainerSpec wanted, KindSchema schema) {
    var life = wanted.life();
    if (!before.name().equals(wanted.name())) life = life.calledBefore(before.name());
    var changed = changed(before, wanted, schema);
    if (changed.isEmpty()) return wanted.living(life);
    if (wanted.bond().nativeId().isPresent()) throw notMadeHere(wanted, changed.getFirst());
    var was = values(before);
    var is = values(wanted);
    var words = changed.stream().map(f -> words(f, was.get(f.name()), is.get(f.name()))).toList();
    return wanted.living(life.anew(words));
  }

  /// The same, made anew although nothing is different.
  static ContainerSpec anew(ContainerSpec spec, KindSchema schema) {
    if (spec.bond().nativeId().isPresent()) {
      throw notMadeHere(spec, schema.field("image").orElseThrow());
    }
    return spec.living(spec.life().anew(List.of()));
  }

  /// The fields for which it has to be made anew.
  static List<FieldSchema> changed(ContainerSpec before, ContainerSpec wanted, KindSchema schema) {
    var was = values(before);
    var is = values(wanted);
    return schema
        .updatable()
        .filter(f -> !LIVE.contains(f.name()))
        .filter(f -> !Objects.equals(was.get(f.name()), is.get(f.name())))
        .toList();
  }

  static Refused notMadeHere(ContainerSpec spec, FieldSchema field) {
    return Refused.field(
        field.name(),
        "not-made-here",
        "%s was not made here: to change this it would have to be made anew, and what adopted"
                .formatted(spec.name())
            + " containers keep beside their description is not known",
        "make another one, and remove this one");
  }

  private static Map<String, Object> values(ContainerSpec spec) {
    return new Codec<>(ContainerSpec.class).write(spec);
  }

  /// As `image: nginx:1.27 → nginx:1.28`; of variables only the names, for values may be secrets.
  private static String words(FieldSchema field, @Nullable Object was, @Nullable Object is) {
    var label = field.label().toLowerCase(java.util.Locale.ROOT);
    if (field.multiline()) return label;
    if (field.type() == FieldType.MAP) return label + " " + names(was, is);
    return "%s: %s → %s".formatted(label, shown(was), shown(is));
  }

  private static String names(@Nullable Object was, @Nullable Object is) {
    var before = was instanceof Map<?, ?> map ? map : Map.of();
    var after = is instanceof Map<?, ?> map ? map : Map.of();
    var names = new TreeSet<String>();
    before.keySet().forEach(key -> names.add(key.toString()));
    after.keySet().forEach(key -> names.add(key.toString()));
    names.removeIf(key -> Objects.equals(before.get(key), after.get(key)));
    return cut(String.join(", ", names));
  }

  private static String shown(@Nullable Object value) {
    return switch (value) {
      case null -> "nothing";
      case List<?> list when list.isEmpty() -> "nothing";
      case List<?> list -> cut(String.join(" ", list.stream().map(Object::toString).toList()));
      default -> cut(value.toString());
    };
  }

  private static String cut(String text) {
    var one = text.replaceAll("\\p{Cntrl}+", " ");
    return one.length() > LONGEST ? one.substring(0, LONGEST) + " …" : one;
  }
}
