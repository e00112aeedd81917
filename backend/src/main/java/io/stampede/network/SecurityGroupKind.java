package io.stampede.network;

import io.stampede.engine.Intent;
import io.stampede.engine.Phase;
import io.stampede.engine.Sight;
import io.stampede.engine.StandingKind;
import io.stampede.engine.Status;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// Security groups. All work for them is done by the hosts' [HostNetworkKind].
public final class SecurityGroupKind extends StandingKind<SecurityGroupSpec, SecurityGroupFacts> {
  public static final String NAME = "securityGroup";

  private final SecurityGroups groups;

  public SecurityGroupKind(SecurityGroups groups, InstantSource clock) {
    super(NAME, clock);
    this.groups = groups;
  }

  SecurityGroupFacts now(String id) {
    return groups.facts(id);
  }

  @Override
  protected SecurityGroupFacts facts(Intent<SecurityGroupSpec> intent) {
    return now(intent.id().value());
  }

  @Override
  protected Optional<Waiting> waiting(Intent<SecurityGroupSpec> intent, SecurityGroupFacts is) {
    if (!intent.wantsPresence()) return Optional.empty();
    return is.waiting().stream()
        .findFirst()
        .map(host -> new Waiting("brought to hosts", Optional.of(HostNetworks.id(host))));
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
