package io.stampede.onboard;

import io.stampede.onboard.CheckRow.Severity;
import java.util.List;

/// Its clock against ours.
final class ClockChecks {
  /// Milliseconds; what people notice, and logs of two hosts can still be put side by side.
  private static final long MUCH = 2000;

  private ClockChecks() {}

  static List<Check> all() {
    return List.of(
        Check.of(
                "clock",
                "Clock",
                Severity.SHOULD,
                Part.CLOCK,
                "Certificates of the private network, and logs side by side, want clocks that agree.",
                ClockChecks::clock)
            .fixedBy(
                new Fix(
                    "keep its clock right",
                    "timedatectl set-ntp true",
                    List.of("timedatectl set-ntp true"))));
  }

  private static Verdict clock(Seen seen) {
    var off = seen.probed().number("clock.offset");
    var error = seen.probed().number("clock.error").orElse(0);
    if (off.isEmpty()) return Verdict.unknown("it does not say its time");
    long millis = off.getAsLong();
    if (Math.abs(millis) <= MUCH + error) {
      return Verdict.ok("agrees with ours within %s".formatted(rounded(Math.abs(millis) + error)));
    }
    return Verdict.failed(
            "%s %s than ours"
                .formatted(duration(Math.abs(millis)), millis > 0 ? "later" : "earlier"),
            fix(seen))
        .fixableIf(seen.canBeRoot() && seen.probed().says("timedatectl", "yes"));
  }

  private static String fix(Seen seen) {
    if (seen.probed().says("timedatectl", "yes")) return seen.sudo() + "timedatectl set-ntp true";
    var install = seen.distribution().install("chrony", "chrony", "chrony");
    return install.isEmpty() ? "run an NTP client there" : seen.sudo() + install;
  }

  private static String rounded(long millis) {
    for (long step : new long[] {10, 50, 100, 500, 1000}) {
      if (millis <= step) return step + " ms";
    }
    return (millis + 999) / 1000 + " s";
  }

  private static String duration(long millis) {
    long seconds = Math.round(millis / 1000.0);
    if (seconds < 120) return seconds + " s";
    if (seconds < 7200) return seconds / 60 + " min";
    return seconds < 48 * 3600 ? seconds / 3600 + " h" : seconds / 86400 + " days";
  }
}
