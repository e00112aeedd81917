package io.stampede.vm;

import static io.stampede.vm.VmWorlds.NAME;
import static io.stampede.vm.VmWorlds.NOON;
import static io.stampede.vm.VmWorlds.SMALL;
import static io.stampede.vm.VmWorlds.WANTED;
import static io.stampede.vm.VmWorlds.changed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.stampede.client.Refused;
import io.stampede.engine.Plan;
import io.stampede.engine.Sight;
import io.stampede.image.ImageCopies;
import io.stampede.vm.VmFacts.Domain;
import io.stampede.vm.VmFacts.DomainState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class VmPowerTest {
  private static VmFacts running(VmShape live) {
    var domain =
        new Domain(DomainState.RUNNING, WANTED, Optional.of(live), true)
            .changed(d -> d.done = OptionalInt.of(0));
    return VmWorlds.facts(
        true,
        false,
        VmWorlds.stopped(SMALL, Optional.empty()).files(),
        Optional.of(domain),
        ImageCopies.Copy.NONE);
  }

  private static Plan<VmStep> plan(VmSpec want, VmFacts is, Instant now) {
    return VmPlanner.plan(VmWorlds.present(want), new Sight.Found<>(is, now), now);
  }

  private static VmSpec sized(int cpus, int mib, int maxMib) {
    return VmWorlds.spec(SMALL)
        .sized(
            new VmSize(
                cpus,
                mib,
                OptionalInt.empty(),
                OptionalInt.of(4),
                maxMib == 0 ? OptionalInt.empty() : OptionalInt.of(maxMib)));
  }

  @Test
  void what_libvirt_can_give_a_run_is_given_and_the_rest_is_pending() {
    var more = sized(2, 512, 0);
    assertThat(plan(more, running(WANTED), NOON))
        .isEqualTo(
            new Plan.Act<VmStep>(
                List.of(
                    new VmStep.Define(NAME, more.shape(VmWorlds.ID), true),
                    new LiveStep.GiveCpus(NAME, 2))));
    var large = sized(8, 2048, 0);
    var defined = changed(running(WANTED), d -> d.defined = large.shape(VmWorlds.ID));
    assertThat(plan(large, defined, NOON)).isInstanceOf(Plan.Settled.class);
    assertThat(LivePlan.of(large, large.shape(VmWorlds.ID), defined).orElseThrow().pending())
        .containsExactly(
            "8 CPUs at its next start (1 now)", "2048 MiB of memory at its next start (512 now)");
  }

  @Test
  void a_guest_that_does_not_follow_its_balloon_is_told_once_and_shown() {
    var less = sized(1, 256, 512);
    var shape = less.shape(VmWorlds.ID);
    var is = changed(running(WANTED), d -> d.defined = shape);
    assertThat(plan(less, is, NOON))
        .isEqualTo(new Plan.Act<VmStep>(List.of(new LiveStep.GiveMemory(NAME, 256))));
    var told = changed(is, d -> d.notes = Optional.of(VmNotes.NONE.telling(VmNotes.MEMORY, 256)));
    assertThat(plan(less, told, NOON)).isInstanceOf(Plan.Settled.class);
    assertThat(LivePlan.of(less, shape, told).orElseThrow().pending())
        .containsExactly(
            "256 MiB of memory when its guest's balloon follows, or at its next start (512 now)");
  }

  @Test
  void a_guest_has_the_time_to_shut_down_that_was_set_and_is_asked_less_and_less_often() {
    var want = VmWorlds.spec(SMALL).stopped();
    var is = running(WANTED);
    var press = new PowerStep.Shutdown(NAME, 1, 60);
    assertThat(first(plan(want, is, NOON))).isEqualTo(press);
    var asked = noted(is, VmNotes.NONE.pressing(1, NOON));
    assertThat(plan(want, asked, NOON.plusSeconds(1)))
        .isInstanceOfSatisfying(
            Plan.Wait.class, wait -> assertThat(wait.until()).isEqualTo(NOON.plusSeconds(2)));
    assertThat(first(plan(want, asked, NOON.plusSeconds(2)))).isEqualTo(press);
    var again = noted(is, VmNotes.NONE.pressing(1, NOON).pressing(1, NOON.plusSeconds(20)));
    assertThat(plan(want, again, NOON.plusSeconds(30)))
        .isInstanceOfSatisfying(
            Plan.Wait.class, wait -> assertThat(wait.until()).isEqualTo(NOON.plusSeconds(40)));
    assertThat(first(plan(want, again, NOON.plusSeconds(60))))
        .isEqualTo(new PowerStep.ForceOff(NAME, OptionalInt.of(1)));
  }

  @Test
  void what_was_asked_of_a_guest_for_another_wish_does_not_count() {
    var old = noted(running(WANTED), VmNotes.NONE.pressing(1, NOON.minusSeconds(600)));
    var want = VmWorlds.spec(SMALL).stopped().started().stopped();
    assertThat(first(plan(want, old, NOON))).isEqualTo(new PowerStep.Shutdown(NAME, 3, 60));
  }

  private static VmFacts noted(VmFacts is, VmNotes notes) {
    return changed(is, d -> d.notes = Optional.of(notes));
  }

  private static VmStep first(Plan<VmStep> plan) {
    return ((Plan.Act<VmStep>) plan).steps().getFirst();
  }

  @Test
  void notes_of_a_run_are_read_as_they_were_written() throws Xml.Unreadable {
    var notes =
        VmNotes.NONE
            .pressing(3, NOON)
            .pressing(3, NOON.plusSeconds(2))
            .telling(VmNotes.CPUS, 2)
            .telling(VmNotes.unplug("52:54:00:00:00:01"), "bridge/br0");
    var xml =
        "<domain><metadata>%s</metadata></domain>"
            .formatted(notes.xml().replace("<run", "<x:run xmlns:x='urn:stampede:run'"));
    assertThat(VmNotes.of(Xml.root(xml, "domain"))).contains(notes);
  }

  @Test
  void a_protected_machine_is_neither_switched_off_nor_removed() {
    var on = VmPower.ON;
    var guarded =
        VmWorlds.spec(SMALL)
            .powered(_ ->
                new VmPower(
                    true,
                    false,
                    on.endedRun(),
                    false,
                    on.asked(),
                    on.kick(),
                    on.revert(),
                    60,
                    on.autostart(),
                    true));
    for (var action : List.of(VmActions.STOP, VmActions.FORCE_OFF)) {
      assertThatExceptionOfType(Refused.class)
          .isThrownBy(() -> VmActions.act(action, guarded, Optional.empty()))
          .satisfies(refused -> assertThat(refused.problem().code()).isEqualTo("protected"));
    }
    assertThat(VmActions.act(VmActions.PAUSE, guarded, Optional.empty()).power().paused()).isTrue();
  }
}
