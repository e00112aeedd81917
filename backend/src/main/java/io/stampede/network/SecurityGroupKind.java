package io.stampede.network;

import io.stampede.engine.Intent;
import io.stampede.engine.Kind;
import io.stampede.engine.Outcome;
import io.stampede.engine.Phase;
import io.stampede.engine.Plan;
import io.stampede.engine.Sight;
import io.stampede.engine.Status;
import io.stampede.engine.Step;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// Security groups. All work for them is done by the hosts' [HostNetworkKind].
public final class SecurityGroupKind implements Kind<SecurityGroupSpec, SecurityGroupFacts, Step> {
  public static final String NAME = "securityGroup";
  private static final Duration SOON = Duration.ofSeconds(5);

  private final SecurityGroups groups;
  private final InstantSource clock;

  public SecurityGroupKind(SecurityGroups groups, InstantSource clock) {
    this.groups = groups;
    this.clock = clock;
  }

  SecurityGroupFacts now(String id) {
    return groups.facts(id);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String lane(Intent<SecurityGroupSpec> intent) {
    return "console";
  }

  @Override
  public Sight<SecurityGroupFacts> look(Intent<SecurityGroupSpec> intent) {
    return new Sight.Found<>(groups.facts(intent.id().value()), clock.instant());
  }

  /// It has no moves of its own, only hosts to wait for.
  @Override
  public Plan<Step> plan(
      Intent<SecurityGroupSpec> intent, Sight<SecurityGroupFacts> sight, Instant now) {
    return switch (sight) {
      case Sight.Unseen<SecurityGroupFacts>(var why, var _) ->
          Plan.await(now.plus(SOON), why.message());
      case Sight.Missing<SecurityGroupFacts> _ -> new Plan.Settled<>();
      case Sight.Found<SecurityGroupFacts>(var is, var _) ->
          intent.wantsPresence() && !is.waiting().isEmpty()
              ? Plan.await(
                  now.plus(SOON), "brought to hosts", HostNetworks.id(is.waiting().getFirst()))
              : new Plan.Settled<>();
    };
  }

  @Override
  public Outcome apply(Intent<SecurityGroupSpec> intent, Step step) {
    throw new IllegalStateException("a security group has no steps");
  }

  @Override
  public Phase settled(Intent<SecurityGroupSpec> intent, Sight<SecurityGroupFacts> sight) {
    return Phase.READY;
  }

  @Override
  public Status shown(
      Intent<SecurityGroupSpec> intent,
      Sight<SecurityGroupFacts> sight,
      Status usual,
      Instant now) {
    if (!intent.wantsPresence()) return usual;
    var problem = sight.found().flatMap(SecurityGroupFacts::problem);
    if (problem.isPresent()) return Status.restingWith(Phase.DEGRADED, problem.get());
    return usual.transition() == Status.Transition.YES
        ? Status.moving(Phase.UPDATING, usual.message())
        : usual;
  }

  @Override
  public Duration patrol() {
    return Duration.ofSeconds(15);
  }
}
