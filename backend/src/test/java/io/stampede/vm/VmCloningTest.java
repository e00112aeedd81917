package io.stampede.vm;

import static io.stampede.vm.VmWorlds.IMAGE;
import static io.stampede.vm.VmWorlds.NAME;
import static io.stampede.vm.VmWorlds.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.stampede.adoption.Bond;
import io.stampede.client.Refused;
import io.stampede.engine.Plan;
import io.stampede.engine.Sight;
import io.stampede.image.ImageCopies;
import io.stampede.image.ImageFormat;
import io.stampede.network.Nic;
import io.stampede.vm.VmFacts.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What is planned for clones and discs.
@Tag("S2")
class VmCloningTest {
  private static final String OF = "vm-other23456";
  private static final String BASE = "im-clone-2k7m9q4ta3";

  private static Plan<VmStep> plan(VmSpec want, VmFacts is) {
    return VmPlanner.plan(VmWorlds.present(want), new Sight.Found<>(is, NOON), NOON);
  }

  private static VmSpec clone(boolean linked) {
    var source = VmSource.NOTHING.cloning(new CloneOf(OF, linked, false));
    return VmWorlds.spec(VmWorlds.SMALL).of(source);
  }

  private static VmFacts with(Files files) {
    return VmWorlds.facts(true, false, files, Optional.empty(), ImageCopies.Copy.NONE);
  }

  private static VmStep first(Plan<VmStep> plan) {
    assertThat(plan).isInstanceOf(Plan.Act.class);
    return ((Plan.Act<VmStep>) plan).steps().getFirst();
  }

  @Test
  void the_disk_of_the_other_machine_is_copied_first() {
    assertThat(first(plan(clone(true), VmFacts.NOTHING)))
        .isEqualTo(new VmStep.BeginClone(NAME, OF));
  }

  @Test
  void a_whole_clone_lets_go_of_its_image_when_its_disk_is_there() {
    var want = clone(false).madeOf(BASE);
    var create = new VmStep.CreateDisk(NAME, BASE, OptionalInt.empty(), true);
    assertThat(first(plan(want, with(new Files(false, false, IMAGE))))).isEqualTo(create);
    assertThat(first(plan(want, with(new Files(true, true, IMAGE)))))
        .isEqualTo(new VmStep.EndClone(NAME, BASE));
    var made = want.of(want.source().whole());
    assertThat(made.image()).isEmpty();
    assertThat(first(plan(made, with(new Files(true, true, Optional.empty())))))
        .isInstanceOf(VmStep.Define.class);
  }

  @Test
  void a_whole_clone_whose_disk_is_lost_is_not_made_empty() {
    var made = clone(false).of(clone(false).source().whole());
    assertThat(plan(made, with(new Files(false, false, Optional.empty()))))
        .isInstanceOfSatisfying(
            Plan.Blocked.class,
            blocked -> assertThat(blocked.problem().code()).isEqualTo("disk-lost"));
  }

  @Test
  void a_linked_clone_stays_based_on_its_image() {
    var want = clone(true).madeOf(BASE);
    assertThat(first(plan(want, with(new Files(false, false, IMAGE)))))
        .isEqualTo(new VmStep.CreateDisk(NAME, BASE, OptionalInt.empty()));
    assertThat(first(plan(want, with(new Files(true, true, IMAGE)))))
        .isInstanceOf(VmStep.Define.class);
  }

  @Test
  void a_clone_has_what_its_machine_has_but_for_its_identity() {
    var of =
        VmWorlds.spec(VmWorlds.SMALL)
            .on(List.of(new Nic("managed=10.42.0.7"), new Nic("bridge:br0")))
            .with(VmHardware.USUAL.with(VmHardware.Firmware.UEFI))
            .storing(VmStorage.NONE.withDisc(Optional.of("im-disc1")), Optional.of("ho-1"))
            .powered(VmPower::stopped);
    var clone = VmCloning.cloned(OF, of, Map.of("name", "web2", "start", false));
    assertThat(clone.name()).isEqualTo(new VmName("web2"));
    assertThat(clone.host()).isEmpty();
    assertThat(clone.networks()).containsExactly(new Nic("managed"), new Nic("bridge:br0"));
    assertThat(clone.hardware()).isEqualTo(of.hardware());
    assertThat(clone.guest()).isEqualTo(of.guest());
    assertThat(clone.size()).isEqualTo(of.size());
    assertThat(clone.storage()).isEqualTo(VmStorage.NONE);
    assertThat(clone.cards()).isEmpty();
    assertThat(clone.power().running()).isFalse();
    assertThat(clone.power().wish()).isZero();
    assertThat(clone.source().cloneOf()).contains(new CloneOf(OF, false, false));
  }

  @Test
  void what_was_not_made_here_is_not_cloned() {
    var adopted = VmWorlds.spec(VmWorlds.SMALL).tied(Bond.foreign("u", "x@h1", false).adopted());
    assertThatExceptionOfType(Refused.class)
        .isThrownBy(() -> VmCloning.cloned(OF, adopted, Map.of("name", "web2")))
        .satisfies(refused -> assertThat(refused.problem().code()).isEqualTo("not-ours"));
  }

  @Test
  @Tag("S11")
  void a_run_without_a_drive_has_its_disc_from_its_next_start() {
    var want =
        VmWorlds.spec(VmWorlds.SMALL)
            .storing(VmStorage.NONE.withDisc(Optional.of(VmWorlds.DISC)), Optional.of("ho-1"));
    var shape = want.shape(VmWorlds.ID);
    var told = new LiveStep.Insert(NAME, Optional.of(VmWorlds.DISC));
    var notes = VmNotes.NONE.telling(told.note(), told.value());
    var domain =
        new VmFacts.Domain(
                VmFacts.DomainState.RUNNING,
                shape,
                Optional.of(shape.withDisc(Optional.empty())),
                true)
            .changed(d -> d.notes = Optional.of(notes));
    var is =
        VmWorlds.withDisc(
            VmWorlds.facts(
                true,
                false,
                new Files(true, true, IMAGE),
                Optional.of(domain),
                ImageCopies.Copy.NONE),
            ImageFormat.ISO);
    assertThat(LivePlan.of(want, shape, is).orElseThrow().steps()).isEmpty();
    assertThat(LivePlan.of(want, shape, is).orElseThrow().pending())
        .containsExactly("its disc at its next start: it has no CD drive while it runs");
  }
}
