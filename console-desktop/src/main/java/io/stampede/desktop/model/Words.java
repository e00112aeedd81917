package io.stampede.desktop.model;

import static io.stampede.desktop.text.Texts.say;

import io.stampede.client.Resource;
import io.stampede.client.TaskEntry;
import io.stampede.schema.FieldSchema;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Values as text for a person.
public final class Words {
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm");
  private static final DateTimeFormatter EXACT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss xxx");
  private static final List<String> BINARY =
      List.of("bytes", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB");
  private static final long STEP = 1024;

  private Words() {}

  /// A field's value with its unit; a reference by its name; empty when there is none.
  public static String value(World world, FieldSchema field, Resource resource) {
    return value(world, field, resource.fields().get(field.name()));
  }

  /// The same of a value on its own, as in a row of a table; a table itself as its number of rows.
  public static String value(World world, FieldSchema field, @Nullable Object value) {
    if (value == null) return "";
    return switch (field.type()) {
      case STRING, ENUM -> value.toString();
      case INTEGER -> number(value, field.unit().orElse(""));
      case BOOLEAN -> value.equals(true) ? say("yes") : say("no");
      case REFERENCE -> world.nameOf(field.reference().orElse(""), value.toString());
      case LIST -> list(value);
      case TABLE -> value instanceof Collection<?> rows ? String.valueOf(rows.size()) : "";
      case MAP -> map(value);
      case DATE -> date(value.toString());
    };
  }

  private static String number(Object value, String unit) {
    if (!(value instanceof Number n)) return value.toString();
    return BINARY.contains(unit)
        ? size(n.longValue(), unit)
        : unit.isEmpty() ? n.toString() : n + " " + unit;
  }

  /// A size in the largest binary unit that leaves at least one: `1.5 GiB`.
  public static String size(long n, String unit) {
    int at = BINARY.indexOf(unit);
    double shown = n;
    while (Math.abs(shown) >= STEP && at < BINARY.size() - 1) {
      shown /= STEP;
      at++;
    }
    boolean whole = shown == Math.rint(shown) || shown >= 100;
    return String.format(Locale.ROOT, whole ? "%.0f %s" : "%.1f %s", shown, BINARY.get(at));
  }

  private static String list(Object value) {
    return value instanceof List<?> items
        ? items.stream().map(String::valueOf).collect(Collectors.joining(", "))
        : value.toString();
  }

  private static String map(Object value) {
    return value instanceof Map<?, ?> entries
        ? entries.entrySet().stream()
            .map(e -> e.getKey() + "=" + e.getValue())
            .collect(Collectors.joining(", "))
        : value.toString();
  }

  private static String date(String value) {
    try {
      return exact(Instant.parse(value));
    } catch (DateTimeParseException e) {
      return value;
    }
  }

  /// `3 min ago`.
  public static String ago(Instant then, Instant now) {
    var d = Duration.between(then, now);
    if (d.toSeconds() < 5) return say("ago.now");
    if (d.toSeconds() < 60) return say("ago.seconds", d.toSeconds());
    if (d.toMinutes() < 60) return say("ago.minutes", d.toMinutes());
    if (d.toHours() < 48) return say("ago.hours", d.toHours());
    return say("ago.days", d.toDays());
  }

  public static String exact(Instant then) {
    return EXACT.format(then.atZone(ZoneId.systemDefault()));
  }

  /// `as of 14:02`
  public static String asOf(Instant then) {
    return say("asOf", CLOCK.format(then.atZone(ZoneId.systemDefault())));
  }

  /// How long it took or takes: `0.4 s`, `3 min 2 s`.
  public static String took(TaskEntry task, Instant now) {
    var d = Duration.between(task.started(), task.ended().orElse(now));
    if (d.isNegative()) d = Duration.ZERO;
    if (d.toSeconds() < 60) {
      return String.format(Locale.ROOT, "%.1f s", d.toMillis() / 1000.0);
    }
    return say("took.minutes", d.toMinutes(), d.toSecondsPart());
  }

  public static String outcome(TaskEntry.Outcome outcome) {
    return switch (outcome) {
      case RUNNING -> say("outcome.running");
      case DONE -> say("outcome.done");
      case AGAIN -> say("outcome.again");
      case STUCK -> say("outcome.stuck");
      case INTERRUPTED -> say("outcome.interrupted");
    };
  }

  public static Tone tone(TaskEntry.Outcome outcome) {
    return switch (outcome) {
      case RUNNING -> Tone.BUSY;
      case DONE -> Tone.GOOD;
      case AGAIN, INTERRUPTED -> Tone.WARN;
      case STUCK -> Tone.BAD;
    };
  }

  /// `1 host`, `3 hosts`.
  public static String count(long n, String one, String many) {
    return n + " " + (n == 1 ? one : many).toLowerCase(Locale.ROOT);
  }
}
