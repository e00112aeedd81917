package io.stampede.network;

import io.stampede.engine.Intent;
import io.stampede.engine.Plan;
import io.stampede.engine.ResourceId;
import io.stampede.engine.Sight;
import io.stampede.engine.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;

/// Decides; a network has no moves of its own, only hosts to wait for.
final class NetworkPlanner {
  private static final Duration SOON = Duration.ofSeconds(5);
  private static final int MOST_NAMES = 5;

  private NetworkPlanner() {}

  static Plan<Step> plan(Intent<NetworkSpec> intent, Sight<NetworkFacts> sight, Instant now) {
    return switch (sight) {
      case Sight.Unseen<NetworkFacts>(var why, var _) -> Plan.await(now.plus(SOON), why.message());
      case Sight.Missing<NetworkFacts> _ -> new Plan.Settled<>();
      case Sight.Found<NetworkFacts>(var is, var _) ->
          intent.wantsPresence() ? here(is, now) : away(is, now);
    };
  }

  private static Plan<Step> here(NetworkFacts is, Instant now) {
    return is.hosts().stream()
        .filter(part -> part.state() == NetworkFacts.State.WAITING)
        .findFirst()
        .map(part -> waiting("brought to " + part.host(), part, now))
        .orElseGet(Plan.Settled::new);
  }

  private static Plan<Step> waiting(String what, NetworkFacts.Part part, Instant now) {
    var on = new ResourceId(HostNetworkSpec.KIND, HostNetworkSpec.id(part.hostId()));
    return Plan.await(now.plus(SOON), what, on);
  }

  /// What was asked for between the refusal to remove what is in use and the removal keeps it.
  private static Plan<Step> away(NetworkFacts is, Instant now) {
    if (is.addresses().isEmpty()) return new Plan.Settled<>();
    return Plan.await(now.plus(SOON), "still has " + names(is));
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
}
