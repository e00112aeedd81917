package io.stampede.vm;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.stampede.adoption.Bond;
import io.stampede.adoption.Strangers;
import io.stampede.client.Refused;
import io.stampede.engine.Intent;
import io.stampede.engine.Outcome;
import io.stampede.engine.Plan;
import io.stampede.engine.Problem;
import io.stampede.engine.ResourceId;
import io.stampede.engine.Sight;
import io.stampede.figures.Counters;
import io.stampede.image.ImageFormat;
import io.stampede.metadata.Bytes;
import io.stampede.network.Nic;
import io.stampede.vm.VmFacts.DomainState;
import io.stampede.volume.VolumeFormat;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What every [VmHost] does, emulated or real.
public abstract class VmHostContract {
  private static final ResourceId ID = new ResourceId(VmKind.NAME, "vm-2k7m9q4ta3");
  private static final VmName NAME = new VmName("web1");

  /// What a test needs beside the port.
  public interface Bench {
    VmHost host();

    String hostId();

    /// An image of which a finished copy is on the host.
    String imageId();

    /// Somebody on the host takes a snapshot of a machine.
    void snapshotByHand(ResourceId id, VmSpec spec, String name);

    /// Makes a machine of somebody else's that runs.
    void makeForeign(String name);

    boolean foreignRuns(String name);

    /// Somebody on the host switches a machine off.
    void switchOffByHand(String name);

    /// What the host's machines have used, by their ids.
    Map<String, Counters> figures();

    /// Somebody on the host makes a machine stand still.
    void pauseByHand(String name);

    /// Comes back when the guest is up: one that is just starting hears nothing.
    void awaitGuest(ResourceId id, VmSpec spec);

    /// What a card can be plugged into.
    Nic network();

    /// A volume of the host's, with its disk.
    VmDisk volume(String dev, VmDisk.Bus bus);

    /// An image of format iso of which a finished copy is on the host.
    String discId();

    /// Whether the guest has looked at a disk.
    boolean guestSees(VmDisk disk);

    /// Who was woken since the bench was made.
    List<ResourceId> woken();
  }

  protected abstract Bench bench();

  private VmSpec spec(boolean running) {
    var machine = VmSpec.of(NAME, bench().hostId(), bench().imageId(), new VmSize(1, 96));
    return running ? machine : machine.stopped();
  }

  @Test
  void before_anything_is_done_there_is_no_machine() {
    var facts = look(spec(true));
    assertThat(facts.domain()).isEmpty();
    assertThat(facts.files().folder()).isFalse();
    assertThat(facts.files().image()).isPresent();
    assertThat(facts.nameTaken()).isFalse();
  }

  @Test
  void a_machine_is_made_and_runs_and_is_removed_without_a_trace() {
    var before = look(spec(true));
    assertThat(settle(present(spec(true))))
        .containsExactly("create the disk of web1", "define web1: 1 CPUs, 96 MiB", "start web1");
    var running = look(spec(true));
    var domain = running.domain().orElseThrow();
    assertThat(domain.state()).isEqualTo(DomainState.RUNNING);
    assertThat(domain.defined()).isEqualTo(spec(true).shape(ID));
    assertThat(domain.live()).contains(spec(true).shape(ID));
    assertThat(domain.autostart()).isTrue();
    assertThat(running.run()).isPresent();
    assertThat(running.vncSocket()).isPresent();
    assertThat(settle(absent(spec(true))))
        .containsExactly("switch off web1", "undefine web1", "remove the disk of web1");
    assertThat(look(spec(true))).isEqualTo(before);
  }

  @Test
  void what_a_machine_has_used_is_told_while_it_runs() {
    settle(present(spec(true)));
    look(spec(true));
    await()
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(() ->
            assertThat(bench().figures())
                .hasEntrySatisfying(
                    ID.value(),
                    used -> {
                      assertThat(used.cpuBusy()).isPositive();
                      assertThat(used.memoryUsed()).isBetween(1L, used.memoryTotal());
                      assertThat(used.diskTotal()).isPositive();
                    }));
    settle(present(spec(false)));
    assertThat(bench().figures()).doesNotContainKey(ID.value());
  }

