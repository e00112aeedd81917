package io.stampede.schema;

import io.stampede.engine.Phase;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;

/// A kind as every face sees it.
///
/// @param name as in `virtualMachine`
/// @param plural as in `virtualMachines`; the collection's place in the REST API
/// @param label as in `Virtual machine`
/// @param labels as in `Virtual machines`
/// @param fields of the spec first, then read-only ones of the facts, in the records' order
/// @param group kinds of the same group stand together in menus, below the first of them; empty for
///   one that stands alone
public record KindSchema(
    String name,
    String plural,
    String label,
    String labels,
    String help,
    List<FieldSchema> fields,
    List<ActionSchema> actions,
    String group) {
  /// What networks are made of, and what leads into them.
  public static final String NETWORKS = "networks";

  /// The action that every kind has: a person asks to try again.
  public static final String RETRY = "retry";

  public KindSchema {
    fields = List.copyOf(fields);
    actions = List.copyOf(actions);
  }

  /// @param facts what is seen of it; its fields are read-only
  public static KindSchema of(
      String name,
      String label,
      String labels,
      String help,
      Class<? extends Record> spec,
      Class<? extends Record> facts,
      ActionSchema... actions) {
    var all = new ArrayList<>(fields(spec));
    fields(facts).stream()
        .map(KindSchema::readOnly)
        .filter(field -> all.stream().noneMatch(f -> f.name().equals(field.name())))
        .forEach(all::add);
    var offered = new ArrayList<>(List.of(actions));
    offered.add(
        ActionSchema.of(
            RETRY,
            "Retry",
            "Tries again at once what failed.",
            Phase.ERROR,
            Phase.UNREACHABLE,
            Phase.DEGRADED));
    return new KindSchema(name, name + "s", label, labels, help, all, offered, "");
  }

  /// The same, in a group of kinds.
  public KindSchema inGroup(String name) {
    return new KindSchema(this.name, plural, label, labels, help, fields, actions, name);
  }

  /// Kinds that stand together, in the order in which they are given; a group stands where its
  /// first kind stands.
  public static List<List<KindSchema>> grouped(List<KindSchema> kinds) {
    var groups = new LinkedHashMap<String, List<KindSchema>>();
    for (var kind : kinds) {
      var key = kind.group().isEmpty() ? "kind/" + kind.name() : "group/" + kind.group();
      groups.computeIfAbsent(key, _ -> new ArrayList<>()).add(kind);
    }
    return List.copyOf(groups.values());
  }

  public Optional<FieldSchema> field(String fieldName) {
    return fields.stream().filter(f -> f.name().equals(fieldName)).findFirst();
  }

  public Optional<ActionSchema> action(String actionName) {
    return actions.stream().filter(a -> a.name().equals(actionName)).findFirst();
  }

  public Stream<FieldSchema> creatable() {
    return fields.stream().filter(FieldSchema::create);
  }

  public Stream<FieldSchema> updatable() {
    return fields.stream().filter(FieldSchema::update);
  }

  /// The described components of a record, as fields.
  public static List<FieldSchema> fields(Class<? extends Record> record) {
    return fields(record, "").toList();
  }

  private static Stream<FieldSchema> fields(Class<? extends Record> record, String group) {
    return Arrays.stream(record.getRecordComponents()).flatMap(c -> fields(c, group));
  }

  private static Stream<FieldSchema> fields(RecordComponent component, String group) {
    var inline = component.getAnnotation(Inline.class);
    if (inline != null) {
      var within = inline.group().isEmpty() ? group : inline.group();
      return fields(component.getType().asSubclass(Record.class), within);
    }
    var says = component.getAnnotation(Field.class);
    return says == null ? Stream.empty() : Stream.of(field(component, says, group));
  }

  private static FieldSchema field(RecordComponent component, Field says, String group) {
    var shape = Shape.of(component.getGenericType());
    var type = says.reference().isEmpty() ? shape.type() : FieldType.REFERENCE;
    return new FieldSchema(
        component.getName(),
        type,
        says.label(),
        says.help(),
        text(says.unit()),
        text(says.reference()),
        shape.options(),
        text(says.byDefault()).map(value -> typed(type, value)),
        !shape.optional() && says.byDefault().isEmpty() && says.create(),
        says.create(),
        says.update(),
        says.secret(),
        says.multiline(),
        says.column(),
        says.more(),
        says.group().isEmpty() ? group : says.group(),
        List.of(says.suggests()),
        says.min() == Long.MIN_VALUE ? OptionalLong.empty() : OptionalLong.of(says.min()),
        says.max() == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(says.max()),
        says.maxLength(),
        text(says.pattern()),
        text(says.example()),
        shape.columns());
  }

  private static FieldSchema readOnly(FieldSchema f) {
    return new FieldSchema(
        f.name(),
        f.type(),
        f.label(),
        f.help(),
        f.unit(),
        f.reference(),
        f.options(),
        Optional.empty(),
        false,
        false,
        false,
        f.secret(),
        f.multiline(),
        f.column(),
        f.more(),
        f.group(),
        f.suggests(),
        f.min(),
        f.max(),
        f.maxLength(),
        f.pattern(),
        f.example(),
        f.columns());
  }

  private static Object typed(FieldType type, String value) {
    return switch (type) {
      case INTEGER -> Long.parseLong(value);
      case BOOLEAN -> Boolean.parseBoolean(value);
      case STRING, ENUM, REFERENCE, LIST, MAP, DATE, TABLE -> value;
    };
  }

  private static Optional<String> text(String value) {
    return value.isEmpty() ? Optional.empty() : Optional.of(value);
  }

  /// What a component's Java type is in JSON.
  private record Shape(
      FieldType type, boolean optional, List<String> options, List<FieldSchema> columns) {
    static Shape plain(FieldType type, boolean optional) {
      return new Shape(type, optional, List.of(), List.of());
    }

    static Shape of(Type type) {
      if (type instanceof ParameterizedType generic) {
        var raw = (Class<?>) generic.getRawType();
        if (raw == Optional.class) {
          var inner = of(generic.getActualTypeArguments()[0]);
          return new Shape(inner.type(), true, inner.options(), inner.columns());
        }
        if (Collection.class.isAssignableFrom(raw))
          return many(generic.getActualTypeArguments()[0]);
        if (raw == Map.class) return plain(FieldType.MAP, true);
      }
      return ofClass((Class<?>) type);
    }

    /// Records of several parts are rows, all else stands one a line.
    private static Shape many(Type inner) {
      boolean rows =
          inner instanceof Class<?> type
              && type.isRecord()
              && type.getRecordComponents().length > 1;
      return rows
          ? new Shape(
              FieldType.TABLE, true, List.of(), fields(((Class<?>) inner).asSubclass(Record.class)))
          : plain(FieldType.LIST, true);
    }

    private static Shape ofClass(Class<?> type) {
      if (type == OptionalInt.class || type == OptionalLong.class) {
        return plain(FieldType.INTEGER, true);
      }
      if (type == int.class || type == long.class) return plain(FieldType.INTEGER, false);
      if (type == boolean.class) return plain(FieldType.BOOLEAN, false);
      if (type == String.class) return plain(FieldType.STRING, false);
      if (type == Instant.class) return plain(FieldType.DATE, false);
      if (type.isEnum()) {
        var options =
            Arrays.stream(type.getEnumConstants()).map(c -> Codec.word((Enum<?>) c)).toList();
        return new Shape(FieldType.ENUM, false, options, List.of());
      }
      if (type.isRecord() && type.getRecordComponents().length == 1) {
        return of(type.getRecordComponents()[0].getGenericType());
      }
      throw new IllegalArgumentException("no face can show a " + type.getName());
    }
  }
}
