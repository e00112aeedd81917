package io.stampede.schema;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Turns a record into JSON values (`Map`, `List`, `String`, `Long`, `Boolean`) and back. A record
/// of one component is its component: `Mebibytes(512)` is `512`.
///
/// Every component takes part, described by [Field] or not: this is also how records are stored.
public final class Codec<T extends Record> {
  /// Either the record, or all that is wrong with the fields.
  public sealed interface Result<T> {
    record Ok<T>(T value) implements Result<T> {}

    record Bad<T>(List<FieldError> errors) implements Result<T> {}
  }

  private final Class<T> type;
  private final RecordComponent[] components;

  public Codec(Class<T> type) {
    this.type = type;
    this.components = type.getRecordComponents();
  }

  /// @param values by component name; missing ones take their default where they have one
  public Result<T> read(Map<String, ?> values) {
    var errors = new ArrayList<FieldError>();
    var arguments = new @Nullable Object[components.length];
    for (int i = 0; i < components.length; i++) {
      var component = components[i];
      if (component.isAnnotationPresent(Inline.class)) {
        switch (inline(component).read(values)) {
          case Result.Ok<? extends Record>(var value) -> arguments[i] = value;
          case Result.Bad<? extends Record>(var wrong) -> errors.addAll(wrong);
        }
        continue;
      }
      try {
        arguments[i] = component(component, values.get(component.getName()));
      } catch (IllegalArgumentException e) {
        boolean missing = e instanceof Missing;
        errors.add(
            new FieldError(component.getName(), missing ? "missing" : "invalid", message(e)));
      }
    }
    if (!errors.isEmpty()) return new Result.Bad<>(List.copyOf(errors));
    try {
      return new Result.Ok<>(construct(type, arguments));
    } catch (IllegalArgumentException e) {
      return new Result.Bad<>(List.of(new FieldError("", "invalid", message(e))));
    }
  }

  /// For values that this codec wrote: bad ones are a bug.
  public T restore(Map<String, ?> values) {
    return switch (read(values)) {
      case Result.Ok<T>(var value) -> value;
      case Result.Bad<T>(var errors) -> throw new IllegalStateException(type + ": " + errors);
    };
  }

  public Map<String, Object> write(T record) {
    var values = new LinkedHashMap<String, Object>();
    for (var component : components) {
      if (component.isAnnotationPresent(Inline.class)) {
        values.putAll(writeInline(component, record));
        continue;
      }
      var value = toJson(get(component, record));
      if (value != null) values.put(component.getName(), value);
    }
    return values;
  }

  private static Codec<? extends Record> inline(RecordComponent component) {
    return new Codec<>(component.getType().asSubclass(Record.class));
  }

  @SuppressWarnings("unchecked") // the codec is of the component's own type
  private static Map<String, Object> writeInline(RecordComponent component, Record record) {
    var part = get(component, record);
    if (part == null) throw new IllegalStateException(component + " is null");
    return ((Codec<Record>) inline(component)).write((Record) part);
  }

