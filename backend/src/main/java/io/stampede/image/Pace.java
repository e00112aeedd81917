package io.stampede.image;

import java.util.Locale;
import java.util.OptionalLong;

/// How fast a transfer goes, in words.
final class Pace {
  private static final double NANOS = 1e9;
  private static final double MEGA = 1e6;
  private static final long MINUTE = 60;
  private static final long HOUR = 3600;

  private final long beganAt;
  private final long from;

  /// @param beganAt of a clock in nanoseconds
  /// @param from how many bytes were there before
  Pace(long beganAt, long from) {
    this.beganAt = beganAt;
    this.from = from;
  }

  /// As `12.5 MB/s, 3 min left`; empty in the first second.
  String at(long now, long done, OptionalLong total) {
    double seconds = (now - beganAt) / NANOS;
    if (seconds < 1 || done <= from) return "";
    double rate = (done - from) / seconds;
    var text = String.format(Locale.ROOT, "%.1f MB/s", rate / MEGA);
    if (total.isEmpty() || total.getAsLong() < done) return text;
    return text + ", " + left((long) Math.ceil((total.getAsLong() - done) / rate)) + " left";
  }

  private static String left(long seconds) {
    if (seconds >= 2 * HOUR) return (seconds + HOUR / 2) / HOUR + " h";
    if (seconds >= 2 * MINUTE) return (seconds + MINUTE / 2) / MINUTE + " min";
    return seconds + " s";
  }
}
