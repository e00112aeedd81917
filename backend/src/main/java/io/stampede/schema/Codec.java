package io.stampede.schema;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Turns a record into JSON values (`Map`, `List`, `String`, `Long`, `Boolean`) and back. A record
/// of one component is its component: `Mebibytes(512)` is `512`; but for one of an optional.
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

  /// From people.
  ///
  /// @param values by component name; missing ones take their default where they have one
  public Result<T> read(Map<String, ?> values) {
    return read(values, Reading.ASKED);
  }

  /// Values that this codec wrote, perhaps in an earlier version: each is what it was.
  public Result<T> kept(Map<String, ?> values) {
    return read(values, Reading.KEPT);
  }

  private Result<T> read(Map<String, ?> values, Reading reading) {
    var errors = new ArrayList<FieldError>();
    var arguments = new @Nullable Object[components.length];
    for (int i = 0; i < components.length; i++) {
      var component = components[i];
      if (component.isAnnotationPresent(Inline.class)) {
        switch (inline(component).read(values, reading)) {
          case Result.Ok<? extends Record>(var value) -> arguments[i] = value;
          case Result.Bad<? extends Record>(var wrong) -> errors.addAll(wrong);
        }
        continue;
      }
      try {
        arguments[i] = reading.component(component, values.get(component.getName()));
      } catch (IllegalArgumentException e) {
        boolean missing = e instanceof Reading.Missing;
        errors.add(
            new FieldError(component.getName(), missing ? "missing" : "invalid", message(e)));
      }
    }
    if (!errors.isEmpty()) return new Result.Bad<>(List.copyOf(errors));
    try {
      return new Result.Ok<>(Reading.construct(type, arguments));
    } catch (IllegalArgumentException e) {
      return new Result.Bad<>(List.of(new FieldError("", "invalid", message(e))));
    }
  }

  /// As [#kept]: bad ones are a bug.
  public T restore(Map<String, ?> values) {
    return switch (kept(values)) {
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
      var value = Writing.toJson(Writing.get(component, record));
      if (value != null) values.put(component.getName(), value);
    }
    return values;
  }

  private static Codec<? extends Record> inline(RecordComponent component) {
    return new Codec<>(component.getType().asSubclass(Record.class));
  }

  @SuppressWarnings("unchecked") // the codec is of the component's own type
  private static Map<String, Object> writeInline(RecordComponent component, Record record) {
    var part = Writing.get(component, record);
    if (part == null) throw new IllegalStateException(component + " is null");
    return ((Codec<Record>) inline(component)).write((Record) part);
  }

  /// How an enum's constant is written in every face: `ON_FAILURE` is `on-failure`.
  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String message(IllegalArgumentException e) {
    return String.valueOf(e.getMessage());
  }
}
