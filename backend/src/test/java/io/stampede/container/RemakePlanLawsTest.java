package io.stampede.container;

import static io.stampede.container.RemakeWorld.part;
import static org.assertj.core.api.Assertions.assertThat;

import io.stampede.container.ContainerFacts.State;
import io.stampede.container.ContainerPart.Role;
import io.stampede.container.RemakeWorld.Fate;
import io.stampede.engine.Intent.Goal;
import io.stampede.engine.Plan;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Laws of making a container anew, over all small worlds: whichever containers a cut, another wish
/// or somebody's hand has left there.
@Tag("S12")
@Tag("S23")
@Tag("S28")
@Tag("N6")
class RemakePlanLawsTest {
  private static final int PASSES = 100;
  private static final ContainerSpec FIRST =
      ContainerSpecs.spec("web1", ContainerSpecs.BUSYBOX, RestartPolicy.ALWAYS, "sleep", "9");
  private static final ContainerSpec ANEW = ContainerSpecs.edition(FIRST, 2);

  record World(Goal<ContainerSpec> goal, RemakeWorld there) {
    @Override
    public String toString() {
      var names =
          there.parts().stream()
              .map(p -> p.dockerName() + "#" + p.edition() + " " + p.docker())
              .toList();
      var how = goal instanceof Goal.Absent ? "absent" : goal.spec().running() ? "on" : "off";
      return "%s %s, a new one %s".formatted(how, names, there.fate());
    }
  }

  /// Each of the former, a half-made and a new one may be there, in each state that matters.
  static Stream<World> worlds() {
    var choices = new ArrayList<List<ContainerPart>>();
    choices.add(List.of());
    for (var role : Role.values()) {
      for (int edition : new int[] {1, 2}) {
        for (var state : List.of(State.CREATED, State.RUNNING, State.EXITED)) {
          choices.add(List.of(part(role, edition, state)));
        }
      }
    }
    var all = new ArrayList<World>();
    for (int i = 0; i < choices.size(); i++) {
      for (int k = 0; k < i; k++) {
        var a = choices.get(i);
        var b = choices.get(k);
        var parts = Stream.concat(a.stream(), b.stream()).toList();
        if (!canBe(parts)) continue;
        for (var fate : Fate.values()) {
          var there = new RemakeWorld(parts, fate, RemakeWorld.NOON, 0);
          all.add(new World(new Goal.Present<>(ANEW), there));
          all.add(new World(new Goal.Present<>(ANEW.stopped()), there));
          all.add(new World(new Goal.Absent<>(ANEW), there));
        }
      }
    }
    return all.stream();
  }

  /// Docker has one container of a name, and one was made of each edition.
  private static boolean canBe(List<ContainerPart> parts) {
    var seen = new HashSet<Object>();
    return parts.stream().allMatch(p -> seen.add(p.dockerName()) && seen.add(p.edition()));
  }

  @Test
  void taking_first_steps_settles_and_a_step_twice_is_once() {
    worlds().forEach(RemakePlanLawsTest::settlesWell);
  }

  private static void settlesWell(World world) {
    var end = settled(world);
    if (world.goal() instanceof Goal.Absent) {
      assertThat(end.parts()).as("%s", world).isEmpty();
      return;
    }
    var shown = ContainerPart.shown(end.parts(), RemakeWorld.WEB).orElseThrow();
    var plan = end.plan(world.goal());
    if (plan instanceof Plan.Settled<ContainerStep>) {
      assertThat(end.parts()).as("nothing else is left: %s", world).containsExactly(shown);
      assertThat(shown.dockerName()).as("%s", world).isEqualTo("web1");
      assertThat(shown.edition()).as("%s", world).isEqualTo(2);
      if (!world.goal().spec().running()) assertThat(shown.isOn()).isFalse();
    } else {
      assertThat(plan).as("%s", world).isInstanceOf(Plan.Blocked.class);
      assertThat(end.called("web1.failed").map(ContainerPart::edition)).contains(2);
      assertThat(end.called("web1.failed").orElseThrow().isOn()).isFalse();
    }
  }

  @Test
  void a_former_one_goes_only_after_the_new_one_is_there() {
    worlds().forEach(RemakePlanLawsTest::isNeverWithoutOne);
  }

  private static void isNeverWithoutOne(World world) {
    if (world.goal() instanceof Goal.Absent) return;
    var there = world.there();
    for (int pass = 0; pass < PASSES; pass++) {
      var plan = there.plan(world.goal());
      if (plan instanceof Plan.Act<ContainerStep>(var steps)) {
        var next = there.after(world.goal().spec(), steps.getFirst());
        if (serves(there)) assertThat(next.parts()).as("never none: %s", world).isNotEmpty();
        there = next;
      } else if (plan instanceof Plan.Wait<ContainerStep>(var until, var _, var _)) {
        there = there.later(until);
      } else {
        return;
      }
    }
  }

  private static boolean serves(RemakeWorld there) {
    return there.called("web1").or(() -> there.called("web1.former")).isPresent();
  }

