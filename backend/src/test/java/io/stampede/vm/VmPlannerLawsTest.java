package io.stampede.vm;

import static io.stampede.vm.VmWorlds.ID;
import static io.stampede.vm.VmWorlds.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.stampede.engine.Intent;
import io.stampede.engine.Intent.Goal;
import io.stampede.engine.Plan;
import io.stampede.engine.Problem;
import io.stampede.engine.Sight;
import io.stampede.image.ImageCopies;
import io.stampede.image.ImageFormat;
import io.stampede.vm.VmFacts.DomainState;
import io.stampede.vm.VmFacts.Off;
import io.stampede.vm.VmWorlds.World;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Of every world there is.
class VmPlannerLawsTest {
  private static Plan<VmStep> plan(World world, VmFacts facts) {
    return VmPlanner.plan(world.intent(), new Sight.Found<>(facts, NOON), NOON);
  }

  @Test
  void taking_first_steps_comes_to_rest() {
    VmWorlds.all().forEach(VmPlannerLawsTest::comesToRest);
  }

  private static void comesToRest(World world) {
    var facts = world.facts();
    for (int round = 0; round < 14; round++) {
      switch (plan(world, facts)) {
        case Plan.Act<VmStep>(var steps) -> {
          var next = VmWorlds.after(facts, steps.getFirst());
          assertThat(next).as("%s changes something", steps.getFirst()).isNotEqualTo(facts);
          assertThat(VmWorlds.after(next, steps.getFirst())).as("done twice").isEqualTo(next);
          facts = next;
        }
        case Plan.Settled<VmStep> _ -> {
          assertItIsTrue(world, facts);
          return;
        }
        case Plan.Wait<VmStep> wait -> {
          assertThat(wait.until()).isAfter(NOON);
          facts = waited(wait, facts);
        }
        case Plan.Blocked<VmStep>(var problem, var _) -> {
          assertThat(world.intent().wantsPresence()).as("removal is never blocked").isTrue();
          assertThat(problem.message()).isNotBlank();
          return;
        }
      }
    }
    throw new AssertionError("still not at rest: " + facts);
  }

  /// For the image, or for the guest.
  private static VmFacts waited(Plan.Wait<VmStep> wait, VmFacts facts) {
    if (wait.on().isEmpty()) {
      assertThat(wait.why()).contains("shut down");
      return VmPowerWorlds.ended(facts, Off.SHUT_DOWN);
    }
    if (wait.on().equals(Optional.of(ImageCopies.id(VmWorlds.DISC, "ho-7k2m9q4ta3")))) {
      return VmWorlds.withDisc(facts, ImageFormat.ISO);
    }
    assertThat(wait.on()).contains(ImageCopies.id("im-7k2m9q4ta3", "ho-7k2m9q4ta3"));
    return VmWorlds.withImage(facts);
  }

  private static void assertItIsTrue(World world, VmFacts is) {
    switch (world.intent().goal()) {
      case Goal.Absent<VmSpec> _ -> {
        assertThat(is.domain()).isEmpty();
        assertThat(is.files().folder()).isFalse();
      }
      case Goal.Present<VmSpec>(var want) -> {
        var domain = is.domain().orElseThrow();
        assertThat(domain.defined().with(Optional.empty())).isEqualTo(want.shape(ID));
        assertThat(domain.autostart()).isEqualTo(want.power().startsWithHost());
        assertThat(domain.done()).isEqualTo(OptionalInt.of(want.power().wish()));
        assertThat(is.files().disk()).isTrue();
        assertPower(world, want, is);
        assertRun(want, is);
        if (!is.active()) {
          assertThat(domain.defined().drive()).isEqualTo(is.drive());
          is.drive().ifPresent(drive -> assertThat(is.files().drives()).containsExactly(drive));
        }
      }
    }
  }

  /// What was asked for is so, unless it was already and somebody else came after.
  private static void assertPower(World world, VmSpec want, VmFacts is) {
    if (isFulfilled(want, world.facts())) return;
    assertThat(is.active()).isEqualTo(want.power().running());
    if (!is.active()) return;
    assertThat(is.run()).isNotEqualTo(want.power().endedRun());
    boolean still = is.domain().orElseThrow().state() == DomainState.PAUSED;
    if (want.power().kick().isEmpty()) assertThat(still).isEqualTo(want.power().paused());
  }

  private static boolean isFulfilled(VmSpec want, VmFacts is) {
    return is.domain()
        .filter(d -> d.done().equals(OptionalInt.of(want.power().wish())))
        .isPresent();
  }

