package io.stampede.web.model;

import io.stampede.schema.FieldSchema;
import io.stampede.schema.FieldType;
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

/// How values are written for people.
public final class Text {
  private static final List<String> BINARY = List.of("B", "KiB", "MiB", "GiB", "TiB", "PiB");
  private static final DateTimeFormatter EXACT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

  private Text() {}

  /// A field's value with its unit.
  public static String value(FieldSchema field, Object value) {
    return switch (value) {
      case Number n when field.unit().isPresent() -> measure(n.longValue(), field.unit().get());
      case Boolean b -> b ? "yes" : "no";
      case Collection<?> many ->
          many.stream().map(String::valueOf).collect(Collectors.joining(", "));
      case Map<?, ?> map ->
          map.entrySet().stream()
              .map(e -> e.getKey() + "=" + e.getValue())
              .collect(Collectors.joining(", "));
      case String s when field.type() == FieldType.DATE -> exact(s);
      default -> value.toString();
    };
  }

  /// A number with its unit; bytes in the largest binary unit that keeps two figures.
  public static String measure(long number, String unit) {
    int power = BINARY.indexOf(unit);
    if (power < 0) return number + " " + unit;
    double size = number;
    while (size >= 1024 && power < BINARY.size() - 1) {
      size /= 1024;
      power++;
    }
    var figures =
        size == Math.rint(size) || size >= 100 ? "%.0f".formatted(size) : "%.1f".formatted(size);
    return figures + " " + BINARY.get(power);
  }

  /// As a form takes it back: lists and maps one line each.
  public static String editable(Object value) {
    return switch (value) {
      case Collection<?> many ->
          many.stream().map(String::valueOf).collect(Collectors.joining("\n"));
      case Map<?, ?> map ->
          map.entrySet().stream()
              .map(e -> e.getKey() + "=" + e.getValue())
              .collect(Collectors.joining("\n"));
      default -> value.toString();
    };
  }

  /// How long ago, in the largest unit that fits.
  public static String ago(Instant then, Instant now) {
    long seconds = Duration.between(then, now).toSeconds();
    if (seconds < 5) return "just now";
    if (seconds < 60) return seconds + " s ago";
    if (seconds < 3600) return seconds / 60 + " min ago";
    if (seconds < 48 * 3600) return seconds / 3600 + " h ago";
    return seconds / 86400 + " days ago";
  }

  /// How long it took.
  public static String lasted(Duration time) {
    if (time.toMillis() < 1000) return time.toMillis() + " ms";
    if (time.toSeconds() < 60) return "%.1f s".formatted(time.toMillis() / 1000.0);
    return "%d min %d s".formatted(time.toMinutes(), time.toSecondsPart());
  }

  public static String exact(Instant time) {
    return EXACT.format(time.atZone(ZoneId.systemDefault()));
  }

  /// The time of day, as in “as of 14:02”.
  public static String clock(Instant time) {
    return CLOCK.format(time.atZone(ZoneId.systemDefault()));
  }

  private static String exact(String rfc3339) {
    try {
      return exact(Instant.parse(rfc3339));
    } catch (DateTimeParseException _) {
      return rfc3339;
    }
  }

  /// `hostKey` as `Host key`.
  public static String sentence(String camel) {
    var words = camel.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }
}
