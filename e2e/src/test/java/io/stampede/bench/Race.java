package io.stampede.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Sides that take turns: A B A B. The first rounds warm up and do not count.
///
/// @param rounds how many are counted
/// @param budget after which no further round begins, as long as there were some
record Race(int warmUps, int rounds, Duration budget) {
  private static final int AT_LEAST = 3;

  /// What is timed, and what is done after it to be able to do it again.
  interface Side {
    void run() throws Exception;

    default void tidy() throws Exception {}
  }

  /// A part of a side's run, timed by itself.
  static final class Lap {
    private final List<Double> millis = new ArrayList<>();
    private long start;

    void begin() {
      start = System.nanoTime();
    }

    void end() {
      millis.add((System.nanoTime() - start) / 1e6);
    }

    /// Of the last rounds.
    double median(int rounds) {
      var last = millis.subList(millis.size() - rounds, millis.size());
      return Race.median(last.stream().mapToDouble(m -> m).toArray());
    }
  }

  /// The median of each side in milliseconds, in the order of the sides.
  record Medians(List<Double> millis, int rounds) {
    double ours() {
      return millis.getFirst();
    }

    double peer() {
      return millis.get(1);
    }
  }

  Medians run(Side... sides) throws Exception {
    var times = new double[sides.length][rounds];
    for (int i = 0; i < warmUps; i++) {
      for (var side : sides) time(side);
    }
    long begin = System.nanoTime();
    int done = 0;
    while (done < rounds && (done < AT_LEAST || System.nanoTime() - begin < budget.toNanos())) {
      for (int i = 0; i < sides.length; i++) times[i][done] = time(sides[i]);
      done++;
    }
    var medians = new ArrayList<Double>();
    for (var side : times) medians.add(median(Arrays.copyOf(side, done)));
    return new Medians(medians, done);
  }

  private static double time(Side side) throws Exception {
    long start = System.nanoTime();
    side.run();
    long end = System.nanoTime();
    side.tidy();
    return (end - start) / 1e6;
  }

  private static double median(double[] values) {
    Arrays.sort(values);
    int middle = values.length / 2;
    return values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
  }
}
