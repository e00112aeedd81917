package io.stampede.vm;

import static org.assertj.core.api.Assertions.assertThat;

import io.stampede.engine.Intent;
import io.stampede.engine.Intent.Goal;
import io.stampede.engine.Plan;
import io.stampede.engine.Problem;
import io.stampede.engine.ResourceId;
import io.stampede.engine.Sight;
import io.stampede.image.ImageCopies;
import io.stampede.image.ImageFormat;
import io.stampede.network.Card;
import io.stampede.network.HostNetworks;
import io.stampede.network.Nic;
import io.stampede.network.Pending;
import io.stampede.plane.Cidr;
import io.stampede.plane.Ipv4;
import io.stampede.vm.VmFacts.Domain;
import io.stampede.vm.VmFacts.DomainState;
import io.stampede.vm.VmFacts.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class VmPlannerLawsTest {
  static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  static final ResourceId ID = new ResourceId("virtualMachine", "vm-2k7m9q4ta3");
  static final VmName NAME = new VmName("web1");
  static final VmShape SMALL = new VmShape(1, 512);
  private static final VmShape LARGE =
      new VmShape(2, 1024, List.of(new VmCard(DomainXml.mac(ID), VmCard.NETWORK, "default")));
  private static final Card CARD =
      new Card(
          "nw-1",
          "managed",
          1,
          Ipv4.of("10.42.0.2"),
          Cidr.of("10.42.0.0/24"),
          "managed.stampede.internal",
          "06:53:00:00:00:01");
  private static final Problem TROUBLE = Problem.host("copy-damaged", "the copy is damaged", "");
  private static final Optional<String> DRIVE = Optional.of("0123456789abcdef");
  private static final Optional<String> OLD = Optional.of("fedcba9876543210");
  private static final Optional<ImageFormat> IMAGE = Optional.of(ImageFormat.QCOW2);

  record World(Intent<VmSpec> intent, VmFacts facts) {}

  /// Every intent against everything a host can show: small enough to try them all.
  static Stream<World> worlds() {
    var all = new ArrayList<World>();
    for (var goal : goals()) {
      for (var facts : everyFacts()) all.add(new World(new Intent<>(ID, 1, goal), facts));
    }
    return all.stream();
  }

  private static List<Goal<VmSpec>> goals() {
    var running = spec(SMALL).started();
    return List.of(
        new Goal.Present<>(running),
        new Goal.Present<>(running.restarted("boot/1")),
        new Goal.Present<>(running.stopped()),
        new Goal.Present<>(running.forcedOff()),
        new Goal.Absent<>(running));
  }

  static VmSpec spec(VmShape shape) {
    return VmSpec.of(
            NAME, "ho-7k2m9q4ta3", "im-7k2m9q4ta3", new VmSize(shape.cpus(), shape.memoryMib()))
        .on(shape.cards().stream().map(card -> new Nic("libvirt:" + card.source())).toList());
  }

  static List<VmFacts> everyFacts() {
    var copies =
        List.of(
            ImageCopies.Copy.NONE,
            new ImageCopies.Copy(true, Optional.empty()),
            new ImageCopies.Copy(true, Optional.of(TROUBLE)));
    var all = new ArrayList<VmFacts>();
    for (boolean hypervisor : new boolean[] {true, false}) {
      for (boolean nameTaken : new boolean[] {true, false}) {
        for (var files : everyFiles()) {
          for (var domain : everyDomain()) {
            for (var copy : copies) {
              var facts = facts(hypervisor, nameTaken, files, domain, copy);
              if (isPossible(facts)) all.add(facts);
            }
          }
        }
      }
    }
    for (var files : everyFiles()) {
      for (var defined : List.of(SMALL, SMALL.with(OLD), SMALL.with(DRIVE))) {
        for (var domain : withDrive(defined)) {
          var facts = facts(true, false, files, Optional.of(domain), ImageCopies.Copy.NONE);
          all.add(facts.withDrive(DRIVE));
          all.add(withDrives(facts, Set.of(DRIVE.get())).withDrive(DRIVE));
          all.add(withDrives(facts, Set.of(OLD.get())));
        }
      }
    }
    return all;
  }

  private static List<Domain> withDrive(VmShape defined) {
    return List.of(
        new Domain(DomainState.STOPPED, defined, Optional.empty(), true),
        new Domain(DomainState.RUNNING, defined, Optional.of(defined), true),
        new Domain(DomainState.RUNNING, defined, Optional.of(LARGE), true));
  }

  private static VmFacts withDrives(VmFacts f, Set<String> drives) {
    var files =
        new Files(f.files().folder(), f.files().disk(), f.files().image(), List.copyOf(drives));
    return with(f, files, f.domain());
  }

  private static List<Files> everyFiles() {
    var all = new ArrayList<Files>();
    for (var image : List.of(IMAGE, Optional.<ImageFormat>empty())) {
      all.add(new Files(false, false, image));
      all.add(new Files(true, false, image));
      all.add(new Files(true, true, image));
    }
    return all;
  }

  private static List<Optional<Domain>> everyDomain() {
    var all = new ArrayList<Optional<Domain>>();
    all.add(Optional.empty());
    for (var state : DomainState.values()) {
      for (var defined : List.of(SMALL, LARGE)) {
        for (boolean autostart : new boolean[] {true, false}) {
          if (state == DomainState.STOPPED) {
            all.add(Optional.of(new Domain(state, defined, Optional.empty(), autostart)));
            continue;
          }
          for (var live : List.of(SMALL, LARGE)) {
            all.add(Optional.of(new Domain(state, defined, Optional.of(live), autostart)));
          }
        }
      }
    }
    return all;
  }

  private static VmFacts facts(
      boolean hypervisor,
      boolean nameTaken,
      Files files,
      Optional<Domain> domain,
      ImageCopies.Copy copy) {
    return VmFacts.NOTHING.changed(d -> {
      d.hypervisor = hypervisor;
      d.nameTaken = nameTaken;
      d.files = files;
      d.domain = domain;
      d.marked = domain.isPresent();
      d.copy = copy;
      d.uuid = domain.map(_ -> "uuid");
      d.run = domain.filter(is -> is.state() != DomainState.STOPPED).map(_ -> "boot/1");
      d.vncSocket = d.run.map(_ -> "/vnc.sock");
    });
  }

  /// Without libvirt there is no domain, and where ours is its name is ours.
  private static boolean isPossible(VmFacts facts) {
    return facts.domain().isEmpty() || (facts.hypervisor() && !facts.nameTaken());
  }

  private static Plan<VmStep> plan(World world, VmFacts facts) {
    return VmPlanner.plan(world.intent(), new Sight.Found<>(facts, NOON), NOON);
  }

  @ParameterizedTest
  @MethodSource("worlds")
  void taking_first_steps_comes_to_rest(World world) {
    var facts = world.facts();
    for (int round = 0; round < 8; round++) {
      switch (plan(world, facts)) {
        case Plan.Act<VmStep>(var steps) -> {
          var next = after(facts, steps.getFirst());
          assertThat(next).as("each step changes something").isNotEqualTo(facts);
          assertThat(after(next, steps.getFirst())).as("a step done twice").isEqualTo(next);
          facts = next;
        }
        case Plan.Settled<VmStep> _ -> {
          assertItIsTrue(world.intent(), facts);
          return;
        }
        case Plan.Wait<VmStep>(var until, var _, var on) -> {
          assertThat(until).isAfter(NOON);
          assertThat(on).contains(ImageCopies.id("im-7k2m9q4ta3", "ho-7k2m9q4ta3"));
          facts = withImage(facts);
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

  private static void assertItIsTrue(Intent<VmSpec> intent, VmFacts is) {
    switch (intent.goal()) {
      case Goal.Absent<VmSpec> _ -> {
        assertThat(is.domain()).isEmpty();
        assertThat(is.files().folder()).isFalse();
      }
      case Goal.Present<VmSpec>(var want) -> {
        var domain = is.domain().orElseThrow();
        assertThat(is.active()).isEqualTo(want.power().running());
        assertThat(domain.autostart()).isEqualTo(want.power().running());
        assertThat(domain.defined().with(Optional.empty())).isEqualTo(want.shape(ID));
        assertThat(is.files().disk()).isTrue();
        if (!is.active()) {
          assertThat(domain.defined().drive()).isEqualTo(is.drive());
          is.drive().ifPresent(drive -> assertThat(is.files().drives()).containsExactly(drive));
        }
        if (want.power().running()) {
          assertThat(domain.live().orElseThrow().with(Optional.empty())).isEqualTo(want.shape(ID));
          assertThat(is.run()).isNotEqualTo(want.power().endedRun());
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("worlds")
  void an_unseen_host_is_left_alone(World world) {
    var sight = new Sight.Unseen<VmFacts>(Problem.host("unreachable", "no answer", ""), NOON);
    assertThat(VmPlanner.plan(world.intent(), sight, NOON)).isInstanceOf(Plan.Wait.class);
  }

  @ParameterizedTest
  @MethodSource("worlds")
  void a_disk_is_only_ever_destroyed_by_removal(World world) {
    if (!(plan(world, world.facts()) instanceof Plan.Act<VmStep>(var steps))) return;
    boolean removes = steps.stream().anyMatch(step -> step instanceof VmStep.RemoveFiles);
    assertThat(removes && world.intent().wantsPresence()).isFalse();
    assertThat(steps.stream().filter(VmPlannerLawsTest::loses)).allMatch(VmStep::destroys);
  }

  private static boolean loses(VmStep step) {
    return switch (step) {
      case VmStep.ForceOff _, VmStep.Undefine _, VmStep.Disown _, VmStep.RemoveFiles _ -> true;
      case VmStep.WantImage _,
          VmStep.CreateDisk _,
          VmStep.BringDrive _,
          VmStep.Define _,
          VmStep.Autostart _,
          VmStep.Start _,
          VmStep.Mark _,
          VmStep.Unmark _,
          VmStep.Reshape _,
          VmStep.Shutdown _ ->
          false;
    };
  }

  @Test
  void a_new_machine_asks_for_its_image_first() {
    var want = spec(SMALL);
    assertThat(VmPlanner.plan(present(want), new Sight.Found<>(VmFacts.NOTHING, NOON), NOON))
        .isEqualTo(
            new Plan.Act<VmStep>(
                List.of(
                    new VmStep.WantImage(want.image()),
                    new VmStep.CreateDisk(NAME, want.image(), OptionalInt.empty()),
                    new VmStep.Define(NAME, SMALL, true),
                    new VmStep.Start(NAME))));
  }

  @Test
  void a_running_machine_is_stopped_before_it_is_resized() {
    var is =
        facts(
            true,
            false,
            new Files(true, true, IMAGE),
            Optional.of(new Domain(DomainState.RUNNING, SMALL, Optional.of(SMALL), true)),
            ImageCopies.Copy.NONE);
    assertThat(VmPlanner.plan(present(spec(LARGE)), new Sight.Found<>(is, NOON), NOON))
        .isEqualTo(
            new Plan.Act<VmStep>(
                List.of(
                    new VmStep.Shutdown(NAME),
                    new VmStep.Define(NAME, LARGE, true),
                    new VmStep.Start(NAME))));
  }

  @Test
  void another_drive_is_brought_before_the_next_start_and_stops_no_machine() {
    var old = SMALL.with(OLD);
    var off = withDrives(stopped(old, Optional.empty()), Set.of(OLD.get())).withDrive(DRIVE);
    assertThat(VmPlanner.plan(present(spec(SMALL)), new Sight.Found<>(off, NOON), NOON))
        .isEqualTo(
            new Plan.Act<VmStep>(
                List.of(
                    new VmStep.BringDrive(NAME, DRIVE.get()),
                    new VmStep.Define(NAME, SMALL.with(DRIVE), true),
                    new VmStep.Start(NAME))));
    var on =
        facts(
                true,
                false,
                new Files(true, true, IMAGE),
                Optional.of(new Domain(DomainState.RUNNING, old, Optional.of(old), true)),
                ImageCopies.Copy.NONE)
            .withDrive(DRIVE);
    assertThat(VmPlanner.plan(present(spec(SMALL)), new Sight.Found<>(on, NOON), NOON))
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

  private static VmFacts stopped(VmShape shape, Optional<Pending> pending) {
    return facts(
            true,
            false,
            new Files(true, true, IMAGE),
            Optional.of(new Domain(DomainState.STOPPED, shape, Optional.empty(), true)),
            ImageCopies.Copy.NONE)
        .with(pending);
  }

  @Test
  void a_machine_is_not_started_before_its_networks_are_there() {
    var want = spec(SMALL).carded(List.of(CARD));
    var on = Optional.of(HostNetworks.id("ho-7k2m9q4ta3"));
    var waiting = stopped(SMALL, Optional.of(new Pending("waiting", Optional.empty())));
    assertThat(VmPlanner.plan(present(want), new Sight.Found<>(waiting, NOON), NOON))
        .isInstanceOfSatisfying(Plan.Wait.class, wait -> assertThat(wait.on()).isEqualTo(on));
    var failed = stopped(SMALL, Optional.of(new Pending("waiting", Optional.of(TROUBLE))));
    assertThat(VmPlanner.plan(present(want), new Sight.Found<>(failed, NOON), NOON))
        .isEqualTo(new Plan.Blocked<VmStep>(TROUBLE, on));
    assertThat(VmPlanner.plan(present(want.stopped()), new Sight.Found<>(waiting, NOON), NOON))
        .as("what stays off needs no network")
        .isEqualTo(new Plan.Act<VmStep>(List.of(new VmStep.Autostart(NAME, false))));
    var there = stopped(SMALL, Optional.empty());
    assertThat(VmPlanner.plan(present(want), new Sight.Found<>(there, NOON), NOON))
        .isEqualTo(new Plan.Act<VmStep>(List.of(new VmStep.Start(NAME))));
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

  private static Intent<VmSpec> present(VmSpec spec) {
    return new Intent<>(ID, 1, new Goal.Present<>(spec));
  }

  private static VmFacts withImage(VmFacts f) {
    return facts(
            f.hypervisor(),
            f.nameTaken(),
            new Files(f.files().folder(), f.files().disk(), IMAGE, f.files().drives()),
            f.domain(),
            f.copy())
        .withDrive(f.drive());
  }

  /// What a host shows after a step.
  static VmFacts after(VmFacts f, VmStep step) {
    var files = f.files();
    return switch (step) {
      case VmStep.WantImage _ -> f.withCopy(new ImageCopies.Copy(true, Optional.empty()));
      case VmStep.CreateDisk _ ->
          with(f, new Files(true, true, files.image(), files.drives()), f.domain());
      case VmStep.BringDrive(var _, var print) -> {
        var drives = new HashSet<>(files.drives());
        drives.add(print);
        yield with(
            f, new Files(true, files.disk(), files.image(), List.copyOf(drives)), f.domain());
      }
      case VmStep.Define(var _, var shape, var autostart) -> {
        var state = f.domain().map(Domain::state).orElse(DomainState.STOPPED);
        var live = f.domain().flatMap(Domain::live);
        var kept = shape.drive().stream().toList();
        var tidy = new Files(files.folder(), files.disk(), files.image(), kept);
        yield with(f, tidy, Optional.of(new Domain(state, shape, live, autostart)));
      }
      case VmStep.Autostart(var _, var on) ->
          with(f, files, f.domain().map(d -> new Domain(d.state(), d.defined(), d.live(), on)));
      case VmStep.Start _ ->
          again(
              with(
                  f,
                  files,
                  f.domain()
                      .map(d ->
                          new Domain(
                              DomainState.RUNNING,
                              d.defined(),
                              Optional.of(d.live().orElse(d.defined())),
                              d.autostart()))));
      case VmStep.Shutdown _, VmStep.ForceOff _ ->
          with(
              f,
              files,
              f.domain()
                  .map(d ->
                      new Domain(
                          DomainState.STOPPED, d.defined(), Optional.empty(), d.autostart())));
      case VmStep.Undefine _, VmStep.Disown _ -> with(f, files, Optional.empty());
      case VmStep.Mark _ -> marked(f, true);
      case VmStep.Unmark _ -> marked(f, false);
      case VmStep.Reshape(var _, var shape) ->
          with(
              f, files, f.domain().map(d -> new Domain(d.state(), shape, d.live(), d.autostart())));
      case VmStep.RemoveFiles _ -> with(f, new Files(false, false, files.image()), f.domain());
    };
  }

  static VmFacts marked(VmFacts f, boolean marked) {
    return f.changed(d -> d.marked = marked);
  }

  private static VmFacts with(VmFacts f, Files files, Optional<Domain> domain) {
    var facts = facts(f.hypervisor(), f.nameTaken(), files, domain, f.copy()).withDrive(f.drive());
    return marked(facts, domain.isPresent() && (f.marked() || f.domain().isEmpty()));
  }

  /// In another run.
  private static VmFacts again(VmFacts f) {
    return f.changed(d -> d.run = f.run().map(_ -> "boot/2"));
  }
}
