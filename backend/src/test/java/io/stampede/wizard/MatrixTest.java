package io.stampede.wizard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class MatrixTest {
  private static Check check(String name, String severity, String state) {
    return Check.of(Map.of("check", name, "severity", severity, "state", state));
  }

  private static HostRow host(String name, Check... checks) {
    return new HostRow(
        "ca-" + name,
        name,
        "192.0.2.1",
        "192.0.2.1",
        Stand.CHECKING,
        Trust.TRUSTED,
        "",
        "",
        "",
        List.of(checks),
        List.of(),
        "",
        OptionalInt.empty(),
        Optional.empty(),
        Optional.empty(),
        "",
        false);
  }

  @Test
  void the_worst_comes_first() {
    var host =
        host(
            "h1",
            check("fine", "must", "ok"),
            check("note", "note", "failed"),
            check("should", "should", "failed"),
            check("open", "must", "running"),
            check("must", "must", "failed"),
            check("unknown", "must", "unknown"));
    assertThat(host.checks().stream().map(Check::name))
        .containsExactly("must", "unknown", "should", "open", "note", "fine");
    assertThat(host.tally()).isEqualTo(new Tally(1, 2, 1, 1, 1));
    assertThat(host.tally().text()).isEqualTo("1 must, 2 should, 1 note, 1 open, 1 fine");
    assertThat(host.blocking()).containsExactly(check("must", "must", "failed"));
  }

  @Test
  void a_column_is_as_bad_as_its_worst_host() {
    var matrix =
        Matrix.of(
            List.of(
                host("h1", check("a", "must", "ok"), check("b", "must", "ok")),
                host("h2", check("a", "must", "ok"), check("b", "must", "failed")),
                host("h3", check("b", "must", "failed"), check("c", "note", "failed"))));
    assertThat(matrix.columns().stream().map(c -> c.name() + " " + c.failing()))
        .containsExactly("b 2", "c 1", "a 0");
  }

  @Test
  void a_word_that_is_not_known_is_an_open_question() {
    var strange = check("a", "nonsense", "nonsense");
    assertThat(strange.state()).isEqualTo(Check.State.UNKNOWN);
    assertThat(strange.severity()).isEqualTo(Check.Severity.NOTE);
    assertThat(Trust.of("nonsense").isGiven()).isFalse();
  }
}
