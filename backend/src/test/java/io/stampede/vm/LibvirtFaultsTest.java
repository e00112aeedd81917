package io.stampede.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stampede.engine.Intent;
import io.stampede.engine.Outcome;
import io.stampede.engine.Plan;
import io.stampede.engine.ResourceId;
import io.stampede.engine.Sight;
import io.stampede.image.SshImageHost;
import io.stampede.image.TinyImage;
import io.stampede.lab.Host;
import io.stampede.lab.Lab;
import io.stampede.lab.LabHost;
import io.stampede.vm.VmFacts.DomainState;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What goes wrong on a real host, and what is said of it.
@Lab
@Tag("S2")
class LibvirtFaultsTest {
  private static final ResourceId ID = new ResourceId(VmKind.NAME, "vm-2k7m9q4ta3");
  private static final VmName NAME = new VmName("web1");
  private static final String IMAGE = "im-tiny";
  private static final String DISK = "/var/lib/stampede/vm/vm-2k7m9q4ta3/disk.qcow2";

  private final LabLinks lab = new LabLinks();
  private final List<ResourceId> woken = new CopyOnWriteArrayList<>();
  private final SshImageHost images = new SshImageHost(lab.links(), InstantSource.system());
  private final LibvirtVmHost host =
      new LibvirtVmHost(lab.links(), InstantSource.system(), woken::add, _ -> {});
  private LabHost h1;
  private VmSpec spec;

  @BeforeEach
  void connect(@Host("h1") LabHost fresh) throws IOException {
    h1 = fresh;
    spec = VmSpec.of(NAME, lab.open(h1).id(), IMAGE, new VmSize(1, 96));
    var image = TinyImage.stored();
    assertThat(images.send(spec.hostId(), IMAGE, image)).isEqualTo(Outcome.done());
    assertThat(images.check(spec.hostId(), IMAGE, image)).isEqualTo(Outcome.done());
  }

  @AfterEach
  void disconnect() {
    h1.run(
        "kill -CONT $(cat /run/libvirtd.pid); systemctl start libvirtd.socket libvirtd-ro.socket libvirtd-admin.socket libvirtd");
    host.close();
    lab.close();
  }

  private Outcome apply(VmStep.OnHost step) {
    return host.apply(ID, spec, step);
  }

  private void run() {
    assertThat(apply(createDisk())).isEqualTo(Outcome.done());
    assertThat(apply(new VmStep.Define(NAME, spec.shape(ID), true))).isEqualTo(Outcome.done());
    assertThat(apply(new PowerStep.Start(NAME, OptionalInt.empty()))).isEqualTo(Outcome.done());
    assertThat(state()).contains(DomainState.RUNNING);
  }

  private VmStep.CreateDisk createDisk() {
    return new VmStep.CreateDisk(NAME, IMAGE, spec.diskGib());
  }

  private Optional<DomainState> state() {
    return host.look(ID, spec).found().flatMap(VmFacts::domain).map(VmFacts.Domain::state);
  }

  /// The code of the reason for which the machine cannot be seen.
  private String unseen() {
    return switch (host.look(ID, spec)) {
      case Sight.Unseen<VmFacts>(var why, var _) -> why.code();
      case Sight.Found<VmFacts> found -> throw new AssertionError(found);
      case Sight.Missing<VmFacts> missing -> throw new AssertionError(missing);
    };
  }

