package io.stampede.vm;

import io.stampede.engine.Intent;
import io.stampede.engine.Kind;
import io.stampede.engine.Outcome;
import io.stampede.engine.Phase;
import io.stampede.engine.Plan;
import io.stampede.engine.ResourceId;
import io.stampede.engine.Sight;
import io.stampede.image.ImageCopies;
import io.stampede.network.Pending;
import io.stampede.network.Readiness;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// Virtual machines.
public final class VmKind implements Kind<VmSpec, VmFacts, VmStep> {
  public static final String NAME = "virtualMachine";

  private final VmHost host;
  private final ImageCopies copies;
  private final Readiness readiness;
  private final InstantSource clock;

  public VmKind(VmHost host, ImageCopies copies, Readiness readiness, InstantSource clock) {
    this.host = host;
    this.copies = copies;
    this.readiness = readiness;
    this.clock = clock;
  }

  VmHost host() {
    return host;
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

  /// With what other resources have to do with it.
  private VmFacts withOthers(ResourceId id, VmSpec spec, VmFacts facts) {
    var pending =
        spec.cards().isEmpty()
            ? Optional.<Pending>empty()
            : readiness.pending(id, spec.hostId(), spec.cards());
    return withCopy(spec, facts).with(pending);
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
      case VmStep.WantImage(var image) -> {
        copies.want(image, intent.spec().hostId());
        yield Outcome.done();
      }
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
}
