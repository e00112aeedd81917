package io.stampede.vm;

import io.stampede.client.KindFace;
import io.stampede.client.Refused;
import io.stampede.client.Resource;
import io.stampede.engine.Phase;
import io.stampede.engine.Status;
import io.stampede.volume.VolumeFormat;
import io.stampede.volume.VolumeKind;
import io.stampede.volume.VolumeReadiness;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/// The volumes of a machine: what is asked for, where they are plugged in, and what is to be done
/// about a difference. Pure.
final class VmVolumes {
  private static final String FIELD = "volumes";

  /// `vda` is the machine's own disk, and `vdz` its drive with metadata.
  private static final int FIRST = 'b';

  private static final int LAST = 'y';

  private final VolumeReadiness readiness;
  private final KindFace.Resources world;

  VmVolumes(VolumeReadiness readiness, KindFace.Resources world) {
    this.readiness = readiness;
    this.world = world;
  }

  /// With what was asked for looked up: a machine is where its volumes are.
  ///
  /// @throws Refused naming the field
  VmSpec admit(String id, VmSpec wanted, Optional<VmSpec> before) {
    var uses = wanted.storage().volumes();
    if (before.filter(b -> b.storage().volumes().equals(uses)).isPresent()) return wanted;
    var had = before.map(b -> b.storage().disks()).orElse(List.of());
    var taken = new HashSet<String>();
    had.forEach(disk -> taken.add(disk.dev()));
    var disks = new ArrayList<VmDisk>();
    var host = wanted.host();
    for (var use : uses) {
      var volume = find(use);
      boolean again = disks.stream().anyMatch(disk -> disk.volume().equals(volume.id()));
      if (again) throw refused("twice", volume.name() + " is named twice", "name it once");
      var old = had.stream().filter(disk -> disk.volume().equals(volume.id())).findFirst();
      if (old.isEmpty()) mustBeReady(volume);
      if (old.isEmpty()) mustBeFree(id, volume);
      var on = volume.text("host");
      if (host.isPresent() && !host.get().equals(on)) throw elsewhere(volume, host.get());
      host = Optional.of(on);
      disks.add(disk(use, volume, old, taken));
    }
    return wanted.storing(wanted.storage().with(uses, disks), host);
  }

  private Resource find(VolumeUse use) {
    var name = use.volume();
    return world.list(VolumeKind.NAME).stream()
        .filter(v -> v.name().equals(name) || v.id().equals(name))
        .findFirst()
        .orElseThrow(
            () -> refused("no-such-volume", "there is no volume " + name, "make it first"));
  }

  /// Of one that is on its way to another host, or about to be, the path is no longer true.
  private static void mustBeReady(Resource volume) {
    var status = volume.status();
    boolean rests = status.transition() != Status.Transition.YES;
    if (rests && status.phase() == Phase.READY && !volume.text("path").isEmpty()) return;
    throw refused(
        "not-ready", "volume %s is not ready".formatted(volume.name()), "wait until it is");
  }

  private void mustBeFree(String id, Resource volume) {
    readiness
        .heldBy(volume.id(), id)
        .ifPresent(other -> {
          throw refused(
              "attached",
              "volume %s is still held by %s".formatted(volume.name(), other),
              "wait until its guest has let go of it; or switch that machine off");
        });
    for (var other : world.list(VmKind.NAME)) {
      if (other.id().equals(id) || !names(other, volume)) continue;
      throw refused(
          "attached",
          "volume %s is attached to %s".formatted(volume.name(), other.name()),
          "detach it there first");
    }
  }

  private static boolean names(Resource machine, Resource volume) {
    return machine.fields().get(FIELD) instanceof List<?> all
        && all.stream()
            .map(use -> new VolumeUse(String.valueOf(use)).volume())
            .anyMatch(name -> name.equals(volume.name()) || name.equals(volume.id()));
  }

  private Refused elsewhere(Resource volume, String host) {
    var is = world.resource("host", volume.text("host")).map(Resource::name).orElse("another host");
    var to = world.resource("host", host).map(Resource::name).orElse(host);
    return refused(
        "elsewhere",
        "volume %s is on %s, and the machine is to be on %s".formatted(volume.name(), is, to),
        "move the volume to %s first".formatted(to));
  }

  private static Refused refused(String code, String message, String fix) {
    return Refused.field(FIELD, code, message, fix);
  }

  private static VmDisk disk(
      VolumeUse use, Resource volume, Optional<VmDisk> old, Set<String> taken) {
    var bus = use.bus();
    var dev =
        old.filter(disk -> disk.bus() == bus).map(VmDisk::dev).orElseGet(() -> free(bus, taken));
    taken.add(dev);
    return new VmDisk(
        volume.id(),
        dev,
        bus,
        use.readOnly(),
        old.map(VmDisk::file).orElseGet(() -> volume.text("path")),
        VolumeFormat.valueOf(volume.text("format").toUpperCase(Locale.ROOT)));
  }

  private static String free(VmDisk.Bus bus, Set<String> taken) {
    return IntStream.rangeClosed(FIRST, LAST)
        .mapToObj(letter -> bus.prefix() + (char) letter)
        .filter(dev -> !taken.contains(dev))
        .findFirst()
        .orElseThrow(() -> refused("too-many", "a machine has no more places", "detach one"));
  }

  /// @param anew whether it is about to be defined anew, and then has none
  /// @param runsOn whether it runs, and is not about to be stopped
  static List<VmStep> steps(VmSpec want, VmFacts is, boolean anew, boolean runsOn) {
    var wanted = want.storage().disks();
    var defined = anew || is.domain().isEmpty() ? List.<VmDisk>of() : is.seenVolumes().defined();
    var live = runsOn ? is.seenVolumes().live() : wanted;
    var steps = new ArrayList<VmStep>();
    var all = new ArrayList<>(defined);
    live.stream().filter(disk -> !all.contains(disk)).forEach(all::add);
    all.stream()
        .filter(disk -> !wanted.contains(disk))
        .forEach(disk -> steps.add(new DiskStep.Detach(want.name(), disk)));
    wanted.stream()
        .filter(disk -> !defined.contains(disk) || !live.contains(disk))
        .forEach(disk -> steps.add(new DiskStep.Attach(want.name(), disk)));
    return steps;
  }
}
