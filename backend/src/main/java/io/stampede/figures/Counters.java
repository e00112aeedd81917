package io.stampede.figures;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// What a host counts since its start, and how full it is now: two of them make [Figures].
///
/// @param at when they were read
/// @param boot which boot they count from; empty where it is not known
/// @param cpuBusy ticks in which a CPU worked, of `cpuAll`
public record Counters(
    Instant at,
    String boot,
    long cpuBusy,
    long cpuAll,
    long memoryUsed,
    long memoryTotal,
    long diskUsed,
    long diskTotal,
    long diskRead,
    long diskWritten,
    long netIn,
    long netOut) {

  /// What happened between an earlier look and this one. Empty when the host was started anew
  /// meanwhile, when no time has passed, or when too much has to say anything of the last step.
  public Optional<Figures> since(Counters before) {
    var between = Duration.between(before.at, at);
    boolean near = between.toMillis() >= 100 && between.compareTo(Duration.ofMinutes(1)) <= 0;
    if (!near || !boot.equals(before.boot) || cpuAll < before.cpuAll) return Optional.empty();
    double seconds = between.toMillis() / 1e3;
    long ticks = cpuAll - before.cpuAll;
    double busy = ticks == 0 ? 0 : 100.0 * Math.max(0, cpuBusy - before.cpuBusy) / ticks;
    return Optional.of(
        new Figures(
            at,
            Math.min(100, busy),
            memoryUsed,
            memoryTotal,
            diskUsed,
            diskTotal,
            rate(before.diskRead, diskRead, seconds),
            rate(before.diskWritten, diskWritten, seconds),
            rate(before.netIn, netIn, seconds),
            rate(before.netOut, netOut, seconds)));
  }

  /// A counter that has become less: a disk or a card was taken away.
  private static double rate(long before, long now, double seconds) {
    return Math.max(0, now - before) / seconds;
  }
}
