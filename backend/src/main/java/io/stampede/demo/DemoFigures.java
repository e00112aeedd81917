package io.stampede.demo;

import io.stampede.figures.Counters;
import java.time.Duration;
import java.time.Instant;

/// The counters of an emulated host: waves of several lengths, another for each host, so that
/// charts have something to show.
final class DemoFigures {
  private static final long GIB = 1L << 30;
  private static final int CPUS = 8;
  private static final int TICKS = 100;

  private final double phase;
  private Counters last;

  DemoFigures(String address, Instant now) {
    phase = Math.floorMod(address.hashCode(), 1000) / 100.0;
    last = new Counters(now, "", 0, 0, 0, 16 * GIB, 0, 200 * GIB, 0, 0, 0, 0);
  }

  synchronized Counters at(Instant now, String boot) {
    double seconds = Duration.between(last.at(), now).toMillis() / 1e3;
    if (seconds <= 0) return last;
    double minutes = now.toEpochMilli() / 60_000.0;
    double cpu = wave(minutes, 7, 0.32) * 0.6 + wave(minutes, 0.9, 0.2);
    double memory = 0.45 + wave(minutes, 41, 0.2);
    double disk = wave(minutes, 3, 1) * wave(minutes, 0.7, 1);
    double net = 0.02 + 0.98 * wave(minutes, 5, 1) * wave(minutes, 1.3, 1);
    last =
        new Counters(
            now,
            boot,
            last.cpuBusy() + Math.round(cpu * seconds * TICKS * CPUS),
            last.cpuAll() + Math.round(seconds * TICKS * CPUS),
            Math.round(memory * last.memoryTotal()),
            last.memoryTotal(),
            50 * GIB + Math.round(wave(minutes, 600, 20) * GIB),
            last.diskTotal(),
            last.diskRead() + Math.round(disk * seconds * 6e6),
            last.diskWritten() + Math.round((1 - disk) * seconds * 11e6),
            last.netIn() + Math.round(net * seconds * 9e6),
            last.netOut() + Math.round(net * seconds * 2.5e6));
    return last;
  }

  /// Between 0 and `height`.
  private double wave(double minutes, double period, double height) {
    return height * (0.5 + 0.5 * Math.sin(2 * Math.PI * minutes / period + phase));
  }
}
