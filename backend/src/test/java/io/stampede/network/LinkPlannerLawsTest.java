package io.stampede.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.stampede.engine.Intent;
import io.stampede.engine.Intent.Goal;
import io.stampede.engine.Plan;
import io.stampede.engine.Problem;
import io.stampede.engine.ResourceId;
import io.stampede.engine.Sight;
import io.stampede.plane.Cidr;
import io.stampede.plane.Ipv4;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("S12")
@Tag("S23")
class LinkPlannerLawsTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final Problem PROBLEM = Problem.request("no-target", "there is no db yet", "");
  private static final Network NETWORK =
      new Network("nw-1", "managed", Cidr.of("10.42.0.0/16"), 24, 1, "managed.internal");
  private static final LinkSpec SPEC =
      LinkSpec.inborn(new ResourceId("container", "ct-1"), "web", new ContainerLink("db"))
          .on(NETWORK, Ipv4.of("10.42.240.1"));

  record World(Goal<LinkSpec> goal, LinkFacts facts) {
    Intent<LinkSpec> intent() {
      return new Intent<>(new ResourceId("link", "ln-1"), 1, goal);
    }
  }

  static Stream<World> worlds() {
    var all = new ArrayList<LinkFacts>();
    var either = new boolean[] {true, false};
    for (boolean there : either) {
      for (boolean left : either) {
        for (boolean owed : either) {
          for (var problem : List.of(Optional.of(PROBLEM), Optional.<Problem>empty())) {
            for (var host : List.of(Optional.of("ho-1"), Optional.<String>empty())) {
              if (host.isEmpty() && (there || left)) continue;
              all.add(facts(host, there, left, owed, problem));
            }
          }
        }
      }
    }
    return Stream.<Goal<LinkSpec>>of(new Goal.Present<>(SPEC), new Goal.Absent<>(SPEC))
        .flatMap(goal -> all.stream().map(facts -> new World(goal, facts)));
  }

  private static LinkFacts facts(
      Optional<String> host, boolean there, boolean left, boolean owed, Optional<Problem> problem) {
    var elements =
        problem.isPresent()
            ? List.<String>of()
            : List.of("links 10.42.240.1 . tcp . 80 : 10.42.1.7 . 80");
    return new LinkFacts(
        "web",
        host,
        List.of(),
        List.of(),
        Optional.empty(),
        elements,
        there,
        left,
        owed,
        problem,
        Optional.empty());
  }

  private static Plan<LinkStep> plan(World world) {
    return LinkPlanner.plan(world.intent(), new Sight.Found<>(world.facts(), NOON), NOON);
  }

  @ParameterizedTest
  @MethodSource("worlds")
  void one_step_settles_or_says_why_it_leads_nowhere(World world) {
    var once = after(world);
    assertThat(after(once)).isEqualTo(once);
    switch (plan(once)) {
      case Plan.Settled<LinkStep> _ ->
          assertThat(world.facts().problem().isPresent() && world.intent().wantsPresence())
              .isFalse();
      case Plan.Blocked<LinkStep>(var problem, var _) -> {
        assertThat(world.intent().wantsPresence()).isTrue();
        assertThat(problem).isEqualTo(PROBLEM);
      }
      case Plan.Act<LinkStep> act -> throw new AssertionError("twice: " + act);
      case Plan.Wait<LinkStep> wait -> throw new AssertionError("waits: " + wait);
    }
  }

  private static World after(World world) {
    if (!(plan(world) instanceof Plan.Act<LinkStep>(var steps))) return world;
    assertThat(steps).hasSize(1);
    var is = world.facts();
    var next =
        switch (steps.getFirst()) {
          case LinkStep.Point point -> {
            assertThat(point.cut()).isEqualTo(is.owed());
            assertThat(point.elements()).isEqualTo(is.elements());
            yield facts(is.host(), true, !is.elements().isEmpty(), false, is.problem());
          }
          case LinkStep.TakeAway _ -> facts(is.host(), false, false, is.owed(), is.problem());
        };
    return new World(world.goal(), next);
  }

  @ParameterizedTest
  @MethodSource("worlds")
  void what_is_not_seen_is_waited_for(World world) {
    assertThat(LinkPlanner.plan(world.intent(), new Sight.Unseen<>(PROBLEM, NOON), NOON))
        .isInstanceOf(Plan.Wait.class);
  }
}
