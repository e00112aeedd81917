package io.stampede.network;

import io.stampede.engine.Intent;
import io.stampede.engine.Intent.Goal;
import io.stampede.engine.Plan;
import io.stampede.engine.ResourceId;
import io.stampede.engine.Sight;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Decides; never touches a host.
final class HostNetworkPlanner {
  private static final Duration SOON = Duration.ofSeconds(5);
  private static final Duration LATER = Duration.ofSeconds(15);
  private static final String HOST = "host";

  private HostNetworkPlanner() {}

  static Plan<HostNetworkStep> plan(
      Intent<HostNetworkSpec> intent, Sight<HostNetworkFacts> sight, Instant now) {
    return switch (sight) {
      case Sight.Unseen<HostNetworkFacts>(var why, var _) ->
          Plan.await(now.plus(LATER), why.message());
      case Sight.Missing<HostNetworkFacts> _ -> new Plan.Settled<>();
      case Sight.Found<HostNetworkFacts>(var is, var _) -> plan(intent.goal(), is, now);
    };
  }

  private static Plan<HostNetworkStep> plan(
      Goal<HostNetworkSpec> goal, HostNetworkFacts is, Instant now) {
    return switch (goal) {
      case Goal.Present<HostNetworkSpec>(var spec) -> {
        if (is.notYet().isPresent()) {
          yield Plan.await(now.plus(SOON), is.notYet().get(), new ResourceId(HOST, spec.host()));
        }
        yield Plan.of(towards(is));
      }
      case Goal.Absent<HostNetworkSpec> _ ->
          Plan.of(is.there() ? List.of(new HostNetworkStep.Clear()) : List.of());
    };
  }

  /// A host on which no workload needs a network any more is left without a trace of them.
  private static List<HostNetworkStep> towards(HostNetworkFacts is) {
    if (!is.wanted()) return is.there() ? List.of(new HostNetworkStep.Clear()) : List.of();
    boolean differs = !is.there() || !is.differences().isEmpty();
    return differs ? List.of(new HostNetworkStep.Apply(is.differences())) : List.of();
  }
}
