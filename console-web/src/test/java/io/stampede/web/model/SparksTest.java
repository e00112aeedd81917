package io.stampede.web.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.stampede.figures.Figures;
import io.stampede.web.model.Sparks.Spark;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class SparksTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  private static Figures busy(long secondsAgo, double percent) {
    return new Figures(NOW.minusSeconds(secondsAgo), percent, 0, 1, 0, 1, 0, 0, 0, 0);
  }

  @Test
  void the_newest_is_at_the_right_and_the_busiest_at_the_top() {
    assertThat(Sparks.of(List.of(busy(900, 0), busy(890, 50), busy(880, 100)), NOW).path())
        .isEqualTo("M0.0 23.0L1.1 12.0L2.2 1.0");
    assertThat(Sparks.of(List.of(busy(0, 7.6)), NOW))
        .isEqualTo(new Spark("M100.0 21.3", OptionalInt.of(8), 8));
  }

  @Test
  void nothing_is_drawn_across_what_is_not_known() {
    assertThat(Sparks.of(List.of(busy(450, 0), busy(420, 0), busy(380, 0)), NOW).path())
        .isEqualTo("M50.0 23.0L53.3 23.0M57.8 23.0");
  }

  @Test
  void an_old_figure_is_not_the_one_of_now() {
    assertThat(Sparks.of(List.of(busy(60, 40)), NOW))
        .isEqualTo(new Spark("M93.3 14.2", OptionalInt.empty(), 40));
    assertThat(Sparks.of(List.of(), NOW)).isEqualTo(new Spark("", OptionalInt.empty(), 0));
  }
}
