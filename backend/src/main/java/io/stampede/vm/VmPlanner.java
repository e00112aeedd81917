package io.stampede.vm;

import io.stampede.engine.Intent;
import io.stampede.engine.Intent.Goal;
import io.stampede.engine.Plan;
import io.stampede.engine.Problem;
import io.stampede.engine.Sight;
import io.stampede.image.ImageCopies;
import io.stampede.network.HostNetworks;
import io.stampede.network.Pending;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Decides; never touches a host.
final class VmPlanner {
  private static final Duration SOON = Duration.ofSeconds(3);
  private static final Duration LATER = Duration.ofSeconds(30);

  private VmPlanner() {}

  static Plan<VmStep> plan(Intent<VmSpec> intent, Sight<VmFacts> sight, Instant now) {
    return switch (sight) {
      case Sight.Unseen<VmFacts>(var why, var _) -> Plan.await(now.plus(LATER), why.message());
      case Sight.Missing<VmFacts> _ -> plan(intent, VmFacts.NOTHING, now);
      case Sight.Found<VmFacts>(var facts, var _) -> plan(intent, facts, now);
    };
  }

  private static Plan<VmStep> plan(Intent<VmSpec> intent, VmFacts is, Instant now) {
    var spec = intent.spec();
    if (spec.bond().isForeign()) {
      boolean given = intent.wantsPresence() && is.marked();
      return given ? Plan.of(List.of(new VmStep.Unmark(spec.name()))) : new Plan.Settled<>();
    }
    if (spec.bond().nativeId().isPresent())
      return adopted(intent.id().value(), intent.goal(), is, now);
    return switch (intent.goal()) {
      case Goal.Present<VmSpec>(var want) ->
          towards(want, want.shape(intent.id()).with(is.drive()), is, now);
      case Goal.Absent<VmSpec>(var was) -> Plan.of(away(intent.id().value(), was, is));
    };
  }

  private static Plan<VmStep> towards(VmSpec want, VmShape shape, VmFacts is, Instant now) {
    if (want.source().isOpen()) return Plan.of(List.of(find(want)));
    var power = new PowerPlan(want, is);
    boolean stop = power.stops();
    if (!stop) {
      if (!is.hypervisor()) return new Plan.Blocked<>(noLibvirt(want));
      if (is.nameTaken()) return new Plan.Blocked<>(nameTaken(want));
      if (is.domain().isPresent() && !is.files().disk()) return new Plan.Blocked<>(diskLost(want));
    }
    var source = want.source();
    boolean isThere = is.files().disk();
    if (source.isMade() && !isThere && !stop) return new Plan.Blocked<>(diskLost(want));
    if (source.isWhole() && !source.isMade() && isThere) {
      return Plan.of(List.of(new VmStep.EndClone(want.name(), want.image())));
    }
    var back = VmSnapshots.back(want, is, power);
    if (back.isPresent()) return back.get();
    var waits = power.waits(now);
    if (waits.isPresent()) return waits.get();
    boolean start = power.starts();
    boolean isBased = !source.blank() && !source.isMade();
    boolean needsImage = isBased && (!isThere || start);
    boolean imageMissing = needsImage && is.files().image().isEmpty();
    var discs = VmDiscs.asks(want, is);
    if (!stop && discs.isEmpty()) {
      if (imageMissing && is.copy().wanted()) return awaitImage(want, is, now);
      var disc = VmDiscs.waits(want, is, now);
      if (disc.isPresent()) return disc.get();
    }
    boolean runsOn = is.active() && !stop;
    var live = runsOn ? LivePlan.of(want, shape, is) : Optional.<LivePlan>empty();
    boolean plugs =
        live.isPresent() ? live.get().plugsManaged() : start && !imageMissing && isThere;
    if (plugs && !stop && is.pending().isPresent()) {
      return awaitNetworks(want, is.pending().get(), now);
    }

    boolean anew =
        is.domain().isEmpty() || differs(shape, is) || (!runsOn && driveDiffers(shape, is));
    var disks = VmVolumes.steps(want, is, anew, runsOn);
    if ((start || !disks.isEmpty()) && is.volumesPending().isPresent() && !stop) {
      var wait = is.volumesPending().get();
      return Plan.await(now.plus(SOON), wait.why(), wait.on());
    }

    var steps = new ArrayList<>(power.stop(now));
    steps.addAll(discs);
    if (imageMissing && !is.copy().wanted()) steps.add(new VmStep.WantImage(want.image()));
    if (!isThere && !source.isMade()) {
      steps.add(new VmStep.CreateDisk(want.name(), want.image(), want.diskGib(), source.isWhole()));
    }
    if (!runsOn) steps.addAll(drive(want, is));
    if (!runsOn) steps.addAll(rename(want, is));
    if (anew) {
      steps.add(new VmStep.Define(want.name(), shape, want.power().startsWithHost()));
    }
    live.ifPresent(run -> steps.addAll(run.steps()));
    steps.addAll(disks);
    steps.addAll(power.begin());
    return Plan.of(steps);
  }

  private static VmStep find(VmSpec want) {
    var template = want.source().template();
    return template.isPresent()
        ? new VmStep.FindImage(want.name(), template.get())
        : new VmStep.BeginClone(want.name(), want.source().cloneOf().orElseThrow().machine());
  }