  /// What is not as it was asked for in a run is said.
  private static void assertRun(VmSpec want, VmFacts is) {
    var live = is.domain().flatMap(VmFacts.Domain::live);
    if (live.isEmpty()) return;
    var shape = want.shape(ID);
    boolean same =
        live.get().cpus() == shape.cpus()
            && live.get().memoryMib() == shape.memoryMib()
            && live.get().disc().equals(shape.disc())
            && live.get().cards().equals(shape.cards())
            && is.domain()
                .orElseThrow()
                .name()
                .filter(n -> !n.equals(want.name().value()))
                .isEmpty();
    var pending = LivePlan.of(want, shape, is).orElseThrow().pending();
    assertThat(pending.isEmpty()).as("%s pending of %s", pending, is).isEqualTo(same);
  }

  @Test
  void an_unseen_host_is_left_alone() {
    var sight = new Sight.Unseen<VmFacts>(Problem.host("unreachable", "no answer", ""), NOON);
    VmWorlds.all()
        .map(World::intent)
        .distinct()
        .forEach(intent ->
            assertThat(VmPlanner.plan(intent, sight, NOON)).isInstanceOf(Plan.Wait.class));
  }

  @Test
  void a_disk_is_only_ever_destroyed_by_removal() {
    VmWorlds.all()
        .forEach(world -> {
          var steps = steps(world);
          boolean removes = steps.stream().anyMatch(step -> step instanceof VmStep.RemoveFiles);
          assertThat(removes && world.intent().wantsPresence()).isFalse();
          assertThat(steps.stream().filter(VmPlannerLawsTest::loses)).allMatch(VmStep::destroys);
        });
  }

  private static List<VmStep> steps(World world) {
    return plan(world, world.facts()) instanceof Plan.Act<VmStep>(var steps) ? steps : List.of();
  }

  private static boolean loses(VmStep step) {
    return switch (step) {
      case PowerStep.ForceOff _,
          PowerStep.Reset _,
          PowerStep.Revert _,
          VmStep.Undefine _,
          VmStep.Disown _,
          VmStep.RemoveFiles _ ->
          true;
      case VmStep.FindImage _,
          VmStep.BeginClone _,
          VmStep.EndClone _,
          VmStep.WantImage _,
          VmStep.CreateDisk _,
          VmStep.BringDrive _,
          VmStep.Define _,
          VmStep.Rename _,
          VmStep.Mark _,
          VmStep.Unmark _,
          VmStep.Reshape _,
          PowerStep _,
          DiskStep _,
          LiveStep _ ->
          false;
    };
  }

  @Test
  void what_was_brought_about_is_not_fought_for_when_others_come_after() {
    VmWorlds.all()
        .filter(VmPlannerLawsTest::isOthersDoing)
        .forEach(world -> {
          assertThat(steps(world))
              .as("%s", world)
              .noneMatch(step -> step instanceof PowerStep && !(step instanceof PowerStep.Keep));
        });
  }

  /// Neither a crash, nor what happens while the host is down.
  private static boolean isOthersDoing(World world) {
    var want = world.intent().spec();
    var off = world.facts().domain().flatMap(VmFacts.Domain::off);
    return world.intent().wantsPresence()
        && isFulfilled(want, world.facts())
        && world.facts().domain().orElseThrow().state() != DomainState.CRASHED
        && Stream.of(Off.CRASHED, Off.FAILED, Off.UNKNOWN)
            .noneMatch(why -> off.filter(why::equals).isPresent());
  }

  @Test
  void a_machine_goes_back_before_all_else_and_once() {
    VmWorlds.all()
        .filter(world -> world.intent().wantsPresence())
        .filter(world -> world.intent().spec().power().revert().isPresent())
        .forEach(world -> {
          var want = world.intent().spec();
          var is = world.facts();
          boolean can =
              is.hypervisor()
                  && is.domain().isPresent()
                  && is.files().disk()
                  && !is.snapshots().isEmpty();
          boolean goes = steps(world).stream().anyMatch(step -> step instanceof PowerStep.Revert);
          assertThat(goes).as("%s", world).isEqualTo(can && !isFulfilled(want, is));
          if (goes) assertThat(steps(world)).hasSize(1);
        });
  }

  @Test
  void a_machine_with_snapshots_is_not_renamed() {
    VmWorlds.all()
        .filter(world -> !world.facts().snapshots().isEmpty())
        .forEach(
            world -> assertThat(steps(world)).noneMatch(step -> step instanceof VmStep.Rename));
  }

  @Test
  void no_machine_is_stopped_for_what_it_is_made_of() {
    var want = VmWorlds.spec(VmWorlds.LARGE).started();
    var goal = new Intent<>(ID, 1, new Goal.Present<>(want));
    VmWorlds.everyFacts().stream()
        .filter(is -> is.domain().filter(d -> d.state() == DomainState.RUNNING).isPresent())
        .forEach(is ->
            assertThat(steps(new World(goal, is)))
                .noneMatch(step ->
                    step instanceof PowerStep.Shutdown || step instanceof PowerStep.ForceOff));
  }
}
