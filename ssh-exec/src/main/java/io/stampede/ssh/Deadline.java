package io.stampede.ssh;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// A point in the process's own time, so that the parts of one call share one limit.
record Deadline(long nanoTime) {
  static Deadline in(Duration time) {
    return new Deadline(System.nanoTime() + TimeUnit.NANOSECONDS.convert(time));
  }

  /// Zero when it has passed.
  long remainingNanos() {
    return Math.max(0, nanoTime - System.nanoTime());
  }

  Duration remaining() {
    return Duration.ofNanos(remainingNanos());
  }

  /// For APIs that read 0 as "for ever".
  Duration remainingAtLeastOneMilli() {
    return Duration.ofMillis(Math.max(1, remaining().toMillis()));
  }
}
