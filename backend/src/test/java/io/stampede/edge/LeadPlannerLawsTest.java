package io.stampede.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.stampede.engine.Intent;
import io.stampede.engine.Intent.Goal;
import io.stampede.engine.Plan;
import io.stampede.engine.Problem;
import io.stampede.engine.ResourceId;
import io.stampede.engine.Sight;
import io.stampede.network.Pending;
import io.stampede.plane.Ipv4;
import io.stampede.plane.Transport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LeadPlannerLawsTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final ResourceId ID = new ResourceId("port", "pp-1");
  private static final ResourceId WEB = new ResourceId("container", "ct-web");
  private static final int PASSES = 4;

  private static final Lead HERE = lead("ho-1", "10.42.1.7");
  private static final Lead THERE = lead("ho-2", "10.42.2.7");

  private static Lead lead(String host, String to) {
    return new Lead(
        host,
        "nw-1",
        Optional.empty(),
        Optional.of(new Lead.Ports(Transport.TCP, 8080, 8080, 80)),
        Optional.empty(),
        Ipv4.of(to));
  }

  record World(boolean wanted, boolean cut, LeadFacts facts) {
    Intent<String> intent() {
      var goal = wanted ? new Goal.Present<>("spec") : new Goal.Absent<>("spec");
      return new Intent<>(ID, 1, goal);
    }
  }

  /// Every intent against everything that can be known.
  static Stream<World> worlds() {
    var leads = List.of(Optional.<Lead>empty(), Optional.of(HERE), Optional.of(THERE));
    var facts = new ArrayList<LeadFacts>();
    for (var pointed : leads) {
      facts.add(LeadFacts.NOWHERE.pointed(pointed));
      facts.add(
          LeadFacts.blocked(
                  Problem.request("target-stopped", "web does not run", ""), Optional.of(WEB))
              .pointed(pointed));
      for (var wanted : List.of(HERE, THERE)) {
        var at = LeadFacts.at(wanted, "container web", "h1").pointed(pointed);
        facts.add(at);
        var pending = new Pending("waiting for the network", Optional.empty());
        facts.add(at.waiting(Optional.of(pending), Optional.of(WEB)));
      }
    }
    return facts.stream()
        .flatMap(is ->
            Stream.of(
                new World(true, false, is),
                new World(true, true, is),
                new World(false, false, is)));
  }

  private static Plan<LeadStep> plan(World world) {
    return LeadPlanner.plan(
        world.intent(), new Sight.Found<>(world.facts(), NOON), world.cut(), NOON);
  }

  @ParameterizedTest
  @MethodSource("worlds")
  void taking_first_steps_settles_and_a_step_twice_is_a_step_once(World world) {
    assertThat(settled(world, 1)).isEqualTo(settled(world, 2));
  }

  private static LeadFacts settled(World world, int times) {
    var facts = world.facts();
    for (int pass = 0; pass < PASSES; pass++) {
      switch (plan(new World(world.wanted(), world.cut(), facts))) {
        case Plan.Act<LeadStep>(var steps) -> {
          for (int i = 0; i < times; i++) facts = after(facts, steps.getFirst());
        }
        case Plan.Wait<LeadStep>(var until, var _, var on) -> {
          assertThat(until).isAfter(NOON);
          assertThat(on).contains(WEB);
          facts = facts.waiting(Optional.empty(), Optional.empty());
        }
        case Plan.Blocked<LeadStep>(var problem, var on) -> {
          assertThat(facts.pointed()).as("shut, so that it refuses at once").isEmpty();
          assertThat(problem.code()).isEqualTo("target-stopped");
          assertThat(on).contains(WEB);
          return facts;
        }
        case Plan.Settled<LeadStep> _ -> {
          assertThat(facts.pointed()).isEqualTo(world.wanted() ? facts.wanted() : Optional.empty());
          return facts;
        }
      }
    }
    throw new AssertionError("not settled: " + facts);
  }

  private static LeadFacts after(LeadFacts is, LeadStep step) {
    return switch (step) {
      case LeadStep.Point point -> is.pointed(Optional.of(point.lead()));
      case LeadStep.TakeAway _ -> is.pointed(Optional.empty());
    };
  }

  @ParameterizedTest
  @MethodSource("worlds")
  void what_is_unseen_is_left_alone(World world) {
    var why = Problem.host("unreachable", "h1 does not answer", "");
    assertThat(LeadPlanner.plan(world.intent(), new Sight.Unseen<>(why, NOON), world.cut(), NOON))
        .isInstanceOf(Plan.Wait.class);
  }

  @Test
  void connections_are_cut_only_where_it_led_elsewhere_before() {
    var wanted = LeadFacts.at(THERE, "container web", "h2");
    assertThat(plan(new World(true, true, wanted)))
        .isEqualTo(act(new LeadStep.Point(Optional.empty(), THERE, false)));
    assertThat(plan(new World(true, true, wanted.pointed(Optional.of(HERE)))))
        .isEqualTo(act(new LeadStep.Point(Optional.of(HERE), THERE, true)));
    assertThat(plan(new World(true, false, wanted.pointed(Optional.of(HERE)))))
        .isEqualTo(act(new LeadStep.Point(Optional.of(HERE), THERE, false)));
  }

  private static Plan<LeadStep> act(LeadStep step) {
    return new Plan.Act<>(List.of(step));
  }
}
