package io.stampede.host;

import io.stampede.engine.Intent;
import io.stampede.engine.Intent.Goal;
import io.stampede.engine.Plan;
import io.stampede.engine.Sight;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Decides; never touches a host.
final class HostPlanner {
  /// A host that does not answer is called this often.
  private static final Duration CALL_AGAIN = Duration.ofSeconds(5);

  private HostPlanner() {}

  static Plan<HostStep> plan(Intent<HostSpec> intent, Sight<HostFacts> sight, Instant now) {
    return switch (sight) {
      case Sight.Unseen<HostFacts>(var why, var _) ->
          Plan.await(now.plus(CALL_AGAIN), why.message());
      case Sight.Missing<HostFacts> _ -> new Plan.Settled<>();
      case Sight.Found<HostFacts>(var facts, var _) -> Plan.of(steps(intent.goal(), facts.mark()));
    };
  }

  private static List<HostStep> steps(Goal<HostSpec> goal, HostFacts.Mark mark) {
    var host = goal.spec().name().value();
    return switch (goal) {
      case Goal.Present<HostSpec> _ ->
          mark == HostFacts.Mark.NONE ? List.of(new HostStep.Claim(host)) : List.of();
      case Goal.Absent<HostSpec> _ ->
          mark == HostFacts.Mark.OURS ? List.of(new HostStep.Release(host)) : List.of();
    };
  }
}
