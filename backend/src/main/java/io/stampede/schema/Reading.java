package io.stampede.schema;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// From JSON values to components of records.
///
/// People and what was kept are read differently. A form sends an empty text for what was left
/// open, and is checked against what a [Field] says; what was kept was checked when it was asked
/// for, an empty text in it is one, and what was empty stays so, also where people get a default.
enum Reading {
  ASKED,
  KEPT;

  static final class Missing extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    Missing() {
      super("is required");
    }
  }

  Object component(RecordComponent component, @Nullable Object json) {
    var says = component.getAnnotation(Field.class);
    var type = component.getGenericType();
    if (json == null || this == ASKED && "".equals(json) && !isText(type)) {
      boolean wasEmpty = this == KEPT && isOptional(type);
      return says == null || says.byDefault().isEmpty() || wasEmpty
          ? nothing(type)
          : fromJson(type, says.byDefault());
    }
    var value = fromJson(type, json);
    if (says != null && this == ASKED) check(says, json);
    return value;
  }

  /// Nothing is written of an empty one.
  static boolean isOptional(Type type) {
    var raw = raw(type);
    return raw == Optional.class || raw == OptionalInt.class || raw == OptionalLong.class;
  }

  /// A record of one component is that, but for one that may be nothing: there would be no telling
  /// it from no record.
  static boolean isItsComponent(Class<?> record) {
    var parts = record.getRecordComponents();
    return parts.length == 1 && !isOptional(parts[0].getGenericType());
  }

  private static boolean isText(Type type) {
    return type == String.class;
  }

  private static void check(Field says, Object json) {
    if (json instanceof String text && text.length() > says.maxLength()) {
      throw new IllegalArgumentException(
          "is longer than %d characters".formatted(says.maxLength()));
    }
    if (json instanceof String text && !says.pattern().isEmpty() && !text.matches(says.pattern())) {
      throw new IllegalArgumentException(
          "is not of the form " + (says.example().isEmpty() ? says.pattern() : says.example()));
    }
    if (json instanceof Number number) {
      long n = number.longValue();
      if (n < says.min()) throw new IllegalArgumentException("is less than " + says.min());
      if (n > says.max()) throw new IllegalArgumentException("is more than " + says.max());
    }
  }

  /// What a missing value is: an empty optional or collection, else an error.
  private static Object nothing(Type type) {
    var raw = raw(type);
    if (raw == Optional.class) return Optional.empty();
    if (raw == OptionalInt.class) return OptionalInt.empty();
    if (raw == OptionalLong.class) return OptionalLong.empty();
    if (raw == List.class) return List.of();
    if (raw == Set.class) return Set.of();
    if (raw == Map.class) return Map.of();
    if (raw == boolean.class) return false;
    if (raw.isRecord() && raw.getRecordComponents().length == 1) {
      var inner = raw.getRecordComponents()[0].getGenericType();
      return construct(raw, new @Nullable Object[] {nothing(inner)});
    }
    throw new Missing();
  }

  private Object fromJson(Type type, Object json) {
    if (type instanceof ParameterizedType generic) return fromGeneric(generic, json);
    var raw = (Class<?>) type;
    if (raw == String.class) return text(json);
    if (raw == int.class || raw == Integer.class)
      return Math.toIntExact(whole(json, Integer.MIN_VALUE, Integer.MAX_VALUE));
    if (raw == long.class || raw == Long.class) return whole(json, Long.MIN_VALUE, Long.MAX_VALUE);
    if (raw == OptionalInt.class) {
      return OptionalInt.of(Math.toIntExact(whole(json, Integer.MIN_VALUE, Integer.MAX_VALUE)));
    }
    if (raw == OptionalLong.class) {
      return OptionalLong.of(whole(json, Long.MIN_VALUE, Long.MAX_VALUE));
    }
    if (raw == double.class || raw == Double.class) return fraction(json);
    if (raw == boolean.class || raw == Boolean.class) return truth(json);
    if (raw == Instant.class) return instant(json);
    if (raw.isEnum()) return constant(raw, json);
    if (raw.isRecord()) return record(raw, json);
    throw new IllegalStateException("no JSON for " + raw);
  }

  private Object fromGeneric(ParameterizedType generic, Object json) {
    var raw = generic.getRawType();
    if (raw == Optional.class)
      return Optional.of(fromJson(generic.getActualTypeArguments()[0], json));
    if (raw == List.class) {
      if (!(json instanceof List<?> list)) throw new IllegalArgumentException("is not a list");
      var inner = generic.getActualTypeArguments()[0];
      return list.stream().map(item -> fromJson(inner, notNull(item))).toList();
    }
    if (raw == Set.class) {
      if (!(json instanceof List<?> list)) throw new IllegalArgumentException("is not a list");
      var inner = generic.getActualTypeArguments()[0];
      var result = new LinkedHashSet<Object>();
      list.forEach(item -> result.add(fromJson(inner, notNull(item))));
      return Collections.unmodifiableSet(result);
    }
    if (raw == Map.class) {
      if (!(json instanceof Map<?, ?> map)) throw new IllegalArgumentException("is not an object");
      var types = generic.getActualTypeArguments();
      var result = new LinkedHashMap<Object, Object>();
      map.forEach(
          (k, v) -> result.put(fromJson(types[0], notNull(k)), fromJson(types[1], notNull(v))));
      return Collections.unmodifiableMap(result);
    }
    throw new IllegalStateException("no JSON for " + generic);
  }

  private static Object notNull(@Nullable Object item) {
    if (item == null) throw new IllegalArgumentException("holds null");
    return item;
  }

  private Object record(Class<?> raw, Object json) {
    var parts = raw.getRecordComponents();
    if (isItsComponent(raw) || isBare(parts, json)) {
      return construct(raw, new @Nullable Object[] {fromJson(parts[0].getGenericType(), json)});
    }
    if (!(json instanceof Map<?, ?> map)) throw new IllegalArgumentException("is not an object");
    var arguments = new @Nullable Object[parts.length];
    for (int i = 0; i < parts.length; i++) {
      arguments[i] = component(parts[i], map.get(parts[i].getName()));
    }
    return construct(raw, arguments);
  }

  /// Before records of one component that may be nothing were told from nothing, such a one was
  /// kept as its component.
  private static boolean isBare(RecordComponent[] parts, Object json) {
    if (parts.length != 1) return false;
    return !(json instanceof Map<?, ?> map)
        || !Set.of(parts[0].getName()).containsAll(map.keySet());
  }

  private static String text(Object json) {
    if (json instanceof String s) return s;
    if (json instanceof Number || json instanceof Boolean) return json.toString();
    throw new IllegalArgumentException("is not a text");
  }

  private static long whole(Object json, long min, long max) {
    long n;
    try {
      n =
          switch (json) {
            case Integer i -> i;
            case Long l -> l;
            case java.math.BigInteger big -> big.longValueExact();
            case String s -> Long.parseLong(s.strip());
            default -> throw new IllegalArgumentException("is not a whole number");
          };
    } catch (NumberFormatException | ArithmeticException _) {
      throw new IllegalArgumentException("is not a whole number");
    }
    if (n < min || n > max)
      throw new IllegalArgumentException("is not between " + min + " and " + max);
    return n;
  }

  private static double fraction(Object json) {
    if (json instanceof Number number) return number.doubleValue();
    try {
      return Double.parseDouble(text(json).strip());
    } catch (NumberFormatException _) {
      throw new IllegalArgumentException("is not a number");
    }
  }

  private static boolean truth(Object json) {
    if (json instanceof Boolean b) return b;
    if ("true".equals(json)) return true;
    if ("false".equals(json)) return false;
    throw new IllegalArgumentException("is neither true nor false");
  }

  private static Instant instant(Object json) {
    try {
      return Instant.parse(text(json));
    } catch (DateTimeParseException _) {
      throw new IllegalArgumentException("is not a time like 2026-01-31T12:00:00Z");
    }
  }

  private static Object constant(Class<?> type, Object json) {
    var word = text(json);
    return Arrays.stream(type.getEnumConstants())
        .filter(c -> Codec.word((Enum<?>) c).equals(word))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "is not one of "
                    + String.join(
                        ", ",
                        Arrays.stream(type.getEnumConstants())
                            .map(c -> Codec.word((Enum<?>) c))
                            .toList())));
  }

  static <R> R construct(Class<R> type, @Nullable Object[] arguments) {
    var types =
        Arrays.stream(type.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    try {
      var constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof IllegalArgumentException bad) throw bad;
      throw new IllegalStateException(e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Class<?> raw(Type type) {
    return type instanceof ParameterizedType generic
        ? (Class<?>) generic.getRawType()
        : (Class<?>) type;
  }
}
