package io.stampede.vm;

import io.stampede.engine.Intent;
import io.stampede.engine.Intent.Goal;
import io.stampede.engine.Problem;
import io.stampede.engine.ResourceId;
import io.stampede.image.ImageCopies;
import io.stampede.image.ImageFormat;
import io.stampede.network.Card;
import io.stampede.network.Nic;
import io.stampede.network.Pending;
import io.stampede.plane.Cidr;
import io.stampede.plane.Ipv4;
import io.stampede.vm.VmFacts.Domain;
import io.stampede.vm.VmFacts.DomainState;
import io.stampede.vm.VmFacts.Files;
import io.stampede.vm.VmFacts.Off;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Every world that a planner of machines may find: small enough to try them all.
final class VmWorlds {
  static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  static final ResourceId ID = new ResourceId("virtualMachine", "vm-2k7m9q4ta3");
  static final VmName NAME = new VmName("web1");
  static final VmShape SMALL = new VmShape(1, 512);
  static final VmShape LARGE =
      new VmShape(2, 1024, List.of(new VmCard(DomainXml.mac(ID), VmCard.NETWORK, "default")));
  static final Card CARD =
      new Card(
          "nw-1",
          "managed",
          1,
          Ipv4.of("10.42.0.2"),
          Cidr.of("10.42.0.0/24"),
          "managed.stampede.internal",
          "06:53:00:00:00:01");
  static final Problem TROUBLE = Problem.host("copy-damaged", "the copy is damaged", "");
  static final Optional<String> DRIVE = Optional.of("0123456789abcdef");
  static final Optional<String> OLD = Optional.of("fedcba9876543210");
  static final Optional<ImageFormat> IMAGE = Optional.of(ImageFormat.QCOW2);

  static final String DISC = "im-disc000001";

  static final String MAC = DomainXml.mac(ID);

  /// What is wanted of a small one, with the room to grow that it has.
  static final VmShape WANTED = VmShape.of(new VmSize(1, 512), List.of());

  record World(Intent<VmSpec> intent, VmFacts facts) {}

  private VmWorlds() {}

  static Stream<World> all() {
    var all = new ArrayList<World>();
    for (var goal : goals()) {
      for (var facts : everyFacts()) {
        if (fits(goal.spec().power(), facts)) all.add(new World(new Intent<>(ID, 1, goal), facts));
      }
    }
    return all.stream();
  }

  /// Who goes back to a snapshot wants what was then.
  private static boolean fits(VmPower power, VmFacts facts) {
    if (power.revert().isEmpty()) return true;
    return facts.snapshots().stream()
        .map(VmSnapshot::state)
        .allMatch(then ->
            power.running() == VmSnapshots.runs(then)
                && power.paused() == (then == DomainState.PAUSED));
  }

