package io.stampede;

import io.stampede.schema.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Makes records of whatever type by their components: all that can be empty is empty, all of it is
/// there, or by chance, always the same.
final class Worlds {
  private static final int TRIES = 400;

  /// Whatever some type takes for valid, and what nobody should stumble over.
  private static final List<String> TEXTS =
      List.of(
          "",
          "web",
          "a-b.c",
          "true",
          "512",
          "null",
          " ",
          "böse \" ' \\ \n <x> {} [] :",
          "10.42.1.7",
          "10.42.0.0/16",
          "10.42.0.1/24",
          "52:54:00:12:34:56",
          "8000-8010",
          "80/tcp",
          "db:db",
          "managed",
          "tcp 80 from any",
          "root",
          "eth0",
          "https://example.org/x.qcow2",
          "vm:web1",
          "2026-01-31T12:00:00Z",
          "/var/lib/x",
          "/srv:/data:ro",
          "sha256:" + "0a".repeat(32),
          "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGPKSUTyz1HwHReFVvD5obVsALAgJRNarH4TRpNePnAS x",
          "SHA256:" + "A".repeat(43),
          "0".repeat(64),
          "1m30s",
          "nofile=1024:4096",
          "/dev/fuse:/dev/fuse:rw",
          "NET_ADMIN",
          "db:10.0.0.7",
          "/run:size=64m",
          "linux/amd64",
          "SIGTERM",
          "0-3",
          "all",
          "host",
          "json-file",
          "NAME=a value\nOTHER=");

  private static final List<Long> NUMBERS =
      List.of(0L, 1L, 2L, 9L, 22L, 24L, 80L, 512L, 1400L, 65_535L, -1L, 2_000_000_000L);

  private enum How {
    EMPTY,
    FULL,
    CHANCE
  }

  /// A text that no valid one could be found for tells what to add above.
  private static final class Impossible extends RuntimeException {
    private static final long serialVersionUID = 1;

    Impossible(String what) {
      super(what);
    }
  }

  private final Random chance;
  private final How how;
  private final List<String> examples;

  private Worlds(How how, int seed, List<String> examples) {
    this.how = how;
    this.chance = new Random(seed);
    this.examples = examples;
  }

  /// @param many by chance, beside the two that are not
  static <T extends Record> List<T> of(Class<T> type, int many) {
    var examples =
        Arrays.stream(type.getRecordComponents())
            .flatMap(part -> Stream.ofNullable(part.getAnnotation(Field.class)))
            .map(Field::example)
            .filter(example -> !example.isEmpty())
            .toList();
    return Stream.concat(
            Stream.of(new Worlds(How.EMPTY, 1, examples), new Worlds(How.FULL, 2, examples)),
            IntStream.range(0, many).mapToObj(seed -> new Worlds(How.CHANCE, 3 + seed, examples)))
        .map(world -> type.cast(world.record(type)))
        .toList();
  }

  private boolean isThere() {
    return switch (how) {
      case EMPTY -> false;
      case FULL -> true;
      case CHANCE -> chance.nextInt(3) > 0;
    };
  }

  private Record record(Class<?> type) {
    var refusals = new LinkedHashSet<String>();
    for (int i = 0; i < TRIES; i++) {
      var arguments =
          Arrays.stream(type.getRecordComponents()).map(part -> any(part)).toArray(Object[]::new);
      try {
        return construct(type, arguments);
      } catch (IllegalArgumentException e) {
        refusals.add(String.valueOf(e.getMessage()));
      }
    }
    throw new Impossible("found no valid " + type + ": " + refusals);
  }

  private static Record construct(Class<?> type, Object[] arguments) {
    var types =
        Arrays.stream(type.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    try {
      var constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return (Record) constructor.newInstance(arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof IllegalArgumentException bad) throw bad;
      throw new IllegalStateException(e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private Object any(RecordComponent part) {
    var says = Optional.ofNullable(part.getAnnotation(Field.class));
    for (int i = 0; i < TRIES; i++) {
      var value = any(part.getGenericType());
      if (says.filter(s -> !isAllowed(s, value)).isEmpty()) return value;
    }
    throw new Impossible("found nothing that is allowed for " + part);
  }

  private static boolean isAllowed(Field says, Object value) {
    return switch (value) {
      case Optional<?> o -> o.isEmpty() || isAllowed(says, o.get());
      case String text ->
          text.length() <= says.maxLength()
              && (says.pattern().isEmpty() || text.matches(says.pattern()));
      case Integer n -> n >= says.min() && n <= says.max();
      case Long n -> n >= says.min() && n <= says.max();
      default -> true;
    };
  }

  private Object any(Type type) {
    if (type instanceof ParameterizedType generic) return generic(generic);
    var raw = (Class<?>) type;
    if (raw == String.class) return text();
    if (raw == int.class || raw == Integer.class) return number().intValue();
    if (raw == long.class || raw == Long.class) return number();
    if (raw == double.class || raw == Double.class) return number() / 8.0;
    if (raw == boolean.class || raw == Boolean.class) return isThere();
    if (raw == OptionalInt.class) {
      return isThere() ? OptionalInt.of(number().intValue()) : OptionalInt.empty();
    }
    if (raw == OptionalLong.class) {
      return isThere() ? OptionalLong.of(number()) : OptionalLong.empty();
    }
    if (raw == Instant.class) {
      return Instant.ofEpochSecond(chance.nextInt(), chance.nextInt(1_000_000_000));
    }
    if (raw.isEnum()) return raw.getEnumConstants()[chance.nextInt(raw.getEnumConstants().length)];
    if (raw.isRecord()) return record(raw);
    throw new Impossible("nobody can say what is kept of " + raw);
  }

  private Object generic(ParameterizedType type) {
    var inner = type.getActualTypeArguments();
    var raw = (Class<?>) type.getRawType();
    if (raw == Optional.class) return isThere() ? Optional.of(any(inner[0])) : Optional.empty();
    var items = new ArrayList<Object>();
    while (items.size() < 3 && isThere()) items.add(any(inner[0]));
    if (raw == List.class) return items;
    if (raw == Set.class) return new LinkedHashSet<>(items);
    if (raw == Map.class) {
      var map = new LinkedHashMap<Object, Object>();
      items.forEach(key -> map.put(key, any(inner[1])));
      return map;
    }
    throw new Impossible("nobody can say what is kept of " + raw);
  }

  private String text() {
    int at = chance.nextInt(TEXTS.size() + examples.size());
    return at < TEXTS.size() ? TEXTS.get(at) : examples.get(at - TEXTS.size());
  }

  private Long number() {
    return NUMBERS.get(chance.nextInt(NUMBERS.size()));
  }
}