  @Test
  void a_machine_with_a_blank_disk_needs_no_image() {
    var blank = spec(true).of(VmSource.NOTHING.asBlank()).sized(blankSize());
    assertThat(settle(present(blank))).contains("create the disk of web1", "start web1");
    assertThat(look(blank).domain().map(VmFacts.Domain::state)).contains(DomainState.RUNNING);
    settle(absent(blank));
    assertThat(look(blank).files().folder()).isFalse();
  }

  private static VmSize blankSize() {
    return new VmSize(1, 96).with(1, 96, OptionalInt.of(1));
  }

  @Test
  void a_drive_is_brought_attached_and_goes_when_another_one_is_there() {
    var spec = spec(true);
    settle(present(spec(false)));
    var first = Drive.of(Bytes.of("first"));
    var second = Drive.of(Bytes.of("second"));
    for (var drive : List.of(first, second)) {
      for (int twice = 0; twice < 2; twice++) {
        assertThat(bench().host().bring(ID, spec, drive)).isEqualTo(Outcome.done());
      }
      assertThat(look(spec).files().drives()).contains(drive.print());
      var shape = spec.shape(ID).with(Optional.of(drive.print()));
      assertThat(bench().host().apply(ID, spec, new VmStep.Define(NAME, shape, false)))
          .isEqualTo(Outcome.done());
      assertThat(look(spec).domain().orElseThrow().defined()).isEqualTo(shape);
      assertThat(look(spec).files().drives()).containsExactly(drive.print());
    }
    settle(present(spec(false)));
    assertThat(look(spec).files().drives()).isEmpty();
  }

  @Test
  void each_start_is_another_run() {
    settle(present(spec(true)));
    var first = look(spec(true)).run();
    var restart = spec(true).restarted(first.orElseThrow());
    assertThat(settle(present(restart))).containsExactly("shut down web1", "start web1");
    var second = look(restart).run();
    assertThat(second).isPresent().isNotEqualTo(first);
    assertThat(settle(present(restart))).isEmpty();
  }

  @Test
  void a_stopped_machine_does_not_start_with_its_host() {
    settle(present(spec(true)));
    assertThat(settle(present(spec(false))))
        .containsExactly("shut down web1", "do not start web1 with its host");
    var facts = look(spec(false));
    assertThat(facts.run()).isEmpty();
    assertThat(facts.vncSocket()).isEmpty();
    var domain = facts.domain().orElseThrow();
    assertThat(domain.state()).isEqualTo(DomainState.STOPPED);
    assertThat(domain.off()).contains(VmFacts.Off.SHUT_DOWN);
    assertThat(domain.autostart()).isFalse();
  }

  @Test
  @Tag("S2")
  void a_run_is_given_what_it_can_take_and_the_rest_at_its_next_start() {
    settle(present(spec(true)));
    var first = look(spec(true)).run();
    var want = spec(true).sized(new VmSize(2, 128));
    assertThat(settle(present(want)))
        .containsExactly("define web1: 2 CPUs, 128 MiB", "give web1 2 CPUs");
    assertThat(look(want).run()).isEqualTo(first);
    assertThat(look(want).domain().orElseThrow().live().orElseThrow().cpus()).isEqualTo(2);
    assertThat(pending(want)).containsExactly("128 MiB of memory at its next start (96 now)");
    assertThat(bench().host().xml(ID, want, true).orElseThrow()).contains("<name>web1</name>");
    assertThat(bench().host().xml(ID, want, false).orElseThrow())
        .contains("</domain>")
        .isNotEqualTo(bench().host().xml(ID, want, true).orElseThrow());
    var again = want.restarted(first.orElseThrow());
    assertThat(settle(present(again))).containsExactly("shut down web1", "start web1");
    assertThat(look(again).domain().orElseThrow().live()).contains(want.shape(ID));
    assertThat(pending(again)).isEmpty();
  }