  private static final class Missing extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    Missing() {
      super("is required");
    }
  }

  private static Object component(RecordComponent component, @Nullable Object json) {
    var says = component.getAnnotation(Field.class);
    if (json == null || "".equals(json) && !isText(component.getGenericType())) {
      if (says != null && !says.byDefault().isEmpty()) {
        return fromJson(component.getGenericType(), says.byDefault());
      }
      return nothing(component.getGenericType());
    }
    var value = fromJson(component.getGenericType(), json);
    if (says != null) check(says, json);
    return value;
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
    if (raw == Map.class) return Map.of();
    if (raw == boolean.class) return false;
    if (raw.isRecord() && raw.getRecordComponents().length == 1) {
      var inner = raw.getRecordComponents()[0].getGenericType();
      return construct(raw, new @Nullable Object[] {nothing(inner)});
    }
    throw new Missing();
  }

  private static Object fromJson(Type type, Object json) {
    if (type instanceof ParameterizedType generic) return fromGeneric(generic, json);
    var raw = (Class<?>) type;
    if (raw == String.class) return text(json);
    if (raw == int.class || raw == Integer.class)
      return Math.toIntExact(whole(json, Integer.MIN_VALUE, Integer.MAX_VALUE));
    if (raw == long.class) return whole(json, Long.MIN_VALUE, Long.MAX_VALUE);
    if (raw == OptionalInt.class) {
      return OptionalInt.of(Math.toIntExact(whole(json, Integer.MIN_VALUE, Integer.MAX_VALUE)));
    }
    if (raw == OptionalLong.class) {
      return OptionalLong.of(whole(json, Long.MIN_VALUE, Long.MAX_VALUE));
    }
    if (raw == boolean.class) return truth(json);
    if (raw == Instant.class) return instant(json);
    if (raw.isEnum()) return constant(raw, json);
    if (raw.isRecord()) return record(raw, json);
    throw new IllegalStateException("no JSON for " + raw);
  }

  private static Object fromGeneric(ParameterizedType generic, Object json) {
    var raw = generic.getRawType();
    if (raw == Optional.class)
      return Optional.of(fromJson(generic.getActualTypeArguments()[0], json));
    if (raw == List.class) {
      if (!(json instanceof List<?> list)) throw new IllegalArgumentException("is not a list");
      var inner = generic.getActualTypeArguments()[0];
      return list.stream().map(item -> fromJson(inner, notNull(item))).toList();
    }
    if (raw == Map.class) {
      if (!(json instanceof Map<?, ?> map)) throw new IllegalArgumentException("is not an object");
      var inner = generic.getActualTypeArguments()[1];
      var result = new LinkedHashMap<String, Object>();
      map.forEach((k, v) -> result.put(text(notNull(k)), fromJson(inner, notNull(v))));
      return java.util.Collections.unmodifiableMap(result);
    }
    throw new IllegalStateException("no JSON for " + generic);
  }

  private static Object notNull(@Nullable Object item) {
    if (item == null) throw new IllegalArgumentException("holds null");
    return item;
  }

  private static Object record(Class<?> raw, Object json) {
    var parts = raw.getRecordComponents();
    if (parts.length == 1) {
      return construct(raw, new @Nullable Object[] {fromJson(parts[0].getGenericType(), json)});
    }
    if (!(json instanceof Map<?, ?> map)) throw new IllegalArgumentException("is not an object");
    var arguments = new @Nullable Object[parts.length];
    for (int i = 0; i < parts.length; i++) {
      arguments[i] = component(parts[i], map.get(parts[i].getName()));
    }
    return construct(raw, arguments);
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

  /// How an enum's constant is written in every face: `ON_FAILURE` is `on-failure`.
  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static Object constant(Class<?> type, Object json) {
    var word = text(json);
    return Arrays.stream(type.getEnumConstants())
        .filter(c -> word((Enum<?>) c).equals(word))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "is not one of "
                    + String.join(
                        ", ",
                        Arrays.stream(type.getEnumConstants())
                            .map(c -> word((Enum<?>) c))
                            .toList())));
  }

  private static @Nullable Object toJson(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case Optional<?> o -> o.isPresent() ? toJson(o.get()) : null;
      case OptionalInt o -> o.isPresent() ? (Object) (long) o.getAsInt() : null;
      case OptionalLong o -> o.isPresent() ? (Object) o.getAsLong() : null;
      case Integer i -> (long) i;
      case Instant i -> i.toString();
      case Enum<?> e -> word(e);
      case List<?> list -> list.stream().map(Codec::toJson).toList();
      case Map<?, ?> map -> {
        var result = new LinkedHashMap<String, @Nullable Object>();
        map.forEach((k, v) -> result.put(String.valueOf(k), toJson(v)));
        yield result;
      }
      case Record r -> {
        var parts = r.getClass().getRecordComponents();
        if (parts.length == 1) yield toJson(get(parts[0], r));
        var result = new LinkedHashMap<String, Object>();
        for (var part : parts) {
          var json = toJson(get(part, r));
          if (json != null) result.put(part.getName(), json);
        }
        yield result;
      }
      default -> value;
    };
  }

  private static @Nullable Object get(RecordComponent component, Record record) {
    try {
      var accessor = component.getAccessor();
      accessor.setAccessible(true);
      return accessor.invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static <R> R construct(Class<R> type, @Nullable Object[] arguments) {
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

  private static String message(IllegalArgumentException e) {
    return String.valueOf(e.getMessage());
  }
}
