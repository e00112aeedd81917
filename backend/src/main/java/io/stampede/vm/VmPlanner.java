package io.stampede.vm;

import io.stampede.engine.Intent;
import io.stampede.engine.Intent.Goal;
import io.stampede.engine.Plan;
import io.stampede.engine.Problem;
import io.stampede.engine.Sight;
import io.stampede.image.ImageCopies;
import io.stampede.network.HostNetworks;
import io.stampede.network.Pending;
import io.stampede.vm.VmFacts.DomainState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
    if (spec.bond().nativeId().isPresent()) return adopted(intent.id().value(), intent.goal(), is);
    return switch (intent.goal()) {
      case Goal.Present<VmSpec>(var want) ->
          towards(want, want.shape(intent.id()).with(is.drive()), is, now);
      case Goal.Absent<VmSpec>(var was) -> Plan.of(away(intent.id().value(), was, is));
    };
  }

  private static Plan<VmStep> towards(VmSpec want, VmShape shape, VmFacts is, Instant now) {
    boolean differs = is.domain().filter(domain -> differs(shape, domain)).isPresent();
    boolean crashed = is.domain().filter(d -> d.state() == DomainState.CRASHED).isPresent();
    boolean ended = is.run().isPresent() && is.run().equals(want.power().endedRun());
    boolean stop = is.active() && (!want.power().running() || ended || differs || crashed);
    if (!stop) {
      if (!is.hypervisor()) return new Plan.Blocked<>(noLibvirt(want));
      if (is.nameTaken()) return new Plan.Blocked<>(nameTaken(want));
      if (is.domain().isPresent() && !is.files().disk()) return new Plan.Blocked<>(diskLost(want));
    }
    boolean start = want.power().running() && (stop || !is.active());
    boolean needsImage = !is.files().disk() || start;
    boolean imageMissing = needsImage && is.files().image().isEmpty();
    if (imageMissing && !stop && is.copy().wanted()) return awaitImage(want, is, now);
    boolean unplugged = start && !imageMissing && is.files().disk() && is.pending().isPresent();
    if (unplugged && !stop) return awaitNetworks(want, is.pending().get(), now);

    var steps = new ArrayList<VmStep>();
    boolean autostart = is.domain().filter(VmFacts.Domain::autostart).isPresent();
    if (is.domain().isPresent() && autostart != want.power().running()) {
      steps.add(new VmStep.Autostart(want.name(), want.power().running()));
    }
    if (stop) {
      boolean force = crashed || (want.power().force() && !want.power().running());
      steps.add(force ? new VmStep.ForceOff(want.name()) : new VmStep.Shutdown(want.name()));
    }
    if (imageMissing && !is.copy().wanted()) steps.add(new VmStep.WantImage(want.image()));
    if (!is.files().disk()) {
      steps.add(new VmStep.CreateDisk(want.name(), want.image(), want.diskGib()));
    }
    boolean runsOn = is.active() && !stop;
    if (!runsOn) steps.addAll(drive(want, is));
    if (is.domain().isEmpty() || differs || (!runsOn && driveDiffers(shape, is))) {
      steps.add(new VmStep.Define(want.name(), shape, want.power().running()));
    }
    if (start) steps.add(new VmStep.Start(want.name()));
    return Plan.of(steps);
  }

  /// What was adopted is changed in what can be changed, and never made anew: neither its disk nor
  /// its other devices are ours to write.
  private static Plan<VmStep> adopted(String id, Goal<VmSpec> goal, VmFacts is) {
    var spec = goal.spec();
    return switch (goal) {
      case Goal.Present<VmSpec> _ when is.domain().isEmpty() ->
          new Plan.Blocked<>(is.hypervisor() ? gone(spec) : noLibvirt(spec));
      case Goal.Present<VmSpec>(var want) -> Plan.of(adopted(want, is.domain().get(), is));
      case Goal.Absent<VmSpec> _ -> {
        var steps = new ArrayList<VmStep>();
        if (is.active()) steps.add(new VmStep.ForceOff(spec.name()));
        if (is.domain().isPresent()) steps.add(new VmStep.Disown(spec.name()));
        if (is.files().folder()) steps.add(new VmStep.RemoveFiles(spec.name(), id));
        yield Plan.of(steps);
      }
    };
  }

  private static List<VmStep> adopted(VmSpec want, VmFacts.Domain domain, VmFacts is) {
    var name = want.name();
    var steps = new ArrayList<VmStep>();
    if (!is.marked()) steps.add(new VmStep.Mark(name));
    if (want.bond().untouched()) return steps;
    var size = new VmShape(want.cpus(), want.memoryMib());
    boolean differs = !domain.defined().isAsLargeAs(size);
    boolean crashed = domain.state() == DomainState.CRASHED;
    boolean ended = is.run().isPresent() && is.run().equals(want.power().endedRun());
    boolean stop = is.active() && (!want.power().running() || ended || differs || crashed);
    boolean force = crashed || (want.power().force() && !want.power().running());
    if (stop) steps.add(force ? new VmStep.ForceOff(name) : new VmStep.Shutdown(name));
    if (differs) steps.add(new VmStep.Reshape(name, size));
    if (want.power().running() && (stop || !is.active())) steps.add(new VmStep.Start(name));
    return steps;
  }

  private static Problem gone(VmSpec want) {
    return Problem.host(
        "gone",
        "%s was removed from its host by somebody else".formatted(want.name()),
        "remove it here too: what was adopted is never made anew");
  }

  /// But for its drive: for another one of those no machine is stopped.
  private static boolean differs(VmShape shape, VmFacts.Domain is) {
    var wanted = shape.with(Optional.empty());
    return !is.defined().with(Optional.empty()).equals(wanted)
        || is.live().filter(l -> !l.with(Optional.empty()).equals(wanted)).isPresent();
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
        : Plan.await(now.plus(SOON), "waiting for the image on the host", copy);
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
    if (is.active()) steps.add(new VmStep.ForceOff(was.name()));
    if (is.domain().isPresent()) steps.add(new VmStep.Undefine(was.name()));
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
