package io.stampede.web.fake;

import io.stampede.figures.Figures;
import java.time.Instant;

/// A busy host, out of waves and a little noise: the same at the same time.
final class FakeFigures {
  private static final double GIB = 1L << 30;

  private FakeFigures() {}

  static Figures at(long seconds, long step) {
    double x = seconds / (double) step;
    double disk = wave(x, 90) * wave(x, 11) * noise(seconds);
    double net = wave(x, 140) * (0.6 + 0.4 * noise(seconds + 1));
    return new Figures(
        Instant.ofEpochSecond(seconds),
        8 + 45 * wave(x, 120) * (0.7 + 0.3 * noise(seconds)),
        (9 + 3 * wave(x, 260)) * GIB,
        23.5 * GIB,
        (118 + 6 * wave(x, 700)) * GIB,
        252 * GIB,
        disk * 4e6,
        (1 - disk) * wave(x, 60) * 9e6,
        net * 6e6,
        net * net * 1.4e6);
  }

  private static double wave(double x, double period) {
    return 0.5 + 0.5 * Math.sin(2 * Math.PI * x / period);
  }

  private static double noise(long seed) {
    long mixed = seed * 0x9E3779B97F4A7C15L;
    return (mixed >>> 40) / (double) (1 << 24);
  }
}