  private static String code(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Done _ -> "done";
      case Outcome.Again(var _, var problem) -> problem.code();
      case Outcome.Stuck(var problem) -> problem.code();
    };
  }

  @Test
  void a_restarted_libvirt_is_asked_again_and_the_machine_runs_on() {
    run();
    var run = host.look(ID, spec).found().flatMap(VmFacts::run);
    h1.sh("systemctl restart libvirtd");
    assertThat(state()).contains(DomainState.RUNNING);
    assertThat(host.look(ID, spec).found().flatMap(VmFacts::run)).isEqualTo(run);
    woken.clear();
    h1.sh("virsh -q destroy web1");
    await().atMost(Duration.ofSeconds(10)).until(() -> woken.contains(ID));
  }

  /// By a console whose connection is cut as soon as libvirt is at it, or that was done before.
  private void cut(Consumer<LibvirtVmHost> move) throws InterruptedException {
    try (var dying = new LabLinks();
        var console = new LibvirtVmHost(dying.links(), InstantSource.system(), _ -> {}, _ -> {})) {
      dying.open(h1);
      var step = Thread.ofVirtual().start(() -> move.accept(console));
      while (step.isAlive() && h1.run("virsh -q domjobinfo web1").out().contains("None")) {
        Thread.onSpinWait();
      }
      dying.close();
      step.join();
    }
  }

  private void settles(Function<LibvirtVmHost, Outcome> move) {
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(move.apply(host)).isEqualTo(Outcome.done()));
  }

  private List<String> inTheDisk() {
    return h1.sh("qemu-img snapshot -U -l " + DISK)
        .lines()
        .filter(line -> line.contains("sn-"))
        .toList();
  }

  @Test
  @Tag("S24")
  @Tag("N6")
  void a_console_that_ends_in_the_midst_of_a_snapshot_finds_what_came_of_it() throws Exception {
    run();
    var taking = new SnapshotHost.Taking("sn-2k7m9q4ta3", "before", true);
    cut(console -> console.snapshots().take(ID, spec, taking));
    settles(console -> console.snapshots().take(ID, spec, taking));
    assertThat(h1.sh("virsh -q snapshot-list --name web1").strip()).isEqualTo(taking.name());
    assertThat(inTheDisk()).hasSize(1);

    var back = new PowerStep.Revert(NAME, taking.name(), 5);
    cut(console -> console.apply(ID, spec, back));
    settles(console -> console.apply(ID, spec, back));
    assertThat(state()).contains(DomainState.RUNNING);
    assertThat(host.look(ID, spec).found().flatMap(VmFacts::domain).orElseThrow().done())
        .isEqualTo(OptionalInt.of(5));

    cut(console -> console.snapshots().drop(ID, spec, taking.name()));
    settles(console -> console.snapshots().drop(ID, spec, taking.name()));
    assertThat(h1.sh("virsh -q snapshot-list --name web1").strip()).isEmpty();
    assertThat(inTheDisk()).isEmpty();
    assertThat(state()).contains(DomainState.RUNNING);
  }

  @Test
  void a_libvirt_that_hangs_leaves_the_machine_unseen_until_it_goes_on() {
    run();
    h1.sh("kill -STOP $(cat /run/libvirtd.pid)");
    assertThat(unseen()).isIn("libvirt-hangs", "libvirt-not-answering");
    h1.sh("kill -CONT $(cat /run/libvirtd.pid)");
    await().atMost(Duration.ofSeconds(90)).until(() -> state().isPresent());
  }

  @Test
  void a_libvirt_that_is_stopped_leaves_the_machine_unseen() {
    run();
    h1.sh("systemctl stop libvirtd.socket libvirtd-ro.socket libvirtd-admin.socket libvirtd");
    assertThat(unseen()).isEqualTo("libvirt-not-answering");
    h1.sh("systemctl start libvirtd.socket libvirtd-ro.socket libvirtd-admin.socket libvirtd");
    assertThat(state()).contains(DomainState.RUNNING);
  }

  @Test
  @Tag("N6")
  void a_host_without_power_is_unseen_and_its_machine_starts_with_it_again() {
    run();
    var whole = host.look(ID, spec).found().orElseThrow();
    var before = whole.run();
    h1.sh("sync");
    h1.kill();
    assertItIsWholeUntilUnseen(whole);
    h1.start();
    h1.awaitReady();
    await()
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(() -> assertThat(state()).contains(DomainState.RUNNING));
    assertThat(host.look(ID, spec).found().flatMap(VmFacts::run)).isNotEqualTo(before);
  }

  /// The kernel takes a moment to end a host's processes, in which it may still answer: with the
  /// whole truth or not at all.
  private void assertItIsWholeUntilUnseen(VmFacts whole) {
    await()
        .atMost(Duration.ofSeconds(90))
        .pollInterval(Duration.ofMillis(10))
        .until(() ->
            switch (host.look(ID, spec)) {
              case Sight.Unseen<VmFacts> _ -> true;
              case Sight.Missing<VmFacts> missing -> throw new AssertionError(missing);
              case Sight.Found<VmFacts>(var facts, var _) -> {
                assertThat(facts).isEqualTo(whole);
                yield false;
              }
            });
  }

  @Test
  void a_guest_that_does_not_heed_its_power_button_is_switched_off_after_a_while() {
    h1.sh("mkdir -p /var/lib/stampede/vm/vm-2k7m9q4ta3");
    h1.sh("qemu-img create -q -f qcow2 " + DISK + " 10M");
    h1.sh("chmod 711 /var/lib/stampede /var/lib/stampede/vm /var/lib/stampede/vm/*");
    run();
    var want = spec.powered(_ -> shutDownWithin(3));
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> lastStepTowards(want) instanceof PowerStep.ForceOff);
    assertThat(state()).contains(DomainState.STOPPED);
  }

  private static VmPower shutDownWithin(int seconds) {
    return new VmPower(
        false,
        false,
        Optional.empty(),
        false,
        OptionalInt.of(1),
        Optional.empty(),
        Optional.empty(),
        seconds,
        VmPower.AutoStart.AS_RUNNING,
        false);
  }

  /// Takes the first step there is.
  private VmStep lastStepTowards(VmSpec want) {
    var intent = new Intent<>(ID, 1, new Intent.Goal.Present<>(want));
    var plan = VmPlanner.plan(intent, host.look(ID, want), Instant.now());
    if (!(plan instanceof Plan.Act<VmStep>(var steps))) return new VmStep.WantImage("none");
    assertThat(apply((VmStep.OnHost) steps.getFirst())).isEqualTo(Outcome.done());
    return steps.getFirst();
  }

  @Test
  void a_disk_that_is_there_is_never_made_anew() {
    run();
    assertThat(apply(new PowerStep.ForceOff(NAME, OptionalInt.empty()))).isEqualTo(Outcome.done());
    var before = h1.sh("sha256sum " + DISK);
    assertThat(apply(createDisk())).isEqualTo(Outcome.done());
    assertThat(h1.sh("sha256sum " + DISK)).isEqualTo(before);
  }

  @Test
  void an_image_is_never_changed_by_the_machines_over_it() throws IOException {
    run();
    await()
        .atMost(Duration.ofSeconds(90))
        .until(() -> h1.run("grep -q ready /var/lib/stampede/vm/*/console.log").ok());
    assertThat(h1.sh("sha256sum /var/lib/stampede/images/im-tiny.qcow2"))
        .startsWith(TinyImage.stored().sha256());
  }

  @Test
  void what_the_guest_says_on_its_serial_console_can_be_read() throws IOException {
    run();
    try (var console = host.console(ID, spec, 10, true)) {
      var text = new StringBuilder();
      while (text.indexOf("ready") < 0) text.append((char) console.read());
      assertThat(text).contains("ready");
    }
  }

  @Test
  void a_full_disk_is_named_and_nothing_is_half_made() {
    h1.smallDisk(2);
    h1.sh(
        "mkdir -p /var/lib/stampede/images && qemu-img create -q -f qcow2"
            + " /var/lib/stampede/images/im-tiny.qcow2 40M");
    h1.run("dd if=/dev/zero of=/var/lib/stampede/filler bs=4k");
    assertThat(code(apply(createDisk()))).isEqualTo("no-space");
    assertThat(h1.run("test -e " + DISK).ok()).isFalse();
    h1.sh("rm /var/lib/stampede/filler");
    assertThat(apply(createDisk())).isEqualTo(Outcome.done());
  }

  @Test
  void an_image_that_does_not_fit_is_told_before_it_is_sent() throws IOException {
    h1.smallDisk(4);
    var outcome = images.send(spec.hostId(), "im-other", TinyImage.stored());
    assertThat(code(outcome)).isEqualTo("no-space");
    assertThat(h1.run("ls /var/lib/stampede/images/im-other.part").ok()).isFalse();
  }

  @Test
  void a_copy_that_was_cut_off_goes_on_and_a_damaged_one_is_thrown_away() throws IOException {
    var image = TinyImage.stored();
    var folder = "/var/lib/stampede/images/";
    h1.sh("head -c 5000000 " + folder + "im-tiny.qcow2 > " + folder + "im-cut.part");
    assertThat(images.send(spec.hostId(), "im-cut", image)).isEqualTo(Outcome.done());
    assertThat(images.check(spec.hostId(), "im-cut", image)).isEqualTo(Outcome.done());
    assertThat(h1.sh("sha256sum " + folder + "im-cut.qcow2")).startsWith(image.sha256());
    h1.sh("head -c 5000000 /dev/zero > " + folder + "im-bad.part");
    assertThat(images.send(spec.hostId(), "im-bad", image)).isEqualTo(Outcome.done());
    assertThat(code(images.check(spec.hostId(), "im-bad", image))).isEqualTo("copy-damaged");
    assertThat(h1.run("ls " + folder + "im-bad*").ok()).isFalse();
    for (var id : List.of("im-cut", "im-tiny", "im-tiny")) {
      assertThat(images.remove(spec.hostId(), id)).isEqualTo(Outcome.done());
    }
    assertThat(h1.sh("ls -A " + folder)).isEmpty();
  }

  @Test
  void a_machine_that_cannot_start_says_why() {
    run();
    assertThat(apply(new PowerStep.ForceOff(NAME, OptionalInt.empty()))).isEqualTo(Outcome.done());
    h1.sh("mv /var/lib/stampede/images/im-tiny.qcow2 /var/lib/stampede/images/away");
    assertThat(code(apply(new PowerStep.Start(NAME, OptionalInt.empty()))))
        .isEqualTo("start-failed");
  }

  @Test
  void a_host_without_uefi_says_so() {
    var usual = VmHardware.USUAL;
    var uefi =
        new VmHardware(
            VmHardware.Firmware.UEFI,
            usual.machineType(),
            usual.cpuModel(),
            usual.bootOrder(),
            usual.diskBus(),
            usual.diskCache(),
            usual.nicModel(),
            usual.xml());
    var want = spec.with(uefi);
    var define = new VmStep.Define(NAME, want.shape(ID), true);
    var start = new PowerStep.Start(NAME, OptionalInt.empty());
    var outcomes = List.of(host.apply(ID, want, define), host.apply(ID, want, start));
    assertThat(outcomes).extracting(LibvirtFaultsTest::code).contains("no-uefi");
  }

  @Test
  void a_removed_machine_leaves_no_file_on_its_host() {
    h1.sh("rm -f /var/log/libvirt/qemu/*.log");
    var before = files();
    run();
    for (var step :
        List.of(
            new PowerStep.ForceOff(NAME, OptionalInt.empty()),
            new VmStep.Undefine(NAME),
            new VmStep.RemoveFiles(NAME, ID.value()))) {
      assertThat(apply(step)).isEqualTo(Outcome.done());
    }
    assertThat(files()).isEqualTo(before);
  }

  private String files() {
    return h1.sh(
        "find /etc/libvirt /var/lib/libvirt /run/libvirt /var/log/libvirt /var/lib/stampede"
            + " -type f -o -type s | grep -v -e caps -e /var/lib/stampede/vm$ | sort");
  }
}
