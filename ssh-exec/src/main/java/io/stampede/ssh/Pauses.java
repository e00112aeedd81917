package io.stampede.ssh;

import io.stampede.ssh.SshSettings.Backoff;
import java.time.Duration;
import java.util.random.RandomGenerator;

/// Decides how long to wait before the next attempt to connect.
final class Pauses {
  private static final int DOUBLINGS = 20;

  private Pauses() {}

  /// @param failures attempts that failed in a row, at least 1
  static Duration after(int failures, Backoff backoff, RandomGenerator random) {
    long doubled = backoff.first().toMillis() << Math.min(failures - 1, DOUBLINGS);
    long whole = Math.min(doubled, backoff.longest().toMillis());
    return Duration.ofMillis(whole - random.nextLong(whole / 2 + 1));
  }
}
