package io.stampede.desktop.figures;

import static io.stampede.desktop.text.Texts.say;

import io.stampede.figures.Resolution;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// How far back the charts go.
enum Range {
  HOUR(Resolution.TEN_SECONDS, Duration.ofHours(1), Duration.ofMinutes(10), "HH:mm"),
  DAY(Resolution.MINUTE, Duration.ofDays(1), Duration.ofHours(3), "HH:mm"),
  MONTH(Resolution.TEN_MINUTES, Duration.ofDays(30), Duration.ofDays(5), "d MMM");

  private final Resolution resolution;
  private final Duration length;
  private final Duration tick;
  private final DateTimeFormatter format;

  Range(Resolution resolution, Duration length, Duration tick, String format) {
    this.resolution = resolution;
    this.length = length;
    this.tick = tick;
    this.format =
        DateTimeFormatter.ofPattern(format, Locale.ENGLISH).withZone(ZoneId.systemDefault());
  }

  Resolution resolution() {
    return resolution;
  }

  Duration length() {
    return length;
  }

  /// Between two marks of the axis.
  Duration tick() {
    return tick;
  }

  DateTimeFormatter format() {
    return format;
  }

  String label() {
    return say("figures." + word());
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
