package io.stampede.figures;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/// How fine figures are, and for how long they are kept so.
public enum Resolution {
  TEN_SECONDS(Duration.ofSeconds(10), Duration.ofHours(1)),
  MINUTE(Duration.ofMinutes(1), Duration.ofDays(1)),
  TEN_MINUTES(Duration.ofMinutes(10), Duration.ofDays(30));

  private final Duration step;
  private final Duration kept;

  Resolution(Duration step, Duration kept) {
    this.step = step;
    this.kept = kept;
  }

  public Duration step() {
    return step;
  }

  public Duration kept() {
    return kept;
  }

  /// The one of this many seconds.
  public static Optional<Resolution> ofSeconds(long seconds) {
    return Arrays.stream(values()).filter(r -> r.step.toSeconds() == seconds).findFirst();
  }

  /// The finest that still reaches back to then.
  public static Resolution reaching(Instant from, Instant now) {
    return Arrays.stream(values())
        .filter(r -> !from.isBefore(now.minus(r.kept)))
        .findFirst()
        .orElse(TEN_MINUTES);
  }

  /// The start of the step in which an instant lies.
  Instant startOf(Instant at) {
    return Instant.ofEpochSecond(at.getEpochSecond() - at.getEpochSecond() % step.toSeconds());
  }
}
