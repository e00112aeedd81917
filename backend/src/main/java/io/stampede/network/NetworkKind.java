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

/// Managed networks. All work for them is done by their hosts' [HostNetworkKind].
public final class NetworkKind implements Kind<NetworkSpec, NetworkFacts, Step> {
  public static final String NAME = "network";

  private final Networks networks;
  private final InstantSource clock;

  public NetworkKind(Networks networks, InstantSource clock) {
    this.networks = networks;
    this.clock = clock;
  }

  NetworkFacts now(String id) {
    return networks.facts(id);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String lane(Intent<NetworkSpec> intent) {
    return "console";
  }

  @Override
  public Sight<NetworkFacts> look(Intent<NetworkSpec> intent) {
    return new Sight.Found<>(networks.facts(intent.id().value()), clock.instant());
  }

  @Override
  public Plan<Step> plan(Intent<NetworkSpec> intent, Sight<NetworkFacts> sight, Instant now) {
    return NetworkPlanner.plan(intent, sight, now);
  }

  @Override
  public Outcome apply(Intent<NetworkSpec> intent, Step step) {
    throw new IllegalStateException("a network has no steps");
  }

  @Override
  public Phase settled(Intent<NetworkSpec> intent, Sight<NetworkFacts> sight) {
    return Phase.READY;
  }

  /// A network that a host still waits for is there all the same, and so is one of which a part
  /// does not work.
  @Override
  public Status shown(
      Intent<NetworkSpec> intent, Sight<NetworkFacts> sight, Status usual, Instant now) {
    if (!intent.wantsPresence()) return usual;
    if (usual.transition() == Status.Transition.YES) {
      return Status.moving(Phase.UPDATING, usual.message());
    }
    return sight
        .found()
        .flatMap(NetworkFacts::problem)
        .map(problem -> Status.restingWith(Phase.DEGRADED, problem))
        .orElse(usual);
  }

  @Override
  public Duration patrol() {
    return Duration.ofSeconds(15);
  }
}
