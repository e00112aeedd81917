package io.stampede.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.stampede.component.Components;
import io.stampede.engine.Intent;
import io.stampede.engine.Intent.Goal;
import io.stampede.engine.Plan;
import io.stampede.engine.Problem;
import io.stampede.engine.ResourceId;
import io.stampede.engine.Sight;
import io.stampede.host.HostFacts.Mark;
import io.stampede.ssh.Address;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostPlannerTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final HostSpec SPEC =
      HostSpec.at(
          new HostName("h1"),
          Access.at(new Address("192.0.2.1"))
              .withPrivateKey("secret key")
              .withPassphrase("secret phrase")
              .withHostKey(new Fingerprint("SHA256:" + "A".repeat(43))));

  record World(Goal<HostSpec> goal, Mark mark) {
    Plan<HostStep> plan() {
      return HostPlanner.plan(
          intent(), new Sight.Found<>(facts(mark), NOON), NOON, Components.none());
    }

    Intent<HostSpec> intent() {
      return new Intent<>(new ResourceId("host", "ho-1"), 1, goal);
    }
  }

  static Stream<World> worlds() {
    List<Goal<HostSpec>> goals = List.of(new Goal.Present<>(SPEC), new Goal.Absent<>(SPEC));
    return goals.stream().flatMap(goal -> Stream.of(Mark.values()).map(m -> new World(goal, m)));
  }

  private static HostFacts facts(Mark mark) {
    return new HostFacts(
        "Linux",
        "6",
        "x86_64",
        "h1",
        "CPU",
        2,
        2,
        4096,
        100,
        50,
        List.of(),
        List.of(),
        Map.of(),
        Optional.empty(),
        Optional.empty(),
        0,
        0,
        false,
        "b",
        1,
        List.of(),
        mark,
        List.of(),
        List.of(),
        false);
  }

  private static Mark after(Mark is, HostStep step) {
    return switch (step) {
      case HostStep.Restart _ -> is;
      case HostStep.Claim _ -> is == Mark.NONE ? Mark.OURS : is;
      case HostStep.LoadComponent _, HostStep.StartComponent _ -> is;
      case HostStep.Release _ -> is == Mark.OURS ? Mark.NONE : is;
    };
  }

  @ParameterizedTest
  @MethodSource("worlds")
  void one_step_settles_and_leaves_what_is_not_ours(World world) {
    if (world.plan() instanceof Plan.Act<HostStep>(var steps)) {
      assertThat(steps).hasSize(1);
      var next = after(world.mark(), steps.getFirst());
      assertThat(after(next, steps.getFirst())).isEqualTo(next);
      assertThat(new World(world.goal(), next).plan()).isEqualTo(new Plan.Settled<>());
      assertThat(world.mark()).isNotEqualTo(Mark.OTHER);
    } else {
      assertThat(world.plan()).isEqualTo(new Plan.Settled<>());
    }
  }

  @ParameterizedTest
  @MethodSource("worlds")
  void an_unseen_host_is_called_again(World world) {
    var why = Problem.host("unreachable", "h1 does not answer", "");
    assertThat(
            HostPlanner.plan(
                world.intent(), new Sight.Unseen<>(why, NOON), NOON, Components.none()))
        .isEqualTo(Plan.await(NOON.plusSeconds(5), "h1 does not answer"));
  }

  @Test
  void a_spec_does_not_tell_its_secrets() {
    assertThat(SPEC.toString()).isEqualTo("h1 (root@192.0.2.1:22)").doesNotContain("secret");
  }

  @Test
  void a_reboot_is_done_once_by_the_boot_that_is_to_end() {
    var told = SPEC.withReboot(new Reboot("b", NOON));
    var world = new World(new Goal.Present<>(told), Mark.OURS);
    assertThat(world.plan()).isEqualTo(Plan.of(List.of(new HostStep.Restart("h1", "b"))));
    var over = new World(new Goal.Present<>(SPEC.withReboot(new Reboot("a", NOON))), Mark.OURS);
    assertThat(over.plan()).isEqualTo(new Plan.Settled<>());
  }

  @Test
  void a_host_that_starts_anew_is_called_more_often() {
    var why = Problem.host("unreachable", "h1 does not answer", "");
    var intent =
        new World(new Goal.Present<>(SPEC.withReboot(new Reboot("b", NOON))), Mark.OURS).intent();
    assertThat(
            HostPlanner.plan(
                intent, new Sight.Unseen<>(why, NOON), NOON.plusSeconds(20), Components.none()))
        .isEqualTo(Plan.await(NOON.plusSeconds(21), "h1 does not answer"));
    var late = NOON.plus(Reboot.PATIENCE);
    assertThat(HostPlanner.plan(intent, new Sight.Unseen<>(why, late), late, Components.none()))
        .isEqualTo(Plan.await(late.plusSeconds(5), "h1 does not answer"));
  }

  @Test
  void a_new_name_needs_no_new_connection_but_a_new_key_does() {
    assertThat(SPEC.reachedAs(SPEC.asForgotten())).isTrue();
    assertThat(SPEC.reachedAs(SPEC.reconnected())).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-h1", "h1-", "h 1", "h1.example", "h1;reboot", "häuser"})
  void what_is_no_host_name_is_refused(String name) {
    org.assertj.core.api.Assertions.assertThatIllegalArgumentException()
        .isThrownBy(() -> new HostName(name));
  }
}
