package io.stampede.container;

import io.stampede.engine.Intent;
import io.stampede.engine.Kind;
import io.stampede.engine.Outcome;
import io.stampede.engine.Phase;
import io.stampede.engine.Plan;
import io.stampede.engine.Problem;
import io.stampede.engine.Sight;
import io.stampede.network.Linked;
import io.stampede.network.Readiness;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// Containers, on the Docker of their host.
public final class ContainerKind implements Kind<ContainerSpec, ContainerFacts, ContainerStep> {
  public static final String NAME = "container";

  private final ContainerHosts hosts;
  private final Readiness readiness;
  private final InstantSource clock;

  public ContainerKind(ContainerHosts hosts, Readiness readiness, InstantSource clock) {
    this.hosts = hosts;
    this.readiness = readiness;
    this.clock = clock;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String lane(Intent<ContainerSpec> intent) {
    return intent.spec().hostId();
  }

  @Override
  public Sight<ContainerFacts> look(Intent<ContainerSpec> intent) {
    var spec = intent.spec();
    boolean left = spec.forgotten() || spec.bond().isForeign();
    if (!intent.wantsPresence() && left) return new Sight.Missing<>(clock.instant());
    var host = hosts.find(spec.hostId());
    if (host.isEmpty()) return new Sight.Unseen<>(notConnected(), clock.instant());
    var sight = host.get().look(intent.id(), spec);
    if (spec.cards().isEmpty() || !intent.wantsPresence()) return sight;
    var pending =
        readiness
            .pending(intent.id(), spec.hostId(), spec.cards())
            .or(() -> linked(intent).pending());
    return switch (sight) {
      case Sight.Unseen<ContainerFacts> unseen -> unseen;
      case Sight.Missing<ContainerFacts>(var at) ->
          new Sight.Found<>(ContainerFacts.none(false, Optional.empty()).with(pending), at);
      case Sight.Found<ContainerFacts>(var facts, var at) ->
          new Sight.Found<>(facts.with(pending), at);
    };
  }

  private Linked linked(Intent<ContainerSpec> intent) {
    var spec = intent.spec();
    return readiness.linked(intent.id(), spec.name().value(), spec.links());
  }

  @Override
  public Plan<ContainerStep> plan(
      Intent<ContainerSpec> intent, Sight<ContainerFacts> sight, Instant now) {
    return ContainerPlanner.plan(intent, sight, now);
  }

  @Override
  public Outcome apply(Intent<ContainerSpec> intent, ContainerStep step) {
    var spec = intent.spec();
    if (spec.bond().isForeign()) return Outcome.stuck(foreign(spec.name()));
    var host = hosts.find(spec.hostId());
    if (host.isEmpty()) return Outcome.again(notConnected());
    var told =
        switch (step) {
          case ContainerStep.Create(var wanted) ->
              new ContainerStep.Create(wanted.told(linked(intent)));
          case RemakeStep.Prepare(var wanted, var former) ->
              new RemakeStep.Prepare(wanted.told(linked(intent)), former);
          default -> step;
        };
    return host.get().apply(intent.id(), spec, told);
  }

  private static Problem foreign(ContainerName name) {
    return Problem.request("foreign", name + " is not managed by this console", "adopt it first");
  }

  static Problem notConnected() {
    return Problem.host("unreachable", "its host is not connected", "look at it under Hosts");
  }

  @Override
  public Phase settled(Intent<ContainerSpec> intent, Sight<ContainerFacts> sight) {
    if (!(sight instanceof Sight.Found<ContainerFacts>(var facts, var _))) return Phase.STOPPED;
    return switch (facts.docker()) {
      case RUNNING, RESTARTING -> Phase.RUNNING;
      case PAUSED -> Phase.PAUSED;
      case NONE, CREATED, REMOVING, EXITED, DEAD -> Phase.STOPPED;
    };
  }
}
