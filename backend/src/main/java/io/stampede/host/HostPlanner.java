package io.stampede.host;

import io.stampede.engine.Intent;
import io.stampede.engine.Intent.Goal;
import io.stampede.engine.Plan;
import io.stampede.engine.Sight;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Decides; never touches a host.
final class HostPlanner {
  /// A host that does not answer is called this often.
  private static final Duration CALL_AGAIN = Duration.ofSeconds(5);

  /// One that starts anew is expected any moment.
  private static final Duration CALL_BACK = Duration.ofSeconds(1);

  private HostPlanner() {}

  static boolean isRebooting(Intent<HostSpec> intent, Instant now) {
    return intent.wantsPresence()
        && intent.spec().reboot().filter(reboot -> reboot.explainsAbsence(now)).isPresent();
  }

  static Plan<HostStep> plan(Intent<HostSpec> intent, Sight<HostFacts> sight, Instant now) {
    return switch (sight) {
      case Sight.Unseen<HostFacts>(var why, var _) ->
          Plan.await(now.plus(isRebooting(intent, now) ? CALL_BACK : CALL_AGAIN), why.message());
      case Sight.Missing<HostFacts> _ -> new Plan.Settled<>();
      case Sight.Found<HostFacts>(var facts, var _) -> Plan.of(steps(intent.goal(), facts));
    };
  }

  private static List<HostStep> steps(Goal<HostSpec> goal, HostFacts facts) {
    var host = goal.spec().name().value();
    var mark = facts.mark();
    return switch (goal) {
      case Goal.Present<HostSpec>(var spec) -> {
        var steps = new ArrayList<HostStep>();
        if (mark == HostFacts.Mark.NONE) steps.add(new HostStep.Claim(host));
        spec.reboot()
            .filter(reboot -> !reboot.isOver(facts))
            .ifPresent(reboot -> steps.add(new HostStep.Restart(host, reboot.boot())));
        yield steps;
      }
      case Goal.Absent<HostSpec> _ ->
          mark == HostFacts.Mark.OURS ? List.of(new HostStep.Release(host)) : List.of();
    };
  }
}