  private static List<VmStep> rename(VmSpec want, VmFacts is) {
    if (!is.snapshots().isEmpty()) return List.of();
    return is.domain().flatMap(VmFacts.Domain::name).stream()
        .filter(name -> !name.equals(want.name().value()))
        .<VmStep>map(name -> new VmStep.Rename(want.name(), name))
        .toList();
  }

  /// What was adopted is changed in what can be changed, and never made anew: neither its disk nor
  /// its other devices are ours to write.
  private static Plan<VmStep> adopted(String id, Goal<VmSpec> goal, VmFacts is, Instant now) {
    var spec = goal.spec();
    return switch (goal) {
      case Goal.Present<VmSpec> _ when is.domain().isEmpty() ->
          new Plan.Blocked<>(is.hypervisor() ? gone(spec) : noLibvirt(spec));
      case Goal.Present<VmSpec>(var want) -> adopted(want, is.domain().get(), is, now);
      case Goal.Absent<VmSpec> _ -> {
        var steps = new ArrayList<VmStep>();
        if (is.active()) steps.add(new PowerStep.ForceOff(spec.name(), OptionalInt.empty()));
        if (is.domain().isPresent())
          steps.add(new VmStep.Disown(spec.name(), is.snapshots().size()));
        if (is.files().folder()) steps.add(new VmStep.RemoveFiles(spec.name(), id));
        yield Plan.of(steps);
      }
    };
  }

  private static Plan<VmStep> adopted(VmSpec want, VmFacts.Domain domain, VmFacts is, Instant now) {
    var name = want.name();
    var steps = new ArrayList<VmStep>();
    if (!is.marked()) steps.add(new VmStep.Mark(name));
    if (want.bond().untouched()) return Plan.of(steps);
    var power = new PowerPlan(want, is);
    var back = VmSnapshots.back(want, is, power);
    if (back.isPresent() && steps.isEmpty()) return back.get();
    var waits = power.waits(now);
    if (waits.isPresent()) return waits.get();
    var size = VmShape.of(want.size().within(domain.defined()), List.of());
    boolean runsOn = is.active() && !power.stops();
    steps.addAll(power.stop(now));
    if (!domain.defined().isAsLargeAs(size)) steps.add(new VmStep.Reshape(name, size));
    if (runsOn) LivePlan.of(want, size, is).ifPresent(run -> steps.addAll(run.steps()));
    steps.addAll(power.begin());
    return Plan.of(steps);
  }

  private static Problem gone(VmSpec want) {
    return Problem.host(
        "gone",
        "%s was removed from its host by somebody else".formatted(want.name()),
        "remove it here too: what was adopted is never made anew");
  }

  /// But for its drive, which is another one from the next start only.
  private static boolean differs(VmShape shape, VmFacts is) {
    var wanted = shape.with(Optional.empty());
    return is.domain().filter(d -> !d.defined().with(Optional.empty()).equals(wanted)).isPresent();
  }

  private static boolean driveDiffers(VmShape shape, VmFacts is) {
    return is.domain().filter(d -> !d.defined().drive().equals(shape.drive())).isPresent();
  }

  private static List<VmStep> drive(VmSpec want, VmFacts is) {
    return is.drive().stream()
        .filter(print -> !is.files().drives().contains(print))
        .<VmStep>map(print -> new VmStep.BringDrive(want.name(), print))
        .toList();
  }

  private static Plan<VmStep> awaitImage(VmSpec want, VmFacts is, Instant now) {
    var trouble = is.copy().problem();
    var copy = ImageCopies.id(want.image(), want.hostId());
    return trouble.isPresent()
        ? new Plan.Blocked<>(trouble.get(), Optional.of(copy))
        : Plan.await(
            now.plus(SOON),
            "waiting for the image on the host" + is.copy().doing().map(d -> ": " + d).orElse(""),
            copy);
  }

  /// A machine is not started before what its cards are plugged into is there.
  private static Plan<VmStep> awaitNetworks(VmSpec want, Pending pending, Instant now) {
    var on = HostNetworks.id(want.hostId());
    return pending.problem().isPresent()
        ? new Plan.Blocked<>(pending.problem().get(), Optional.of(on))
        : Plan.await(now.plus(SOON), pending.why(), on);
  }

  private static List<VmStep> away(String id, VmSpec was, VmFacts is) {
    var steps = new ArrayList<VmStep>();
    if (is.active()) steps.add(new PowerStep.ForceOff(was.name(), OptionalInt.empty()));
    if (is.domain().isPresent()) steps.add(new VmStep.Undefine(was.name(), is.snapshots().size()));
    if (is.files().folder()) steps.add(new VmStep.RemoveFiles(was.name(), id));
    return steps;
  }

  private static Problem noLibvirt(VmSpec want) {
    return Problem.host(
        "no-libvirt",
        "the host of %s has no libvirt".formatted(want.name()),
        "install it there (Debian: apt install libvirt-daemon-system qemu-system-x86 qemu-utils),"
            + " or choose another host");
  }

  private static Problem nameTaken(VmSpec want) {
    return Problem.request(
        "name-taken",
        "the host has a domain %s already that is not of this console".formatted(want.name()),
        "choose another name, or rename that domain");
  }

  private static Problem diskLost(VmSpec want) {
    return Problem.host(
        "disk-lost",
        "the disk of %s is gone from its host".formatted(want.name()),
        "put it back into the machine's folder below /var/lib/stampede/vm, or remove the machine");
  }
}
