package io.stampede.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.stampede.engine.Intent;
import io.stampede.engine.Intent.Goal;
import io.stampede.engine.Plan;
import io.stampede.engine.Problem;
import io.stampede.engine.ResourceId;
import io.stampede.engine.Sight;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HostNetworkPlannerLawsTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final HostNetworkSpec SPEC = new HostNetworkSpec("ho-1");
  private static final int PASSES = 4;

  record World(Goal<HostNetworkSpec> goal, HostNetworkFacts facts) {
    Intent<HostNetworkSpec> intent() {
      return new Intent<>(HostNetworks.id("ho-1"), 1, goal);
    }
  }

  /// Every intent against everything that a host can show.
  static Stream<World> worlds() {
    var all = new ArrayList<HostNetworkFacts>();
    all.add(HostNetworkFacts.notYet("h1 has no stampede-net yet"));
    for (boolean wanted : new boolean[] {true, false}) {
      all.add(HostNetworkFacts.nothing(wanted));
      for (var differences : List.of(List.<String>of(), List.of("rules.nft is not applied"))) {
        all.add(facts(wanted, differences));
      }
    }
    return Stream.<Goal<HostNetworkSpec>>of(new Goal.Present<>(SPEC), new Goal.Absent<>(SPEC))
        .flatMap(goal -> all.stream().map(facts -> new World(goal, facts)));
  }

  private static HostNetworkFacts facts(boolean wanted, List<String> differences) {
    return new HostNetworkFacts(
        wanted,
        true,
        Optional.empty(),
        differences,
        List.of(),
        Optional.empty(),
        Map.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  private static Plan<HostNetworkStep> plan(World world) {
    return HostNetworkPlanner.plan(world.intent(), new Sight.Found<>(world.facts(), NOON), NOON);
  }

  @ParameterizedTest
  @MethodSource("worlds")
  void taking_first_steps_settles(World world) {
    assertThat(settled(world, 1)).isEqualTo(settled(world, 2));
  }

  /// @param times how often each step is taken, as when its reply is lost
  private static HostNetworkFacts settled(World world, int times) {
    var facts = world.facts();
    for (int pass = 0; pass < PASSES; pass++) {
      switch (plan(new World(world.goal(), facts))) {
        case Plan.Act<HostNetworkStep>(var steps) -> {
          for (int i = 0; i < times; i++) facts = after(facts, steps.getFirst());
        }
        case Plan.Wait<HostNetworkStep>(var until, var why, var on) -> {
          assertThat(until).isAfter(NOON);
          assertThat(why).contains("no stampede-net");
          assertThat(on).contains(new ResourceId("host", "ho-1"));
          facts = HostNetworkFacts.nothing(true);
        }
        case Plan.Blocked<HostNetworkStep> _ -> throw new AssertionError("never blocked");
        case Plan.Settled<HostNetworkStep> _ -> {
          boolean wanted = world.intent().wantsPresence() && facts.wanted();
          assertThat(facts.there()).isEqualTo(wanted);
          assertThat(facts.differences()).isEmpty();
          return facts;
        }
      }
    }
    throw new AssertionError("not settled: " + facts);
  }

  private static HostNetworkFacts after(HostNetworkFacts is, HostNetworkStep step) {
    return switch (step) {
      case HostNetworkStep.Apply _ -> facts(is.wanted(), List.of());
      case HostNetworkStep.Clear _ -> HostNetworkFacts.nothing(is.wanted());
    };
  }

  @ParameterizedTest
  @MethodSource("worlds")
  void an_unseen_host_is_left_alone(World world) {
    var why = Problem.host("unreachable", "h1 does not answer", "");
    assertThat(HostNetworkPlanner.plan(world.intent(), new Sight.Unseen<>(why, NOON), NOON))
        .isInstanceOf(Plan.Wait.class);
  }

  @ParameterizedTest
  @MethodSource("worlds")
  void what_is_nowhere_is_settled(World world) {
    assertThat(HostNetworkPlanner.plan(world.intent(), new Sight.Missing<>(NOON), NOON))
        .isEqualTo(new Plan.Settled<>());
  }

  @ParameterizedTest
  @MethodSource("worlds")
  void only_what_nobody_wants_is_taken_away(World world) {
    if (!(plan(world) instanceof Plan.Act<HostNetworkStep>(var steps))) return;
    boolean wanted = world.intent().wantsPresence() && world.facts().wanted();
    assertThat(steps).allMatch(step -> step.destroys() != wanted);
  }

  @Test
  void what_differs_is_said_before_it_is_brought() {
    var world = new World(new Goal.Present<>(SPEC), facts(true, List.of("charon does not run")));
    assertThat(plan(world))
        .isEqualTo(
            new Plan.Act<HostNetworkStep>(
                List.of(new HostNetworkStep.Apply(List.of("charon does not run")))));
  }
}