  private static RemakeWorld settled(World world) {
    var there = world.there();
    var seen = new ArrayList<String>();
    for (int pass = 0; pass < PASSES; pass++) {
      switch (there.plan(world.goal())) {
        case Plan.Act<ContainerStep>(var steps) -> {
          var step = steps.getFirst();
          seen.add(step.title());
          var after = there.after(world.goal().spec(), step);
          assertThat(after.after(world.goal().spec(), step).parts())
              .as("%s twice is once: %s", step.title(), world)
              .isEqualTo(after.parts());
          assertThat(after).as("%s changes something: %s", step.title(), world).isNotEqualTo(there);
          there = after;
        }
        case Plan.Wait<ContainerStep>(var until, var _, var _) -> there = there.later(until);
        case Plan.Settled<ContainerStep> _, Plan.Blocked<ContainerStep> _ -> {
          return there;
        }
      }
    }
    throw new AssertionError("not settled: " + world + seen);
  }

  private static World serving(Fate fate) {
    return new World(
        new Goal.Present<>(ANEW), RemakeWorld.of(fate, part(Role.CURRENT, 1, State.RUNNING)));
  }

  @Test
  void the_whole_way_is_shown_before_the_first_step() {
    var plan = (Plan.Act<ContainerStep>) serving(Fate.RUNS).there().plan(new Goal.Present<>(ANEW));
    assertThat(plan.steps().stream().map(ContainerStep::title))
        .containsExactly(
            "make web1 anew",
            "stop web1",
            "rename web1 to web1.former",
            "rename web1.next to web1",
            "start the new web1",
            "remove web1.former");
  }

  @ParameterizedTest
  @EnumSource(
      value = Fate.class,
      names = {"RUNS", "HEALTHY"})
  void one_that_comes_up_takes_the_place_of_the_former(Fate fate) {
    var end = settled(serving(fate));
    assertThat(end.parts()).hasSize(1);
    var it = end.parts().getFirst();
    assertThat(it.dockerId()).isEqualTo("made-0");
    assertThat(it.dockerName()).isEqualTo("web1");
    assertThat(it.docker()).isEqualTo(State.RUNNING);
  }

  @ParameterizedTest
  @EnumSource(
      value = Fate.class,
      names = {"REFUSED", "ENDS", "SICK", "NEVER_WELL"})
  void where_the_new_one_does_not_come_up_the_former_runs_again(Fate fate) {
    var world = serving(fate);
    var end = settled(world);
    var former = end.called("web1").orElseThrow();
    assertThat(former.dockerId()).isEqualTo("current-1");
    assertThat(former.docker()).isEqualTo(State.RUNNING);
    assertThat(former.policy()).isEqualTo(RestartPolicy.ALWAYS);
    assertThat(end.called("web1.failed")).isPresent();
    assertThat(end.plan(world.goal()))
        .isInstanceOfSatisfying(
            Plan.Blocked.class,
            blocked -> assertThat(blocked.problem().code()).isEqualTo("not-remade"));
    // Another change is another try.
    var third = new World(new Goal.Present<>(ContainerSpecs.edition(FIRST, 3)), better(end));
    var last = settled(third);
    assertThat(last.parts()).hasSize(1);
    assertThat(last.parts().getFirst().edition()).isEqualTo(3);
  }

  private static RemakeWorld better(RemakeWorld end) {
    return new RemakeWorld(end.parts(), Fate.RUNS, end.now(), end.made());
  }

  @ParameterizedTest
  @EnumSource(Fate.class)
  void another_wish_at_any_time_is_met_from_there(Fate fate) {
    var wishes =
        List.of(
            new Goal.Present<>(ContainerSpecs.edition(FIRST, 3)),
            new Goal.Present<>(ANEW.stopped()),
            new Goal.Present<>(ContainerSpecs.edition(FIRST, 3).stopped()));
    for (int cut = 0; cut < 12; cut++) {
      var there = serving(fate).there();
      for (int pass = 0; pass < cut; pass++) there = passed(there);
      for (var wish : wishes) {
        var end = settled(new World(wish, better(there)));
        assertThat(end.called("web1")).as("after %d passes", cut).isPresent();
      }
      var gone = settled(new World(new Goal.Absent<>(ANEW), there));
      assertThat(gone.parts()).isEmpty();
    }
  }

  private static RemakeWorld passed(RemakeWorld there) {
    return switch (there.plan(new Goal.Present<>(ANEW))) {
      case Plan.Act<ContainerStep>(var steps) -> there.after(ANEW, steps.getFirst());
      case Plan.Wait<ContainerStep>(var until, var _, var _) -> there.later(until);
      case Plan.Settled<ContainerStep> _, Plan.Blocked<ContainerStep> _ -> there;
    };
  }

  @Test
  void what_was_brought_back_and_ends_again_is_not_started_for_ever() {
    var end = settled(serving(Fate.ENDS));
    var parts =
        end.parts().stream().map(p -> p.dockerName().equals("web1") ? ended(p) : p).toList();
    var then = new RemakeWorld(parts, Fate.ENDS, end.now().plusSeconds(60), end.made());
    assertThat(then.plan(new Goal.Present<>(ANEW))).isInstanceOf(Plan.Blocked.class);
  }

  /// It has ended by itself.
  private static ContainerPart ended(ContainerPart p) {
    return new ContainerPart(
        p.dockerId(),
        p.dockerName(),
        p.edition(),
        State.EXITED,
        p.created(),
        p.startedAt(),
        java.util.OptionalInt.of(1),
        p.health(),
        p.error(),
        p.policy());
  }
}
