package io.stampede.onboard;

import io.stampede.engine.Intent;
import io.stampede.engine.Plan;
import io.stampede.engine.Problem;
import io.stampede.engine.ResourceId;
import io.stampede.engine.Sight;
import io.stampede.host.HostKind;
import io.stampede.onboard.CandidateFacts.Trust;
import io.stampede.onboard.CheckRow.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Decides; never touches a host.
final class CandidatePlanner {
  /// Looks report when they are over; this is for a report that got lost.
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(2);

  /// An added candidate stays on the list this long.
  private static final Duration SHOWN = Duration.ofHours(1);

  private CandidatePlanner() {}

  static Plan<CandidateStep> plan(
      Intent<CandidateSpec> intent, Sight<CandidateFacts> sight, Instant now) {
    return switch (sight) {
      case Sight.Unseen<CandidateFacts>(var why, var _) ->
          Plan.await(now.plus(LOOK_AGAIN), why.message());
      case Sight.Missing<CandidateFacts> _ -> new Plan.Settled<>();
      case Sight.Found<CandidateFacts>(var facts, var _) ->
          intent.wantsPresence() ? present(intent.spec(), facts, now) : absent(intent.spec());
    };
  }

  /// Found although it is to be gone: our key is still there.
  private static Plan<CandidateStep> absent(CandidateSpec spec) {
    return Plan.of(List.of(new CandidateStep.TakeKeyBack(spec.shown(), spec.login())));
  }

  private static Plan<CandidateStep> present(
      CandidateSpec spec, CandidateFacts facts, Instant now) {
    if (facts.host().isPresent()) return following(spec, facts, now);
    if (facts.trouble().isPresent()) return new Plan.Blocked<>(facts.trouble().get());
    if (facts.trust() == Trust.CHANGED) return new Plan.Blocked<>(changedKey(spec, facts));
    if (facts.trust() == Trust.UNKNOWN && facts.presentedKey().isPresent()) {
      return spec.go()
          ? new Plan.Blocked<>(unknownKey(spec, facts))
          : new Plan.Settled<CandidateStep>();
    }
    if (facts.isOpen()) {
      int all = facts.checks().size();
      return Plan.await(
          now.plus(LOOK_AGAIN),
          "checking %s: %d of %d".formatted(spec.shown(), all - facts.open(), all));
    }
    var mends = mends(spec, facts);
    if (!spec.go()) return Plan.of(mends);
    return mends.isEmpty() && !facts.bars().isEmpty()
        ? new Plan.Blocked<>(barred(spec, facts.bars()))
        : Plan.of(andAdd(spec, facts, mends));
  }

  private static Plan<CandidateStep> following(
      CandidateSpec spec, CandidateFacts facts, Instant now) {
    if (facts.hostReady()) {
      boolean old = facts.hostSince().filter(t -> t.plus(SHOWN).isBefore(now)).isPresent();
      return old ? Plan.of(List.of(new CandidateStep.Retire(spec.shown()))) : new Plan.Settled<>();
    }
    var id = new ResourceId(HostKind.NAME, facts.host().orElseThrow());
    return Plan.await(now.plus(LOOK_AGAIN), facts.hostDoing(), id);
  }

  private static List<CandidateStep> mends(CandidateSpec spec, CandidateFacts facts) {
    return facts.checks().stream()
        .filter(row -> spec.fixes().contains(row.check()))
        .filter(row -> row.state() == State.FAILED && row.fixable())
        .<CandidateStep>map(row -> mend(spec, row))
        .toList();
  }

  private static CandidateStep mend(CandidateSpec spec, CheckRow row) {
    var fix = Checks.named(row.check()).flatMap(Check::fix).orElseThrow();
    return new CandidateStep.Mend(spec.shown(), row.check(), fix.title(), fix.calls());
  }

  private static List<CandidateStep> andAdd(
      CandidateSpec spec, CandidateFacts facts, List<CandidateStep> mends) {
    var steps = new ArrayList<>(mends);
    if (spec.wantsKeyInstalled()) {
      steps.add(new CandidateStep.InstallKey(spec.shown(), spec.login()));
    }
    steps.add(new CandidateStep.Add(spec.shown(), facts.changes()));
    return steps;
  }

  static Problem barred(CandidateSpec spec, List<CheckRow> bars) {
    var named = bars.stream().map(CheckRow::check).collect(Collectors.joining(", "));
    var first = bars.getFirst();
    return Problem.host(
        "check-failed",
        "%s cannot be added: %s failed. %s: %s"
            .formatted(spec.shown(), named, first.title(), first.found()),
        first.fix().isEmpty()
            ? first.why()
            : first.fix().lines().findFirst().orElse("")
                + " (see the check "
                + first.check()
                + ")");
  }

  static Problem unknownKey(CandidateSpec spec, CandidateFacts facts) {
    return Problem.request(
        "host-key-unknown",
        "%s shows %s %s"
            .formatted(
                spec.shown(), facts.presentedKeyType().orElse(""), facts.presentedKey().orElse("")),
        "compare it with what “ssh-keygen -l” says there, then trust it");
  }

  private static Problem changedKey(CandidateSpec spec, CandidateFacts facts) {
    return Problem.host(
        "host-key-changed",
        "%s shows %s, which is not the key that was accepted; nothing was sent to it"
            .formatted(spec.shown(), facts.presentedKey().orElse("another key")),
        "if it was installed anew, compare the new key and trust it; if not, somebody may be in"
            + " between");
  }
}
