package io.stampede.topology;

import java.text.MessageFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;

/// What the network map says, in both consoles the same.
public final class Words {
  private static final ResourceBundle WORDS =
      ResourceBundle.getBundle("io.stampede.topology.words", Locale.ENGLISH);
  private static final List<String> BINARY = List.of("B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB");
  private static final long STEP = 1024;
  private static final int MICROS = 1000;

  private Words() {}

  /// @param arguments numbers and text for the places `{0}`, `{1}` …
  public static String say(String key, Object... arguments) {
    return new MessageFormat(WORDS.getString(key), Locale.ENGLISH).format(arguments);
  }

  /// A round trip, in milliseconds with two figures at least: `0.64 ms`.
  public static String roundTrip(long micros) {
    double millis = (double) micros / MICROS;
    var form = millis >= 100 ? "%.0f ms" : millis >= 10 ? "%.1f ms" : "%.2f ms";
    return String.format(Locale.ROOT, form, millis);
  }

  /// A size in the largest binary unit that leaves at least one.
  public static String bytes(long bytes) {
    double shown = bytes;
    int at = 0;
    while (shown >= STEP && at < BINARY.size() - 1) {
      shown /= STEP;
      at++;
    }
    boolean whole = shown == Math.rint(shown) || shown >= 100;
    return String.format(Locale.ROOT, whole ? "%.0f %s" : "%.1f %s", shown, BINARY.get(at));
  }

  /// How long something has been so: `4 min`.
  public static String since(Instant then, Instant now) {
    var time = Duration.between(then, now);
    if (time.toSeconds() < 60) return Math.max(0, time.toSeconds()) + " s";
    if (time.toMinutes() < 60) return time.toMinutes() + " min";
    if (time.toHours() < 48) return time.toHours() + " h";
    return time.toDays() + " days";
  }
}
