package io.stampede.edge;

import io.stampede.engine.Intent;
import io.stampede.engine.Plan;
import io.stampede.engine.Sight;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Decides; never touches a host.
final class LeadPlanner {
  private static final Duration SOON = Duration.ofSeconds(5);

  private LeadPlanner() {}

  /// @param cut whether connections are to end when it is pointed elsewhere
  static Plan<LeadStep> plan(Intent<?> intent, Sight<LeadFacts> sight, boolean cut, Instant now) {
    return switch (sight) {
      case Sight.Unseen<LeadFacts>(var why, var _) -> Plan.await(now.plus(SOON), why.message());
      case Sight.Missing<LeadFacts> _ -> new Plan.Settled<>();
      case Sight.Found<LeadFacts>(var is, var _) ->
          intent.wantsPresence() ? towards(is, cut, now) : away(is, cut);
    };
  }

  private static Plan<LeadStep> away(LeadFacts is, boolean cut) {
    return Plan.of(
        is.pointed().<LeadStep>map(lead -> new LeadStep.TakeAway(lead, cut)).stream().toList());
  }

  private static Plan<LeadStep> towards(LeadFacts is, boolean cut, Instant now) {
    if (is.problem().isPresent()) {
      return is.pointed().isPresent()
          ? away(is, false)
          : new Plan.Blocked<>(is.problem().get(), is.on());
    }
    if (is.wanted().isEmpty()) return away(is, cut);
    if (is.pending().isPresent()) {
      var pending = is.pending().get();
      return pending.problem().isPresent()
          ? new Plan.Blocked<>(pending.problem().get(), is.on())
          : new Plan.Wait<>(now.plus(SOON), pending.why(), is.on());
    }
    return is.pointed().equals(is.wanted())
        ? new Plan.Settled<>()
        : new Plan.Act<>(List.of(point(is.pointed(), is.wanted().get(), cut)));
  }

  private static LeadStep point(Optional<Lead> before, Lead lead, boolean cut) {
    return new LeadStep.Point(before, lead, cut && before.isPresent());
  }
}
