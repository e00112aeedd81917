package io.stampede.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.stampede.engine.Intent;
import io.stampede.engine.Intent.Goal;
import io.stampede.engine.Plan;
import io.stampede.engine.Problem;
import io.stampede.engine.ResourceId;
import io.stampede.engine.Sight;
import io.stampede.snapshot.SnapshotFacts.Machine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SnapshotPlannerLawsTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final ResourceId ID = new ResourceId("snapshot", "sn-2k7m9q4ta3");
  private static final SnapshotSpec SPEC =
      new SnapshotSpec(
          new SnapshotName("before"), "vm-2k7m9q4ta3", true, Optional.empty(), Optional.of("ho-1"));

  record World(Intent<SnapshotSpec> intent, SnapshotFacts facts) {}

  static Stream<World> worlds() {
    var all = new ArrayList<World>();
    for (var goal :
        List.<Goal<SnapshotSpec>>of(new Goal.Present<>(SPEC), new Goal.Absent<>(SPEC))) {
      for (var machine : Machine.values()) {
        for (int bits = 0; bits < 8; bits++) {
          var facts = facts(machine, (bits & 1) > 0, (bits & 2) > 0, (bits & 4) > 0);
          all.add(new World(new Intent<>(ID, 1, goal), facts));
        }
      }
    }
    return all.stream();
  }

  private static SnapshotFacts facts(
      Machine machine, boolean known, boolean there, boolean noticed) {
    return new SnapshotFacts(
        machine,
        known,
        there,
        noticed,
        Optional.empty(),
        Optional.empty(),
        OptionalLong.empty(),
        Optional.empty(),
        false);
  }

  private static SnapshotFacts after(SnapshotFacts f, SnapshotStep step) {
    return switch (step) {
      case SnapshotStep.Take _ -> facts(f.machine(), f.known(), true, f.noticed());
      case SnapshotStep.Remember _ -> facts(f.machine(), true, f.there(), f.noticed());
      case SnapshotStep.Drop _ -> facts(f.machine(), f.known(), false, f.noticed());
    };
  }

  @ParameterizedTest
  @MethodSource("worlds")
  void a_snapshot_comes_to_rest_and_is_never_taken_twice(World world) {
    var facts = world.facts();
    boolean was = facts.known() || facts.there();
    for (int round = 0; round < 9; round++) {
      switch (SnapshotPlanner.plan(world.intent(), new Sight.Found<>(facts, NOON), NOON)) {
        case Plan.Act<SnapshotStep>(var steps) -> {
          var step = steps.getFirst();
          assertThat(was && step instanceof SnapshotStep.Take).isFalse();
          assertThat(step.destroys()).isEqualTo(step instanceof SnapshotStep.Drop);
          var next = after(facts, step);
          assertThat(next).as(step.title()).isNotEqualTo(facts);
          assertThat(after(next, step)).isEqualTo(next);
          facts = next;
        }
        case Plan.Settled<SnapshotStep> _ -> {
          assertThat(facts.there()).isEqualTo(world.intent().wantsPresence());
          if (facts.there()) assertThat(facts.known() && facts.noticed()).isTrue();
          return;
        }
        case Plan.Wait<SnapshotStep>(var _, var _, var on) -> {
          assertThat(on).contains(new ResourceId("virtualMachine", SPEC.machine()));
          facts = facts(Machine.THERE, facts.known(), facts.there(), true);
        }
        case Plan.Blocked<SnapshotStep>(var problem, var _) -> {
          assertThat(problem.code()).isIn("no-machine", "snapshot-lost");
          assertThat(facts.there()).isFalse();
          assertThat(world.intent().wantsPresence()).isTrue();
          return;
        }
      }
    }
    throw new AssertionError("not at rest: " + facts);
  }

  @ParameterizedTest
  @MethodSource("worlds")
  void a_host_that_does_not_answer_is_waited_for(World world) {
    var sight = new Sight.Unseen<SnapshotFacts>(Problem.host("down", "no answer", ""), NOON);
    assertThat(SnapshotPlanner.plan(world.intent(), sight, NOON)).isInstanceOf(Plan.Wait.class);
  }
}
