package io.stampede.vm;

import io.stampede.engine.Intent;
import io.stampede.engine.Kind;
import io.stampede.engine.Outcome;
import io.stampede.engine.Phase;
import io.stampede.engine.Plan;
import io.stampede.engine.ResourceId;
import io.stampede.engine.Sight;
import io.stampede.engine.Status;
import io.stampede.image.ImageCopies;
import io.stampede.network.Pending;
import io.stampede.network.Readiness;
import io.stampede.template.Templates;
import io.stampede.volume.VolumeReadiness;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Virtual machines.
public final class VmKind implements Kind<VmSpec, VmFacts, VmStep> {
  public static final String NAME = "virtualMachine";

  private final VmHost host;
  private final ImageCopies copies;
  private final Readiness readiness;
  private final Drives drives;
  private final VolumeReadiness volumes;
  private final InstantSource clock;
  private final Templates templates;
  private final Clones clones;

  /// Of machines without drives.
  public VmKind(VmHost host, ImageCopies copies, Readiness readiness, InstantSource clock) {
    this(host, copies, readiness, Drives.NONE, clock);
  }

  public VmKind(
      VmHost host, ImageCopies copies, Readiness readiness, Drives drives, InstantSource clock) {
    this(
        host,
        copies,
        readiness,
        drives,
        VolumeReadiness.ALWAYS,
        clock,
        Templates.NONE,
        Clones.NONE);
  }

  private VmKind(
      VmHost host,
      ImageCopies copies,
      Readiness readiness,
      Drives drives,
      VolumeReadiness volumes,
      InstantSource clock,
      Templates templates,
      Clones clones) {
    this.templates = templates;
    this.clones = clones;
    this.host = host;
    this.copies = copies;
    this.readiness = readiness;
    this.drives = drives;
    this.volumes = volumes;
    this.clock = clock;
  }

  /// The same, with templates that machines are made of.
  public VmKind with(Templates next) {
    return new VmKind(host, copies, readiness, drives, volumes, clock, next, clones);
  }

  /// The same, with machines that are cloned.
  public VmKind with(Clones next) {
    return new VmKind(host, copies, readiness, drives, volumes, clock, templates, next);
  }

  /// The same, with volumes that machines are given.
  public VmKind with(VolumeReadiness next) {
    return new VmKind(host, copies, readiness, drives, next, clock, templates, clones);
  }

  VmHost host() {
    return host;
  }

  VolumeReadiness volumes() {
    return volumes;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String lane(Intent<VmSpec> intent) {
    return intent.spec().hostId();
  }

  @Override
  public Sight<VmFacts> look(Intent<VmSpec> intent) {
    var spec = intent.spec();
    boolean left = !intent.wantsPresence() && spec.bond().isForeign();
    if (left) return new Sight.Missing<>(clock.instant());
    return switch (host.look(intent.id(), spec)) {
      case Sight.Unseen<VmFacts> unseen -> unseen;
      case Sight.Missing<VmFacts>(var at) ->
          intent.wantsPresence()
              ? new Sight.Found<>(withOthers(intent.id(), spec, VmFacts.NOTHING), at)
              : new Sight.Missing<>(at);
      case Sight.Found<VmFacts>(var facts, var at) ->
          new Sight.Found<>(withOthers(intent.id(), spec, facts), at);
    };
  }

  /// The UUID of a machine that is made here, in libvirt and in its firmware.
  public static UUID uuid(ResourceId id) {
    return DomainXml.uuid(id);
  }

  /// With what other resources have to do with it, and what is pending. Of a machine that runs
  /// networks matter where a card is missing; its drive only at a start.
  private VmFacts withOthers(ResourceId id, VmSpec spec, VmFacts facts) {
    var seen = VmDiscs.seen(spec, withCopy(spec, facts), copies).withDrive(drive(id, spec, facts));
    if (spec.bond().isForeign()) return seen;
    var live = LivePlan.of(spec, spec.shape(id), seen);
    var pending =
        spec.cards().isEmpty() || live.filter(run -> !run.plugsManaged()).isPresent()
            ? Optional.<Pending>empty()
            : readiness.pending(id, spec.hostId(), spec.cards());
    var disks = spec.storage().disks().stream().map(VmDisk::volume).toList();
    return seen.with(pending)
        .changed(d -> d.volumesPending = volumes.pending(id, disks))
        .waitingFor(
            VmSnapshots.pending(spec, facts, live.map(LivePlan::pending).orElse(List.of())));
  }

  private Optional<String> drive(ResourceId id, VmSpec spec, VmFacts facts) {
    if (spec.bond().nativeId().isPresent()) return Optional.empty();
    return facts.active()
        ? facts.domain().flatMap(domain -> domain.defined().drive())
        : drives.of(id, spec).map(Drive::print);
  }

  private VmFacts withCopy(VmSpec spec, VmFacts facts) {
    return facts.files().image().isPresent() || spec.image().isEmpty()
        ? facts
        : facts.withCopy(copies.find(spec.image(), spec.hostId()));
  }

  @Override
  public Plan<VmStep> plan(Intent<VmSpec> intent, Sight<VmFacts> sight, Instant now) {
    return VmPlanner.plan(intent, sight, now);
  }

  @Override
  public Outcome apply(Intent<VmSpec> intent, VmStep step) {
    return switch (step) {
      case VmStep.FindImage(var _, var template) -> templates.give(intent.id(), template);
      case VmStep.BeginClone(var _, var of) -> clones.begin(intent.id(), of);
      case VmStep.EndClone _ -> clones.end(intent.id());
      case VmStep.WantImage(var image) -> {
        copies.want(image, intent.spec().hostId());
        yield Outcome.done();
      }
      // one that was changed meanwhile is brought by the next plan
      case VmStep.BringDrive(var _, var print) ->
          drives
              .of(intent.id(), intent.spec())
              .filter(drive -> drive.print().equals(print))
              .map(drive -> host.bring(intent.id(), intent.spec(), drive))
              .orElse(Outcome.done());
      case VmStep.OnHost onHost -> host.apply(intent.id(), intent.spec(), onHost);
    };
  }

  @Override
  public Phase settled(Intent<VmSpec> intent, Sight<VmFacts> sight) {
    return sight
        .found()
        .flatMap(VmFacts::domain)
        .map(domain ->
            switch (domain.state()) {
              case RUNNING -> Phase.RUNNING;
              case PAUSED -> Phase.PAUSED;
              case STOPPED -> Phase.STOPPED;
              case CRASHED -> Phase.ERROR;
            })
        .orElse(Phase.STOPPED);
  }

  /// A guest that takes its time to shut down is stopping.
  @Override
  public Status shown(Intent<VmSpec> intent, Sight<VmFacts> sight, Status usual, Instant now) {
    boolean waits = usual.transition() == Status.Transition.YES && usual.phase() == Phase.CREATING;
    return waits && sight.found().filter(is -> stops(intent, is)).isPresent()
        ? Status.moving(Phase.STOPPING, usual.message())
        : usual;
  }

  private static boolean stops(Intent<VmSpec> intent, VmFacts is) {
    return intent.wantsPresence() && new PowerPlan(intent.spec(), is).stops();
  }
}