  private List<String> pending(VmSpec spec) {
    return LivePlan.of(spec, spec.shape(ID), look(spec)).orElseThrow().pending();
  }

  @Test
  @Tag("S17")
  void a_card_is_plugged_into_a_run_and_taken_out_of_it() {
    settle(present(spec(true)));
    var run = look(spec(true)).run();
    bench().awaitGuest(ID, spec(true));
    var plugged = spec(true).on(List.of(bench().network()));
    assertThat(settle(present(plugged)))
        .hasSize(2)
        .last(InstanceOfAssertFactories.STRING)
        .startsWith("plug web1 into");
    assertThat(cards(plugged)).isEqualTo(plugged.shape(ID).cards());
    assertThat(settle(present(spec(true))))
        .hasSize(2)
        .last(InstanceOfAssertFactories.STRING)
        .startsWith("unplug web1 from");
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(cards(spec(true))).isEmpty());
    assertThat(pending(spec(true))).isEmpty();
    assertThat(look(spec(true)).run()).isEqualTo(run);
  }

  private List<VmCard> cards(VmSpec spec) {
    return look(spec).domain().flatMap(VmFacts.Domain::live).orElseThrow().cards();
  }

  @Test
  @Tag("S2")
  void a_machine_is_paused_goes_on_and_is_reset_once() {
    settle(present(spec(true)));
    var run = look(spec(true)).run();
    var paused = spec(true).powered(VmPower::suspended);
    assertThat(settle(present(paused))).containsExactly("pause web1");
    assertThat(state(paused)).isEqualTo(DomainState.PAUSED);
    var resumed = paused.started();
    assertThat(settle(present(resumed))).containsExactly("resume web1");
    assertThat(state(resumed)).isEqualTo(DomainState.RUNNING);
    var reset = resumed.powered(p -> p.kicked(VmPower.Kick.RESET));
    assertThat(settle(present(reset))).containsExactly("reset web1");
    var rebooted = reset.powered(p -> p.kicked(VmPower.Kick.REBOOT));
    assertThat(settle(present(rebooted))).containsExactly("reboot web1");
    assertThat(settle(present(rebooted))).isEmpty();
    assertThat(look(rebooted).run()).isEqualTo(run);
  }

  private DomainState state(VmSpec spec) {
    return look(spec).domain().orElseThrow().state();
  }

  @Test
  @Tag("S2")
  void other_hardware_and_more_xml_wait_for_the_next_start() {
    settle(present(spec(true)));
    var usual = VmHardware.USUAL;
    var want =
        spec(true)
            .with(
                new VmHardware(
                    usual.firmware(),
                    usual.machineType(),
                    Optional.of("qemu64"),
                    List.of(VmHardware.Boot.DISK, VmHardware.Boot.NETWORK),
                    VmHardware.DiskBus.SATA,
                    VmHardware.DiskCache.WRITEBACK,
                    usual.nicModel(),
                    Optional.of("<cputune><shares>512</shares></cputune>")));
    assertThat(settle(present(want))).containsExactly("define web1: 1 CPUs, 96 MiB");
    assertThat(pending(want))
        .containsExactly(
            "boot order disk,network at its next start",
            "cpu model qemu64 at its next start",
            "disk bus sata at its next start",
            "disk cache writeback at its next start",
            "more XML at its next start");
    var again = want.restarted(look(want).run().orElseThrow());
    assertThat(settle(present(again))).containsExactly("shut down web1", "start web1");
    assertThat(pending(again)).isEmpty();
    assertThat(look(again).domain().orElseThrow().live()).contains(want.shape(ID));
  }

  @Test
  @Tag("S2")
  void a_machine_that_runs_has_its_new_name_from_its_next_start() {
    settle(present(spec(true)));
    var named = spec(true).named(new VmName("shop1"));
    assertThat(settle(present(named))).isEmpty();
    assertThat(pending(named)).containsExactly("name shop1 at its next start");
    var again = named.restarted(look(named).run().orElseThrow());
    assertThat(settle(present(again)))
        .containsExactly("shut down shop1", "rename web1 to shop1", "start shop1");
    assertThat(look(again).domain().orElseThrow().name()).contains("shop1");
  }

  @Test
  void a_machine_of_somebody_else_is_never_touched() {
    bench().makeForeign("web1");
    assertThat(look(spec(true)).nameTaken()).isTrue();
    var define = new VmStep.Define(NAME, spec(true).shape(ID), true);
    assertThat(bench().host().apply(ID, spec(true), define))
        .isInstanceOfSatisfying(
            Outcome.Stuck.class,
            stuck -> assertThat(stuck.problem().code()).isEqualTo("name-taken"));
    for (VmStep.OnHost step :
        List.of(
            new PowerStep.ForceOff(NAME, OptionalInt.empty()),
            new PowerStep.Shutdown(NAME, 0, 60),
            new PowerStep.Pause(NAME, 1),
            new PowerStep.Reset(NAME, 2),
            new LiveStep.GiveCpus(NAME, 2),
            new VmStep.Undefine(NAME),
            new VmStep.RemoveFiles(NAME, ID.value()))) {
      assertThat(bench().host().apply(ID, spec(true), step)).isEqualTo(Outcome.done());
    }
    assertThat(bench().foreignRuns("web1")).isTrue();
    assertThat(settle(absent(spec(true)))).isEmpty();
  }

  private static final ResourceId OTHER = new ResourceId(VmKind.NAME, "vm-other23456");

  private VmSpec adopted(String name) {
    var seen = stranger(name);
    var bond = Bond.foreign(seen.nativeId(), name + "@h1", false);
    var described = bench().host().describe(bench().hostId(), seen, bond).orElseThrow();
    var domain = look(OTHER, described).domain().orElseThrow();
    return described.adopted(domain.defined(), true);
  }

  private Strangers.Stranger stranger(String name) {
    return bench().host().all(bench().hostId()).orElseThrow().stream()
        .filter(s -> s.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  @Tag("N4")
  void a_foreign_machine_is_listed_and_looked_at_by_its_uuid() {
    bench().makeForeign("old");
    var seen = stranger("old");
    assertThat(seen.mark()).isEmpty();
    var bond = Bond.foreign(seen.nativeId(), "old@h1", false);
    var described = bench().host().describe(bench().hostId(), seen, bond).orElseThrow();
    assertThat(described.name()).isEqualTo(new VmName("old"));
    assertThat(described.memoryMib()).isEqualTo(32);
    var facts = look(OTHER, described);
    assertThat(facts.uuid()).contains(seen.nativeId());
    assertThat(facts.marked()).isFalse();
    assertThat(facts.active()).isTrue();
    assertThat(settle(OTHER, described, false)).isEmpty();
  }

  @Test
  @Tag("N4")
  void an_adopted_machine_is_marked_and_runs_on_and_is_given_back() {
    bench().makeForeign("old");
    var adopted = adopted("old");
    var before = look(OTHER, adopted);
    assertThat(settle(OTHER, adopted, false)).containsExactly("mark old as ours");
    var after = look(OTHER, adopted);
    assertThat(after.marked()).isTrue();
    assertThat(after.run()).isEqualTo(before.run());
    assertThat(stranger("old").mark()).contains(OTHER.value());
    var released = adopted.tied(adopted.bond().released(Optional.empty(), "old@h1"));
    assertThat(settle(OTHER, released, false)).containsExactly("take our mark from old");
    assertThat(look(OTHER, released).run()).isEqualTo(before.run());
    assertThat(stranger("old").mark()).isEmpty();
    assertThat(bench().foreignRuns("old")).isTrue();
  }

  @Test
  @Tag("N4")
  void an_adopted_machine_is_removed_when_that_is_asked_for() {
    bench().makeForeign("old");
    var adopted = adopted("old");
    settle(OTHER, adopted, false);
    assertThat(settle(OTHER, adopted, true)).startsWith("switch off old");
    assertThat(bench().host().all(bench().hostId()).orElseThrow()).isEmpty();
  }

  private List<String> settle(ResourceId id, VmSpec spec, boolean away) {
    Intent.Goal<VmSpec> goal =
        away ? new Intent.Goal.Absent<>(spec) : new Intent.Goal.Present<>(spec);
    return settle(new Intent<>(id, 1, goal));
  }

  private VmFacts look(ResourceId id, VmSpec spec) {
    return bench().host().look(id, spec).found().orElseThrow();
  }

  @Test
  void what_is_done_to_a_machine_by_hand_wakes_it() {
    settle(present(spec(true)));
    int before = bench().woken().size();
    bench().switchOffByHand("web1");
    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() -> assertThat(bench().woken().size()).isGreaterThan(before));
    assertThat(bench().woken()).contains(ID);
    assertThat(settle(present(spec(true)))).as("it is not fought with").isEmpty();
    assertThat(state(spec(true))).isEqualTo(DomainState.STOPPED);
    var again = spec(true).started();
    assertThat(settle(present(again))).containsExactly("start web1");
    bench().pauseByHand("web1");
    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() -> assertThat(state(again)).isEqualTo(DomainState.PAUSED));
    assertThat(settle(present(again))).isEmpty();
  }

  private VmSpec with(VmSpec spec, VmDisk... disks) {
    return spec.storing(new VmStorage(List.of(), List.of(disks)), spec.host());
  }

  @Test
  @Tag("S24")
  void volumes_are_attached_and_detached_while_the_machine_is_off() {
    var data = bench().volume("vdb", VmDisk.Bus.VIRTIO);
    var other = bench().volume("sdb", VmDisk.Bus.SCSI);
    settle(present(spec(false)));
    var both = with(spec(false), data, other);
    assertThat(settle(present(both)))
        .containsExactly(
            "attach volume %s to web1 as vdb".formatted(data.volume()),
            "attach volume %s to web1 as sdb".formatted(other.volume()));
    assertThat(look(both).seenVolumes())
        .isEqualTo(new VmStorage.Seen(List.of(data, other), List.of()));
    assertThat(settle(present(with(spec(false), other))))
        .containsExactly("detach volume %s from web1".formatted(data.volume()));
    assertThat(settle(absent(both))).isNotEmpty();
  }

  @Test
  @Tag("S24")
  void volumes_are_attached_grown_and_detached_while_the_machine_runs() {
    var data = bench().volume("vdb", VmDisk.Bus.VIRTIO);
    var other = bench().volume("sdb", VmDisk.Bus.SCSI);
    settle(present(spec(true)));
    bench().awaitGuest(ID, spec(true));
    var run = look(spec(true)).run();
    var both = with(spec(true), data, other);
    assertThat(settle(present(both))).hasSize(2);
    assertThat(look(both).seenVolumes())
        .isEqualTo(new VmStorage.Seen(List.of(data, other), List.of(data, other)));
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(bench().guestSees(data)).isTrue());
    bench()
        .host()
        .growDisk(ID, both, data.volume(), 2L << 30)
        .ifPresent(grown -> assertThat(grown).isEqualTo(Outcome.done()));
    assertThat(settle(present(spec(true)))).hasSize(2);
    assertThat(look(spec(true)).seenVolumes()).isEqualTo(VmStorage.Seen.NOTHING);
    assertThat(look(spec(true)).run()).isEqualTo(run);
  }

  private static SnapshotHost.Taking taking(String name) {
    return new SnapshotHost.Taking(name, "of a test", true);
  }

  private void take(VmSpec spec, String name) {
    for (int twice = 0; twice < 2; twice++) {
      assertThat(bench().host().snapshots().take(ID, spec, taking(name))).isEqualTo(Outcome.done());
    }
  }

  private List<VmSnapshot> snapshots(VmSpec spec) {
    return bench().host().snapshots().look(ID, spec).found().orElseThrow();
  }

  private static final String BACK =
      "take web1 back to snapshot %s: what was written since is lost";

  @Test
  @Tag("S24")
  void a_machine_that_runs_goes_back_with_its_memory_and_is_then_what_is_wanted_now() {
    var data = bench().volume("vdb", VmDisk.Bus.VIRTIO);
    var small = with(spec(true), data);
    settle(present(small));
    bench().awaitGuest(ID, small);
    take(small, "sn-first23456");
    take(small, "sn-second2345");
    var all = snapshots(small);
    assertThat(all).extracting(VmSnapshot::name).containsExactly("sn-first23456", "sn-second2345");
    assertThat(all).extracting(VmSnapshot::state).containsOnly(DomainState.RUNNING);
    assertThat(all).extracting(VmSnapshot::memory).containsOnly(true);
    assertThat(all).extracting(VmSnapshot::current).containsExactly(false, true);
    assertThat(all.getLast().parent()).contains("sn-first23456");
    assertThat(all.getLast().files()).contains(data.file());
    assertThat(look(small).snapshots()).isEqualTo(all);
    assertThat(bench().host().snapshots().memoryBytes(ID, small, all.getFirst()).orElse(0))
        .isPositive();
    var run = look(small).run();

    var large = small.sized(new VmSize(2, 96));
    assertThat(settle(present(large))).contains("give web1 2 CPUs");
    var back = large.powered(p -> p.reverted("sn-first23456", DomainState.RUNNING));
    assertThat(settle(present(back)))
        .first(InstanceOfAssertFactories.STRING)
        .isEqualTo(BACK.formatted("sn-first23456"));
    assertThat(state(back)).isEqualTo(DomainState.RUNNING);
    assertThat(look(back).run()).isNotEqualTo(run);
    assertThat(look(back).domain().orElseThrow().defined()).isEqualTo(large.shape(ID));
    assertThat(look(back).domain().orElseThrow().live().orElseThrow().cpus()).isEqualTo(2);
    assertThat(snapshots(back)).extracting(VmSnapshot::current).containsExactly(true, false);
    assertThat(settle(present(back))).isEmpty();

    for (int twice = 0; twice < 2; twice++) {
      assertThat(bench().host().snapshots().drop(ID, back, "sn-first23456"))
          .isEqualTo(Outcome.done());
    }
    assertThat(snapshots(back)).extracting(VmSnapshot::name).containsExactly("sn-second2345");
    assertThat(snapshots(back).getFirst().parent()).isEmpty();
    assertThat(settle(absent(back)))
        .containsExactly(
            "switch off web1", "undefine web1 with its snapshot", "remove the disk of web1");
    assertThat(bench().host().snapshots().look(ID, back)).isInstanceOf(Sight.Missing.class);
  }

  @Test
  @Tag("S24")
  void a_machine_that_was_off_is_off_again_and_keeps_its_name_as_long_as_it_has_snapshots() {
    settle(present(spec(false)));
    take(spec(false), "sn-first23456");
    bench().snapshotByHand(ID, spec(false), "by-hand");
    assertThat(snapshots(spec(false)))
        .extracting(VmSnapshot::name)
        .containsExactlyInAnyOrder("sn-first23456", "by-hand");
    assertThat(snapshots(spec(false))).extracting(VmSnapshot::memory).containsOnly(false);
    var on = spec(false).started();
    settle(present(on));
    var back = on.powered(p -> p.reverted("sn-first23456", DomainState.STOPPED));
    assertThat(settle(present(back))).contains(BACK.formatted("sn-first23456"));
    assertThat(state(back)).isEqualTo(DomainState.STOPPED);
    var named = back.named(new VmName("shop1"));
    assertThat(settle(present(named))).isEmpty();
    assertThat(VmSnapshots.pending(named, look(named), List.of()))
        .containsExactly("name shop1 when it has no snapshots");
    for (var name : List.of("sn-first23456", "by-hand")) {
      assertThat(bench().host().snapshots().drop(ID, named, name)).isEqualTo(Outcome.done());
    }
    assertThat(settle(present(named))).containsExactly("rename web1 to shop1");
  }

  @Test
  @Tag("S24")
  void a_drive_stays_as_long_as_a_snapshot_goes_back_to_it() {
    var spec = spec(true);
    settle(present(spec(false)));
    var first = Drive.of(Bytes.of("first"));
    var second = Drive.of(Bytes.of("second"));
    defineWith(first);
    assertThat(bench().host().apply(ID, spec, new PowerStep.Start(NAME, OptionalInt.empty())))
        .isEqualTo(Outcome.done());
    take(spec, "sn-first23456");
    defineWith(second);
    assertThat(look(spec).files().drives())
        .containsExactlyInAnyOrder(first.print(), second.print());
    assertThat(bench().host().apply(ID, spec, new PowerStep.Revert(NAME, "sn-first23456", 7)))
        .isEqualTo(Outcome.done());
    assertThat(state(spec)).isEqualTo(DomainState.RUNNING);
    assertThat(look(spec).domain().orElseThrow().defined().drive()).contains(first.print());
    assertThat(bench().host().snapshots().drop(ID, spec, "sn-first23456"))
        .isEqualTo(Outcome.done());
    defineWith(second);
    assertThat(look(spec).files().drives()).containsExactly(second.print());
  }

  private void defineWith(Drive drive) {
    assertThat(bench().host().bring(ID, spec(true), drive)).isEqualTo(Outcome.done());
    var shape = spec(true).shape(ID).with(Optional.of(drive.print()));
    assertThat(bench().host().apply(ID, spec(true), new VmStep.Define(NAME, shape, false)))
        .isEqualTo(Outcome.done());
  }

  @Test
  @Tag("S24")
  void what_can_have_no_snapshot_is_refused_with_its_reason() {
    settle(present(spec(true)));
    var without = new SnapshotHost.Taking("sn-first23456", "", false);
    assertThat(code(bench().host().snapshots().take(ID, spec(true), without))).isEqualTo("runs");
    settle(present(spec(false)));
    var q = bench().volume("vdb", VmDisk.Bus.VIRTIO);
    var raw = new VmDisk(q.volume(), q.dev(), q.bus(), false, q.file(), VolumeFormat.RAW);
    var off = with(spec(false), raw);
    settle(present(off));
    assertThat(code(bench().host().snapshots().take(ID, off, taking("sn-first23456"))))
        .isEqualTo("raw-disk");
    assertThat(snapshots(off)).isEmpty();
  }

  private static String code(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Stuck.class);
    return ((Outcome.Stuck) outcome).problem().code();
  }

  @Test
  @Tag("S11")
  void a_disc_is_put_into_a_run_and_taken_out_of_it() {
    settle(present(spec(true)));
    var run = look(spec(true)).run();
    var disc = bench().discId();
    var with = spec(true).storing(VmStorage.NONE.withDisc(Optional.of(disc)), spec(true).host());
    assertThat(look(with).disc().format()).contains(ImageFormat.ISO);
    assertThat(settle(present(with)))
        .containsExactly(
            "define web1: 1 CPUs, 96 MiB, disc " + disc, "put disc %s into web1".formatted(disc));
    assertThat(disc(with)).contains(disc);
    assertThat(settle(present(spec(true))))
        .containsExactly("define web1: 1 CPUs, 96 MiB", "take the disc out of web1");
    assertThat(disc(with)).isEmpty();
    assertThat(pending(spec(true))).isEmpty();
    assertThat(settle(present(with))).hasSize(2);
    var again = with.restarted(run.orElseThrow());
    assertThat(settle(present(again))).containsExactly("shut down web1", "start web1");
    assertThat(disc(again)).contains(disc);
  }

  private Optional<String> disc(VmSpec spec) {
    return look(spec).domain().flatMap(VmFacts.Domain::live).orElseThrow().disc();
  }

  @Test
  @Tag("S2")
  void a_whole_clone_is_made_of_an_image_and_needs_it_no_more() {
    var source = VmSource.NOTHING.cloning(new CloneOf("vm-other23456", false, false));
    var made = spec(true).of(source.with(bench().imageId()));
    var create = new VmStep.CreateDisk(NAME, bench().imageId(), OptionalInt.of(1), true);
    for (int twice = 0; twice < 2; twice++) {
      assertThat(bench().host().apply(ID, made, create)).isEqualTo(Outcome.done());
    }
    assertThat(look(made).files().disk()).isTrue();
    var whole = made.of(made.source().whole());
    assertThat(settle(present(whole))).containsExactly("define web1: 1 CPUs, 96 MiB", "start web1");
    bench().awaitGuest(ID, whole);
    assertThat(settle(absent(whole))).hasSize(3);
  }

  @Test
  void the_screen_of_a_running_machine_speaks_rfb() throws IOException {
    settle(present(spec(true)));
    try (var screen = bench().host().screen(ID, spec(true))) {
      assertThat(new String(screen.in().readNBytes(12), US_ASCII)).isEqualTo("RFB 003.008\n");
    }
  }

  @Test
  void a_machine_that_does_not_run_has_no_screen() {
    settle(present(spec(false)));
    assertThatExceptionOfType(Refused.class)
        .isThrownBy(() -> bench().host().screen(ID, spec(false)))
        .satisfies(refused -> assertThat(refused.problem().code()).isEqualTo("not-running"));
  }

  @Test
  void a_host_that_is_not_known_is_unseen() {
    var lost = VmSpec.of(NAME, "ho-nowhere", "im-none", new VmSize(1, 96));
    assertThat(bench().host().look(ID, lost))
        .isInstanceOfSatisfying(
            Sight.Unseen.class,
            unseen -> assertThat(unseen.why().blame()).isEqualTo(Problem.Blame.HOST));
  }

  private static Intent<VmSpec> present(VmSpec spec) {
    return new Intent<>(ID, 1, new Intent.Goal.Present<>(spec));
  }

  private static Intent<VmSpec> absent(VmSpec spec) {
    return new Intent<>(ID, 2, new Intent.Goal.Absent<>(spec));
  }

  protected final VmFacts look(VmSpec spec) {
    return switch (bench().host().look(ID, spec)) {
      case Sight.Found<VmFacts>(var facts, var _) -> facts;
      case Sight.Missing<VmFacts> _ -> VmFacts.NOTHING;
      case Sight.Unseen<VmFacts>(var why, var _) -> throw new AssertionError(why);
    };
  }

  /// Takes first steps, each twice, until there is none; gives their titles.
  protected final List<String> settle(Intent<VmSpec> intent) {
    var taken = new ArrayList<String>();
    for (int i = 0; i < 20; i++) {
      var plan = planned(intent);
      if (plan instanceof Plan.Settled) return taken;
      if (plan instanceof Plan.Wait) {
        await().atMost(Duration.ofSeconds(90)).until(() -> !(planned(intent) instanceof Plan.Wait));
        continue;
      }
      assertThat(plan).isInstanceOf(Plan.Act.class);
      var step = ((Plan.Act<VmStep>) plan).steps().getFirst();
      for (int twice = 0; twice < 2; twice++) {
        assertThat(bench().host().apply(intent.id(), intent.spec(), (VmStep.OnHost) step))
            .isEqualTo(Outcome.done());
      }
      // a guest is asked until it heeds
      if (taken.isEmpty() || !taken.getLast().equals(step.title())) taken.add(step.title());
    }
    throw new AssertionError("does not settle: " + taken);
  }

  private Plan<VmStep> planned(Intent<VmSpec> intent) {
    var sight = bench().host().look(intent.id(), intent.spec());
    return VmPlanner.plan(intent, sight, Instant.now());
  }
}
