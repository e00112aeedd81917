package io.stampede.schema;

import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// From components of records to JSON values.
final class Writing {
  private Writing() {}

  /// @return null for an optional that is empty, of which nothing is written
  static @Nullable Object toJson(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case Optional<?> o -> o.isPresent() ? toJson(o.get()) : null;
      case OptionalInt o -> o.isPresent() ? (Object) (long) o.getAsInt() : null;
      case OptionalLong o -> o.isPresent() ? (Object) o.getAsLong() : null;
      case Integer i -> (long) i;
      case Instant i -> i.toString();
      case Enum<?> e -> Codec.word(e);
      case Collection<?> all -> all.stream().map(Writing::toJson).toList();
      case Map<?, ?> map -> {
        var result = new LinkedHashMap<String, @Nullable Object>();
        map.forEach((k, v) -> result.put(key(k), toJson(v)));
        yield result;
      }
      case Record r -> record(r);
      default -> value;
    };
  }

  private static String key(@Nullable Object key) {
    var json = toJson(key);
    if (json == null || json instanceof Map<?, ?> || json instanceof Collection<?>) {
      throw new IllegalStateException("no JSON for a key like " + key);
    }
    return json.toString();
  }

  private static @Nullable Object record(Record record) {
    var parts = record.getClass().getRecordComponents();
    if (Reading.isItsComponent(record.getClass())) return toJson(get(parts[0], record));
    var result = new LinkedHashMap<String, Object>();
    for (var part : parts) {
      var json = toJson(get(part, record));
      if (json != null) result.put(part.getName(), json);
    }
    return result;
  }

  static @Nullable Object get(RecordComponent component, Record record) {
    try {
      var accessor = component.getAccessor();
      accessor.setAccessible(true);
      return accessor.invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
