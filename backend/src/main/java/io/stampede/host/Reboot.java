package io.stampede.host;

import java.time.Duration;
import java.time.Instant;

/// A start anew that a person asked for. It names the boot that is to end, so that it happens once,
/// however often it is tried.
///
/// @param boot as in `/proc/sys/kernel/random/boot_id`
/// @param asked when that was
public record Reboot(String boot, Instant asked) {
  /// A host that is away for longer has not come back: somebody has to look at it.
  static final Duration PATIENCE = Duration.ofMinutes(10);

  boolean isOver(HostFacts facts) {
    return !facts.bootId().equals(boot);
  }

  /// Whether being away is a part of it.
  boolean explainsAbsence(Instant now) {
    return now.isBefore(asked.plus(PATIENCE));
  }
}