  private static List<Goal<VmSpec>> goals() {
    var running = spec(SMALL).started();
    return List.of(
        new Goal.Present<>(running),
        new Goal.Present<>(running.restarted("boot/1")),
        new Goal.Present<>(running.stopped()),
        new Goal.Present<>(running.forcedOff()),
        new Goal.Present<>(running.powered(VmPower::suspended)),
        new Goal.Present<>(running.powered(p -> p.kicked(VmPower.Kick.RESET))),
        new Goal.Present<>(running.powered(p -> p.kicked(VmPower.Kick.REBOOT))),
        new Goal.Present<>(running.powered(p -> p.reverted("sn-1", DomainState.RUNNING))),
        new Goal.Present<>(running.powered(p -> p.reverted("sn-1", DomainState.PAUSED))),
        new Goal.Present<>(running.powered(p -> p.reverted("sn-1", DomainState.STOPPED))),
        new Goal.Present<>(
            running.storing(VmStorage.NONE.withDisc(Optional.of(DISC)), running.host())),
        new Goal.Present<>(
            running.of(VmSource.NOTHING.cloning(new CloneOf("vm-other23456", false, true)))),
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
    all.addAll(everyPower());
    for (var state : List.of(DomainState.RUNNING, DomainState.PAUSED, DomainState.STOPPED)) {
      everyPower().forEach(facts -> all.add(withSnapshot(facts, state)));
    }
    for (var domain : withDrive(SMALL.withDisc(Optional.of(DISC)))) {
      for (var format : List.of(ImageFormat.ISO, ImageFormat.QCOW2)) {
        var files = new Files(true, true, IMAGE);
        var facts = facts(true, false, files, Optional.of(domain), ImageCopies.Copy.NONE);
        all.add(withDisc(facts, format));
      }
    }
    return all;
  }

  private static VmFacts withSnapshot(VmFacts facts, DomainState then) {
    var snapshot =
        new VmSnapshot(
            "sn-1",
            NOON.minusSeconds(60),
            then,
            then != DomainState.STOPPED,
            Optional.empty(),
            true,
            List.of("/var/lib/stampede/vm/vm-2k7m9q4ta3/disk.qcow2"),
            List.of());
    var named = changed(facts, d -> d.name = Optional.of("was1"));
    return named.changed(d -> d.snapshots = List.of(snapshot));
  }

  /// What a domain can show beside what it is: what was brought about, why it is off, what its run
  /// was told.
  static List<VmFacts> everyPower() {
    var all = new ArrayList<VmFacts>();
    var base = stopped(WANTED, Optional.empty());
    for (var done : List.of(OptionalInt.empty(), OptionalInt.of(1), OptionalInt.of(2))) {
      for (var off : Off.values()) {
        all.add(
            changed(
                base,
                d -> {
                  d.done = done;
                  d.off = Optional.of(off);
                }));
      }
      for (var state : List.of(DomainState.RUNNING, DomainState.PAUSED, DomainState.CRASHED)) {
        for (var notes : everyNotes()) {
          for (var live : List.of(WANTED, SMALL, LARGE, WANTED.withMemoryMib(256))) {
            var runs =
                facts(
                    true,
                    false,
                    base.files(),
                    Optional.of(new Domain(state, WANTED, Optional.of(live), true)),
                    ImageCopies.Copy.NONE);
            all.add(
                changed(
                    runs,
                    d -> {
                      d.done = done;
                      d.notes = notes;
                    }));
          }
        }
      }
    }
    return all;
  }

  private static List<Optional<VmNotes>> everyNotes() {
    return List.of(
        Optional.empty(),
        Optional.of(VmNotes.NONE.telling(VmNotes.MEMORY, 512).telling(VmNotes.plug(MAC), "x")),
        Optional.of(VmNotes.NONE.pressing(2, NOON)),
        Optional.of(VmNotes.NONE.pressing(2, NOON.minusSeconds(61))),
        Optional.of(VmNotes.NONE.pressing(1, NOON.minusSeconds(61))));
  }

  static VmFacts changed(VmFacts facts, Consumer<DomainDraft> change) {
    return facts.changed(d -> d.domain = d.domain.map(domain -> domain.changed(change)));
  }

  private static List<Domain> withDrive(VmShape defined) {
    return List.of(
        new Domain(DomainState.STOPPED, defined, Optional.empty(), true),
        new Domain(DomainState.RUNNING, defined, Optional.of(defined), true),
        new Domain(DomainState.RUNNING, defined, Optional.of(LARGE), true));
  }

  static VmFacts withDrives(VmFacts f, Set<String> drives) {
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

  static VmFacts facts(
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

  static VmFacts stopped(VmShape shape, Optional<Pending> pending) {
    return facts(
            true,
            false,
            new Files(true, true, IMAGE),
            Optional.of(new Domain(DomainState.STOPPED, shape, Optional.empty(), true)),
            ImageCopies.Copy.NONE)
        .with(pending);
  }

  static Intent<VmSpec> present(VmSpec spec) {
    return new Intent<>(ID, 1, new Goal.Present<>(spec));
  }

  static VmFacts withImage(VmFacts f) {
    return f.changed(
        d -> d.files = new Files(f.files().folder(), f.files().disk(), IMAGE, f.files().drives()));
  }

  /// What a host shows after a step.
  static VmFacts after(VmFacts f, VmStep step) {
    var files = f.files();
    return switch (step) {
      // the intent changes, not the host
      case VmStep.FindImage _, VmStep.BeginClone _, VmStep.EndClone _ -> f;
      case VmStep.WantImage(var image) -> wanted(f, image);
      case VmStep.CreateDisk _ ->
          with(f, new Files(true, true, files.image(), files.drives()), f.domain());
      case VmStep.BringDrive(var _, var print) -> {
        var drives = new HashSet<>(files.drives());
        drives.add(print);
        yield with(
            f, new Files(true, files.disk(), files.image(), List.copyOf(drives)), f.domain());
      }
      case VmStep.Define(var name, var shape, var autostart) -> {
        var kept = shape.drive().stream().toList();
        var tidy = new Files(files.folder(), files.disk(), files.image(), kept);
        var was =
            f.domain().orElse(new Domain(DomainState.STOPPED, shape, Optional.empty(), autostart));
        yield with(
            f,
            tidy,
            Optional.of(
                was.changed(d -> {
                  d.defined = shape;
                  d.autostart = autostart;
                  d.name = d.name.or(() -> Optional.of(name.value()));
                })));
      }
      case VmStep.Rename(var name, var _) -> changed(f, d -> d.name = Optional.of(name.value()));
      case PowerStep power -> VmPowerWorlds.after(f, power);
      case LiveStep live -> VmPowerWorlds.after(f, live);
      case DiskStep disk -> disks(f, disk);
      case VmStep.Undefine _, VmStep.Disown _ -> with(f, files, Optional.empty());
      case VmStep.Mark _ -> marked(f, true);
      case VmStep.Unmark _ -> marked(f, false);
      case VmStep.Reshape(var _, var shape) -> changed(f, d -> d.defined = shape);
      case VmStep.RemoveFiles _ -> with(f, new Files(false, false, files.image()), f.domain());
    };
  }

  private static VmFacts wanted(VmFacts f, String image) {
    var copy = new ImageCopies.Copy(true, Optional.empty());
    return image.equals(DISC)
        ? f.changed(d -> d.disc = new VmFacts.Disc(Optional.empty(), copy))
        : f.withCopy(copy);
  }

  static VmFacts withDisc(VmFacts f, ImageFormat format) {
    return f.changed(d -> d.disc = new VmFacts.Disc(Optional.of(format), ImageCopies.Copy.NONE));
  }

  private static VmFacts disks(VmFacts f, DiskStep step) {
    var seen = f.seenVolumes();
    return f.changed(d ->
        d.seenVolumes =
            new VmStorage.Seen(
                disks(seen.defined(), step), f.active() ? disks(seen.live(), step) : List.of()));
  }

  private static List<VmDisk> disks(List<VmDisk> was, DiskStep step) {
    var all = new ArrayList<>(was);
    all.removeIf(disk -> disk.volume().equals(step.disk().volume()));
    if (step instanceof DiskStep.Attach(var _, var disk)) all.add(disk);
    return all;
  }

  static VmFacts marked(VmFacts f, boolean marked) {
    return f.changed(d -> d.marked = marked);
  }

  private static VmFacts with(VmFacts f, Files files, Optional<Domain> domain) {
    return f.changed(d -> {
      d.files = files;
      d.domain = domain;
      d.marked = domain.isPresent() && (f.marked() || f.domain().isEmpty());
      d.uuid = domain.map(_ -> "uuid");
      if (domain.isEmpty()) d.run = d.vncSocket = Optional.empty();
    });
  }
}
