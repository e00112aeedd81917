package io.stampede.desktop.figures;

import io.stampede.figures.Figures;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/// Lines out of figures. Where there were none for a while, a line ends and another begins: nothing
/// is drawn across what is not known.
final class Curves {
  /// A line longer than this is thinned: more points than pixels are not seen.
  private static final int MOST = 720;

  /// Missing steps in a row that are still drawn across: one late answer is no gap.
  private static final int LATE = 3;

  private Curves() {}

  record Point(Instant at, double value) {}

  /// @param step between two figures
  /// @return lines in the order of time, each without a gap
  static List<List<Point>> of(
      List<Figures> figures, Duration step, ToDoubleFunction<Figures> figure) {
    var lines = new ArrayList<List<Point>>();
    var line = new ArrayList<Point>();
    int each = Math.max(1, (figures.size() + MOST - 1) / MOST);
    var gap = step.multipliedBy((long) LATE * each);
    for (int i = 0; i < figures.size(); i += each) {
      var some = figures.subList(i, Math.min(figures.size(), i + each));
      var point = new Point(some.getFirst().at(), worst(some, figure));
      boolean far =
          !line.isEmpty() && Duration.between(line.getLast().at(), point.at()).compareTo(gap) > 0;
      if (far) {
        lines.add(List.copyOf(line));
        line.clear();
      }
      line.add(point);
    }
    if (!line.isEmpty()) lines.add(List.copyOf(line));
    return lines;
  }

  /// A short peak is what one looks for: it must outlive the thinning.
  private static double worst(List<Figures> some, ToDoubleFunction<Figures> figure) {
    return some.stream().mapToDouble(figure).max().orElse(0);
  }

  /// The figures nearest to a time, unless those are farther than three steps.
  static Optional<Figures> near(List<Figures> figures, Instant at, Duration step) {
    Optional<Figures> best = Optional.empty();
    for (var f : figures) {
      boolean nearer =
          best.isEmpty()
              || Duration.between(f.at(), at)
                      .abs()
                      .compareTo(Duration.between(best.get().at(), at).abs())
                  < 0;
      if (nearer) best = Optional.of(f);
    }
    var far = step.multipliedBy(LATE);
    return best.filter(f -> Duration.between(f.at(), at).abs().compareTo(far) <= 0);
  }

  /// A round upper end of an axis that holds a value: 1, 2 or 5 of a power, in binary units.
  static double ceiling(double value) {
    double unit = 1;
    while (value / unit >= 1024) unit *= 1024;
    for (double step : new double[] {1, 2, 5, 10, 20, 50, 100, 200, 500, 1024}) {
      if (value <= step * unit) return step * unit;
    }
    return value;
  }
}
