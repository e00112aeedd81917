package io.stampede.network;

import io.stampede.engine.Intent;
import io.stampede.engine.Intent.Goal;
import io.stampede.engine.Plan;
import io.stampede.engine.Sight;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Decides; never touches a host.
final class LinkPlanner {
  private static final Duration LATER = Duration.ofSeconds(15);

  private LinkPlanner() {}

  static Plan<LinkStep> plan(Intent<LinkSpec> intent, Sight<LinkFacts> sight, Instant now) {
    return switch (sight) {
      case Sight.Unseen<LinkFacts>(var why, var _) -> Plan.await(now.plus(LATER), why.message());
      case Sight.Missing<LinkFacts> _ -> new Plan.Settled<>();
      case Sight.Found<LinkFacts>(var is, var _) -> plan(intent.goal(), is);
    };
  }

  private static Plan<LinkStep> plan(Goal<LinkSpec> goal, LinkFacts is) {
    var at = goal.spec().address().orElse("");
    return switch (goal) {
      case Goal.Present<LinkSpec>(var spec) -> {
        if (is.host().isPresent() && (!is.there() || is.owed())) {
          yield Plan.of(
              List.of(new LinkStep.Point(spec.aliasName(), at, is.elements(), is.owed())));
        }
        yield is.problem()
            .<Plan<LinkStep>>map(problem -> new Plan.Blocked<>(problem, is.on()))
            .orElseGet(Plan.Settled::new);
      }
      case Goal.Absent<LinkSpec>(var spec) ->
          Plan.of(is.left() ? List.of(new LinkStep.TakeAway(spec.aliasName(), at)) : List.of());
    };
  }
}
