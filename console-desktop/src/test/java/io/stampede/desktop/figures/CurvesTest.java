package io.stampede.desktop.figures;

import static org.assertj.core.api.Assertions.assertThat;

import io.stampede.figures.Figures;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CurvesTest {
  private static final Instant START = Instant.parse("2026-01-02T03:00:00Z");
  private static final Duration STEP = Duration.ofSeconds(10);

  private static Figures at(long seconds, double cpu) {
    return new Figures(START.plusSeconds(seconds), cpu, 1, 2, 3, 4, 0, 0, 0, 0);
  }

  @Test
  void a_line_ends_where_nothing_is_known_and_a_late_answer_is_no_gap() {
    var figures = List.of(at(0, 1), at(10, 2), at(30, 3), at(300, 4), at(310, 5));
    var lines = Curves.of(figures, STEP, Figures::cpuPercent);
    assertThat(lines).hasSize(2);
    assertThat(lines.getFirst()).extracting(Curves.Point::value).containsExactly(1.0, 2.0, 3.0);
    assertThat(lines.getLast()).extracting(Curves.Point::value).containsExactly(4.0, 5.0);
  }

  @Test
  void many_are_thinned_without_losing_a_peak() {
    var figures = new ArrayList<Figures>();
    for (int i = 0; i < 4320; i++) figures.add(at(i * 10L, i == 1234 ? 99 : 5));
    var lines = Curves.of(figures, STEP, Figures::cpuPercent);
    assertThat(lines).hasSize(1);
    assertThat(lines.getFirst()).hasSizeLessThanOrEqualTo(720);
    assertThat(lines.getFirst()).extracting(Curves.Point::value).contains(99.0);
  }

  @Test
  void what_is_under_the_pointer_is_the_nearest_unless_it_is_far() {
    var figures = List.of(at(0, 1), at(10, 2), at(20, 3));
    assertThat(Curves.near(figures, START.plusSeconds(12), STEP))
        .hasValueSatisfying(f -> assertThat(f.cpuPercent()).isEqualTo(2));
    assertThat(Curves.near(figures, START.plusSeconds(90), STEP)).isEmpty();
    assertThat(Curves.near(List.of(), START, STEP)).isEmpty();
  }

  @Test
  void an_axis_ends_at_a_round_number_of_binary_units() {
    assertThat(Curves.ceiling(3)).isEqualTo(5);
    assertThat(Curves.ceiling(1500)).isEqualTo(2 * 1024.0);
    assertThat(Curves.ceiling(300 * 1024.0 * 1024)).isEqualTo(500 * 1024.0 * 1024);
    assertThat(Curves.ceiling(1000)).isEqualTo(1024);
  }
}
