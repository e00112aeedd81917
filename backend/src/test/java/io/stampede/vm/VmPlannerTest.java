package io.stampede.vm;

import static io.stampede.vm.VmWorlds.CARD;
import static io.stampede.vm.VmWorlds.DRIVE;
import static io.stampede.vm.VmWorlds.ID;
import static io.stampede.vm.VmWorlds.IMAGE;
import static io.stampede.vm.VmWorlds.NAME;
import static io.stampede.vm.VmWorlds.NOON;
import static io.stampede.vm.VmWorlds.OLD;
import static io.stampede.vm.VmWorlds.SMALL;
import static io.stampede.vm.VmWorlds.TROUBLE;
import static io.stampede.vm.VmWorlds.WANTED;
import static io.stampede.vm.VmWorlds.changed;
import static io.stampede.vm.VmWorlds.facts;
import static io.stampede.vm.VmWorlds.present;
import static io.stampede.vm.VmWorlds.spec;
import static io.stampede.vm.VmWorlds.stopped;
import static io.stampede.vm.VmWorlds.withDrives;
import static org.assertj.core.api.Assertions.assertThat;

import io.stampede.engine.Plan;
import io.stampede.engine.Sight;
import io.stampede.image.ImageCopies;
import io.stampede.network.HostNetworks;
import io.stampede.network.Nic;
import io.stampede.network.Pending;
import io.stampede.vm.VmFacts.Domain;
import io.stampede.vm.VmFacts.DomainState;
import io.stampede.vm.VmFacts.Files;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

class VmPlannerTest {
  @Test
  void a_new_machine_asks_for_its_image_first() {
    var want = spec(SMALL);
    assertThat(VmPlanner.plan(present(want), new Sight.Found<>(VmFacts.NOTHING, NOON), NOON))
        .isEqualTo(
            new Plan.Act<VmStep>(
                List.of(
                    new VmStep.WantImage(want.image()),
                    new VmStep.CreateDisk(NAME, want.image(), OptionalInt.empty()),
                    new VmStep.Define(NAME, WANTED, true),
                    new PowerStep.Start(NAME, OptionalInt.of(0)))));
  }

  @Test
  void another_drive_is_brought_before_the_next_start_and_stops_no_machine() {
    var old = WANTED.with(OLD);
    var off = withDrives(stopped(old, Optional.empty()), Set.of(OLD.get())).withDrive(DRIVE);
    assertThat(VmPlanner.plan(present(spec(SMALL)), new Sight.Found<>(off, NOON), NOON))
        .isEqualTo(
            new Plan.Act<VmStep>(
                List.of(
                    new VmStep.BringDrive(NAME, DRIVE.get()),
                    new VmStep.Define(NAME, WANTED.with(DRIVE), true),
                    new PowerStep.Start(NAME, OptionalInt.of(0)))));
    var on =
        facts(
                true,
                false,
                new Files(true, true, IMAGE),
                Optional.of(new Domain(DomainState.RUNNING, old, Optional.of(old), true)),
                ImageCopies.Copy.NONE)
            .withDrive(DRIVE);
    assertThat(
            VmPlanner.plan(
                present(spec(SMALL)),
                new Sight.Found<>(changed(on, d -> d.done = OptionalInt.of(0)), NOON),
                NOON))
        .isInstanceOf(Plan.Settled.class);
  }

  @Test
  void a_machine_whose_disk_is_lost_is_not_given_an_empty_one() {
    var is =
        facts(
            true,
            false,
            new Files(true, false, IMAGE),
            Optional.of(new Domain(DomainState.STOPPED, SMALL, Optional.empty(), true)),
            ImageCopies.Copy.NONE);
    assertThat(VmPlanner.plan(present(spec(SMALL)), new Sight.Found<>(is, NOON), NOON))
        .isInstanceOfSatisfying(
            Plan.Blocked.class,
            blocked -> assertThat(blocked.problem().code()).isEqualTo("disk-lost"));
  }

  @Test
  void an_image_that_cannot_be_copied_is_told_with_its_reason() {
    var is = VmFacts.NOTHING.withCopy(new ImageCopies.Copy(true, Optional.of(TROUBLE)));
    assertThat(VmPlanner.plan(present(spec(SMALL)), new Sight.Found<>(is, NOON), NOON))
        .isEqualTo(
            new Plan.Blocked<VmStep>(
                TROUBLE, Optional.of(ImageCopies.id("im-7k2m9q4ta3", "ho-7k2m9q4ta3"))));
  }

  @Test
  void a_machine_is_not_started_before_its_networks_are_there() {
    var want = spec(SMALL).carded(List.of(CARD));
    var on = Optional.of(HostNetworks.id("ho-7k2m9q4ta3"));
    var waiting = stopped(WANTED, Optional.of(new Pending("waiting", Optional.empty())));
    assertThat(VmPlanner.plan(present(want), new Sight.Found<>(waiting, NOON), NOON))
        .isInstanceOfSatisfying(Plan.Wait.class, wait -> assertThat(wait.on()).isEqualTo(on));
    var failed = stopped(WANTED, Optional.of(new Pending("waiting", Optional.of(TROUBLE))));
    assertThat(VmPlanner.plan(present(want), new Sight.Found<>(failed, NOON), NOON))
        .isEqualTo(new Plan.Blocked<VmStep>(TROUBLE, on));
    assertThat(VmPlanner.plan(present(want.stopped()), new Sight.Found<>(waiting, NOON), NOON))
        .as("what stays off needs no network")
        .isEqualTo(new Plan.Act<VmStep>(List.of(new PowerStep.Keep(NAME, false, 1))));
    var there = stopped(WANTED, Optional.empty());
    assertThat(VmPlanner.plan(present(want), new Sight.Found<>(there, NOON), NOON))
        .isEqualTo(new Plan.Act<VmStep>(List.of(new PowerStep.Start(NAME, OptionalInt.of(0)))));
  }

  @Test
  void cards_come_in_the_order_of_the_networks_and_keep_their_addresses() {
    var both = List.of(new Nic("bridge:br0"), new Nic("managed"), new Nic("macvtap:eth0"));
    var own = new VmCard(DomainXml.mac(ID), VmCard.BRIDGE, "br0");
    assertThat(VmCard.of(ID, both, List.of(CARD)))
        .startsWith(own, VmCard.seen("06:53:00:00:00:01", VmCard.BRIDGE, "st-1", "stm-00000001"))
        .extracting(VmCard::mac)
        .doesNotHaveDuplicates()
        .allMatch(mac -> VmCard.isOurs(mac, DomainXml.mac(ID)));
  }
}
