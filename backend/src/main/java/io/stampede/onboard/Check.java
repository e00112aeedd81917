package io.stampede.onboard;

import io.stampede.onboard.CheckRow.Severity;
import io.stampede.onboard.CheckRow.State;
import java.util.Optional;
import java.util.function.Function;

/// One thing that is looked at: a pure function from what was found to what it means.
///
/// @param word stable, as `docker-reachable`
/// @param part where what it judges comes from
/// @param why what does not work when it is not right
/// @param fix what the console can do about it; offered only where the verdict says so
record Check(
    String word,
    String title,
    Severity severity,
    Part part,
    String why,
    Function<Seen, Verdict> judge,
    Optional<Fix> fix) {
  static Check of(
      String word,
      String title,
      Severity severity,
      Part part,
      String why,
      Function<Seen, Verdict> judge) {
    return new Check(word, title, severity, part, why, judge, Optional.empty());
  }

  Check fixedBy(Fix by) {
    return new Check(word, title, severity, part, why, judge, Optional.of(by));
  }

  CheckRow row(Seen seen, long tookMillis) {
    var verdict = judge.apply(seen);
    boolean wrong = verdict.state() == State.FAILED || verdict.state() == State.UNKNOWN;
    return new CheckRow(
        word,
        title,
        severity,
        verdict.state(),
        verdict.found(),
        why,
        wrong ? verdict.fix() : "",
        verdict.state() == State.FAILED && verdict.fixable() && fix.isPresent(),
        tookMillis);
  }

  CheckRow row(State state, String found) {
    return new CheckRow(word, title, severity, state, found, why, "", false, 0);
  }
}
