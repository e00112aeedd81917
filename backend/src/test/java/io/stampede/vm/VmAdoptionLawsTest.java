package io.stampede.vm;

import static org.assertj.core.api.Assertions.assertThat;

import io.stampede.adoption.Bond;
import io.stampede.engine.Intent;
import io.stampede.engine.Intent.Goal;
import io.stampede.engine.Plan;
import io.stampede.engine.Problem;
import io.stampede.engine.Sight;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What is not made here, in every world there is.
@Tag("N4")
class VmAdoptionLawsTest {
  private static final String UUID = "5f0c0c5e-3a7d-4c1e-9a55-0e8d6c7b1a2f";
  private static final Bond FOREIGN = Bond.foreign(UUID, "web1@h1", false);
  private static final VmShape LARGE = new VmShape(2, 1024);

  record World(Intent<VmSpec> intent, VmFacts facts) {}

  private static VmSpec foreign() {
    return VmWorlds.spec(VmWorlds.SMALL).tied(FOREIGN);
  }

  private static VmSpec adopted() {
    return foreign().adopted(VmWorlds.SMALL, true);
  }

  private static VmSpec resized() {
    return foreign().adopted(LARGE, true).touched(true);
  }

  private static Stream<World> worlds() {
    var specs =
        List.of(
            foreign(),
            adopted(),
            adopted().started(),
            adopted().stopped(),
            adopted().forcedOff(),
            adopted().restarted("boot/1"),
            resized());
    var all = new ArrayList<World>();
    for (var spec : specs) {
      for (var facts : VmWorlds.everyFacts()) {
        for (boolean marked : new boolean[] {true, false}) {
          var seen = VmWorlds.marked(facts, marked && facts.domain().isPresent());
          all.add(new World(intent(new Goal.Present<>(spec)), seen));
          all.add(new World(intent(new Goal.Absent<>(spec)), seen));
        }
      }
    }
    return all.stream();
  }

  private static Intent<VmSpec> intent(Goal<VmSpec> goal) {
    return new Intent<>(VmWorlds.ID, 1, goal);
  }

  private static Plan<VmStep> plan(Intent<VmSpec> intent, VmFacts facts) {
    var noon = VmWorlds.NOON;
    return VmPlanner.plan(intent, new Sight.Found<>(facts, noon), noon);
  }

  @Test
  void taking_first_steps_comes_to_rest() {
    worlds().forEach(VmAdoptionLawsTest::comesToRest);
  }

  private static void comesToRest(World world) {
    var facts = world.facts();
    for (int round = 0; round < 12; round++) {
      switch (plan(world.intent(), facts)) {
        case Plan.Act<VmStep>(var steps) -> {
          var next = VmWorlds.after(facts, steps.getFirst());
          assertThat(next).as("%s changes something", steps.getFirst()).isNotEqualTo(facts);
          assertThat(VmWorlds.after(next, steps.getFirst())).isEqualTo(next);
          facts = next;
        }
        case Plan.Settled<VmStep> _, Plan.Blocked<VmStep> _ -> {
          return;
        }
        case Plan.Wait<VmStep>(var _, var why, var _) -> {
          assertThat(why).contains("shut down");
          facts = VmPowerWorlds.ended(facts, VmFacts.Off.SHUT_DOWN);
        }
      }
    }
    throw new AssertionError("still not at rest: " + facts);
  }

  @Test
  void nothing_of_it_is_ever_made_anew() {
    worlds().forEach(VmAdoptionLawsTest::isNotMadeAnew);
  }

  private static void isNotMadeAnew(World world) {
    if (!(plan(world.intent(), world.facts()) instanceof Plan.Act<VmStep>(var steps))) return;
    assertThat(steps)
        .noneMatch(step ->
            step instanceof VmStep.Define
                || step instanceof VmStep.CreateDisk
                || step instanceof VmStep.WantImage);
  }

  @Test
  void what_is_foreign_is_left_alone_but_for_our_own_mark() {
    worlds().forEach(VmAdoptionLawsTest::isLeftAlone);
  }

  private static void isLeftAlone(World world) {
    if (!world.intent().spec().bond().isForeign()) return;
    if (plan(world.intent(), world.facts()) instanceof Plan.Act<VmStep>(var steps)) {
      assertThat(steps).allMatch(step -> step instanceof VmStep.Unmark);
      assertThat(world.facts().marked()).isTrue();
    }
  }

  @Test
  void an_unseen_host_is_left_alone() {
    worlds().forEach(VmAdoptionLawsTest::waitsUnseen);
  }

  private static void waitsUnseen(World world) {
    var why = Problem.host("unreachable", "no answer", "");
    var sight = new Sight.Unseen<VmFacts>(why, VmWorlds.NOON);
    assertThat(VmPlanner.plan(world.intent(), sight, VmWorlds.NOON)).isInstanceOf(Plan.Wait.class);
  }

  @Test
  void adopting_by_itself_does_nothing_but_mark() {
    worlds().forEach(VmAdoptionLawsTest::onlyMarks);
  }

  private static void onlyMarks(World world) {
    var spec = world.intent().spec();
    if (!spec.bond().untouched() || !world.intent().wantsPresence()) return;
    if (plan(world.intent(), world.facts()) instanceof Plan.Act<VmStep>(var steps)) {
      assertThat(steps).isEqualTo(List.of(new VmStep.Mark(VmWorlds.NAME)));
    }
  }

  @Test
  void a_resize_keeps_the_domain_and_its_run_and_changes_what_can_be() {
    var before =
        VmWorlds.everyFacts().stream()
            .filter(f -> f.active() && f.domain().orElseThrow().defined().cpus() == 1)
            .findFirst()
            .orElseThrow();
    var size = VmShape.of(resized().size(), List.of());
    assertThat(plan(intent(new Goal.Present<>(resized())), before))
        .isInstanceOfSatisfying(
            Plan.Act.class,
            act ->
                assertThat(act.steps())
                    .contains(new VmStep.Reshape(VmWorlds.NAME, size))
                    .noneMatch(step -> step instanceof PowerStep.Shutdown));
  }
}
