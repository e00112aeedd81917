package io.stampede.web.model;

import io.stampede.client.Refused;
import io.stampede.client.StampedeClient;
import io.stampede.figures.Figures;
import io.stampede.figures.Resolution;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/// How busy hosts have been in the last minutes, small enough for a row. Whoever asks is told of
/// new figures as changes of kind `figures`; asking costs no I/O, as the last hour is in memory.
public final class Sparks {
  /// How far back the line goes.
  static final Duration SPAN = Duration.ofMinutes(15);

  /// So many steps may be missing before the line has a gap, and before its end is old.
  private static final int LATE = 3;

  private static final Duration STEP = Resolution.TEN_SECONDS.step();
  private static final double WIDTH = 100;
  private static final double HEIGHT = 24;

  private final StampedeClient client;

  public Sparks(StampedeClient client) {
    this.client = client;
  }

  /// @param path of an SVG in a box of 100 by 24; empty where there is nothing to draw
  /// @param now percent; empty where the host was not looked at just now
  /// @param most percent in the time that is shown
  public record Spark(String path, OptionalInt now, int most) {}

  public Spark of(String kind, String id) {
    var now = Instant.now();
    return of(read(kind, id, now.minus(SPAN)), now);
  }

  private List<Figures> read(String kind, String id, Instant from) {
    try {
      return client.figures(kind, id, from, Resolution.TEN_SECONDS);
    } catch (Refused _) {
      return List.of();
    }
  }

  static Spark of(List<Figures> figures, Instant now) {
    if (figures.isEmpty()) return new Spark("", OptionalInt.empty(), 0);
    var last = figures.getLast();
    boolean old = last.at().plus(STEP.multipliedBy(LATE)).isBefore(now);
    var most = figures.stream().mapToDouble(Figures::cpuPercent).max().orElse(0);
    return new Spark(
        path(figures, now),
        old ? OptionalInt.empty() : OptionalInt.of((int) Math.round(last.cpuPercent())),
        (int) Math.round(most));
  }

  private static String path(List<Figures> figures, Instant now) {
    var path = new StringBuilder();
    var before = Instant.MIN;
    for (var f : figures) {
      boolean begins = before.isBefore(f.at().minus(STEP.multipliedBy(LATE)));
      var ago = Duration.between(f.at(), now).toMillis() / (double) SPAN.toMillis();
      double x = WIDTH * (1 - Math.clamp(ago, 0, 1));
      double y = HEIGHT - 1 - (HEIGHT - 2) * Math.clamp(f.cpuPercent() / 100, 0, 1);
      path.append(String.format(Locale.ROOT, "%s%.1f %.1f", begins ? "M" : "L", x, y));
      before = f.at();
    }
    return path.toString();
  }
}
