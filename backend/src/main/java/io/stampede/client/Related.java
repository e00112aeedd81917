package io.stampede.client;

import io.stampede.schema.FieldSchema;
import io.stampede.schema.FieldType;
import io.stampede.schema.KindSchema;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What names a resource in one of its fields: the links and ports that lead to a container, the
/// machines that were made of an image. Found by the schema alone, so a new kind is among them by
/// itself.
///
/// @param kind of the other one
/// @param by the field in which it names this one
public record Related(KindSchema kind, FieldSchema by, Resource resource) {
  private static final int MOST = 200;

  /// A host has too many; its lists show them.
  private static final String TOO_MANY = "host";

  /// At most 200, kind by kind. Reads lists: not for the thread of a screen.
  public static List<Related> of(StampedeClient client, Resource one) {
    var all = new ArrayList<Related>();
    if (one.kind().equals(TOO_MANY)) return all;
    for (var kind : client.kinds()) {
      for (var field : kind.fields()) {
        naming(client, kind, field, one)
            .limit(MOST - all.size())
            .forEach(r -> all.add(new Related(kind, field, r)));
      }
    }
    return all;
  }

  private static Stream<Resource> naming(
      StampedeClient client, KindSchema kind, FieldSchema field, Resource one) {
    if (field.type() == FieldType.REFERENCE) {
      return field.reference().filter(one.kind()::equals).stream()
          .flatMap(
              _ -> client.list(kind.name(), Query.where(field.name(), one.id())).items().stream());
    }
    boolean mayName = !kind.group().isEmpty() && field.suggests().contains(one.kind());
    if (!mayName) return Stream.empty();
    return client.list(kind.name(), Query.ALL).items().stream()
        .filter(r -> names(r.fields().get(field.name()), one));
  }

  private static boolean names(@Nullable Object value, Resource one) {
    return switch (value) {
      case null -> false;
      case Collection<?> many -> many.stream().anyMatch(v -> names(v, one));
      default -> value.equals(one.id()) || value.equals(one.name());
    };
  }

  /// Whether a change of such a resource may add or take one.
  public static boolean mayConcern(KindSchema kind, String one) {
    return kind.fields().stream()
        .anyMatch(f -> f.reference().filter(one::equals).isPresent() || f.suggests().contains(one));
  }
}
