package io.stampede.network;

import io.stampede.engine.Intent;
import io.stampede.engine.Phase;
import io.stampede.engine.ResourceId;
import io.stampede.engine.Sight;
import io.stampede.engine.StandingKind;
import io.stampede.engine.Status;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.stream.Collectors;

/// Managed networks. All work for them is done by their hosts' [HostNetworkKind].
public final class NetworkKind extends StandingKind<NetworkSpec, NetworkFacts> {
  public static final String NAME = "network";
  private static final int MOST_NAMES = 5;

  private final Networks networks;

  public NetworkKind(Networks networks, InstantSource clock) {
    super(NAME, clock);
    this.networks = networks;
  }

  NetworkFacts now(String id) {
    return networks.facts(id);
  }

  @Override
  protected NetworkFacts facts(Intent<NetworkSpec> intent) {
    return now(intent.id().value());
  }

  @Override
  protected Optional<Waiting> waiting(Intent<NetworkSpec> intent, NetworkFacts is) {
    return intent.wantsPresence() ? toBeBrought(is) : stillUsed(is);
  }

  private static Optional<Waiting> toBeBrought(NetworkFacts is) {
    return is.hosts().stream()
        .filter(part -> part.state() == NetworkFacts.State.WAITING)
        .findFirst()
        .map(part -> new Waiting("brought to " + part.host(), Optional.of(hostNetwork(part))));
  }

  private static ResourceId hostNetwork(NetworkFacts.Part part) {
    return new ResourceId(HostNetworkSpec.KIND, HostNetworkSpec.id(part.hostId()));
  }

  /// What was asked for between the refusal to remove what is in use and the removal keeps it.
  private static Optional<Waiting> stillUsed(NetworkFacts is) {
    return is.addresses().isEmpty()
        ? Optional.empty()
        : Optional.of(new Waiting("still has " + names(is), Optional.empty()));
  }

  static String names(NetworkFacts is) {
    var some =
        is.addresses().stream()
            .limit(MOST_NAMES)
            .map(NetworkFacts.Use::name)
            .collect(Collectors.joining(", "));
    int more = is.addresses().size() - MOST_NAMES;
    return more > 0 ? "%s and %d more".formatted(some, more) : some;
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
