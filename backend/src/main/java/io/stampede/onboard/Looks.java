package io.stampede.onboard;

import io.stampede.onboard.CandidateFacts.Trust;
import io.stampede.onboard.CheckRow.State;
import java.util.List;
import java.util.Optional;

/// From what is known of a candidate to its table of checks, its list of changes and what is next.
/// Pure.
final class Looks {
  private Looks() {}

  static CandidateFacts facts(Seen seen, Progress progress, Optional<String> host) {
    // Nobody looks at one that has become a host: its checks are over, not waiting.
    boolean over = host.isPresent() && progress.took().isEmpty();
    var rows = over ? List.<CheckRow>of() : rows(seen, progress);
    int barring = (int) rows.stream().filter(CheckRow::bars).count();
    return new CandidateFacts(
        progress.key().map(k -> k.fingerprint()),
        progress.key().map(k -> k.type()).filter(t -> !t.isEmpty()),
        progress.trust(),
        pinnedBy(seen, progress),
        rows,
        progress.took().containsKey(Part.SYSTEM) ? Changes.of(seen) : List.of(),
        CandidateFacts.count(rows, State.OK),
        CandidateFacts.count(rows, State.FAILED),
        barring,
        (int) rows.stream().filter(row -> !row.state().isOver()).count(),
        next(seen.spec(), progress, rows, host),
        host,
        progress.trouble(),
        false,
        "",
        Optional.empty());
  }

  private static List<CheckRow> rows(Seen seen, Progress progress) {
    return Checks.ALL.stream().map(check -> row(check, seen, progress)).toList();
  }

  private static CheckRow row(Check check, Seen seen, Progress progress) {
    var part = check.part();
    if (part == Part.CONSOLE) return console(check, seen, progress);
    if (part == Part.LOGIN) return login(check, seen, progress);
    if (progress.trouble().isPresent() || progress.trust() == Trust.CHANGED) {
      return check.row(State.SKIPPED, "not looked at before the login works");
    }
    if (progress.running().contains(part)) return check.row(State.RUNNING, "");
    if (!progress.took().containsKey(part)) return check.row(State.WAITING, "");
    var failed = progress.failed().get(part);
    return failed == null
        ? check.row(seen, progress.took().get(part))
        : check.row(State.UNKNOWN, failed);
  }

  /// What the console knows by itself, and what it holds against the script's findings.
  private static CheckRow console(Check check, Seen seen, Progress progress) {
    boolean known =
        progress.trouble().isPresent()
            || progress.trust() == Trust.CHANGED
            || progress.took().containsKey(Part.SYSTEM);
    return known ? check.row(seen, 0) : check.row(State.WAITING, "");
  }

  private static CheckRow login(Check check, Seen seen, Progress progress) {
    if (progress.trouble().isPresent()) {
      var problem = progress.trouble().get();
      return new CheckRow(
          check.word(),
          check.title(),
          check.severity(),
          State.FAILED,
          problem.message(),
          check.why(),
          problem.fix(),
          false,
          0);
    }
    if (progress.trust() == Trust.CHANGED) {
      return check.row(State.FAILED, "it shows another host key than the accepted one");
    }
    var took = progress.took().get(Part.LOGIN);
    return took == null ? check.row(State.WAITING, "") : check.row(seen, took);
  }

  private static Optional<String> pinnedBy(Seen seen, Progress progress) {
    if (progress.key().isEmpty()) return Optional.empty();
    var shown = progress.key().get().fingerprint();
    var same =
        seen.neighbours().stream()
            .filter(n -> n.hostKey().filter(shown::equals).isPresent())
            .map(n -> n.shown())
            .findFirst();
    if (same.isPresent()) return same;
    var address = seen.spec().address().value();
    return seen.neighbours().stream()
        .filter(n -> n.address().equals(address) && n.hostKey().isPresent())
        .map(n -> "%s has another key: %s".formatted(n.shown(), n.hostKey().orElseThrow()))
        .findFirst();
  }

  private static String next(
      CandidateSpec spec, Progress progress, List<CheckRow> rows, Optional<String> host) {
    if (host.isPresent()) return "";
    if (progress.trouble().isPresent()) return progress.trouble().get().fix();
    return switch (progress.trust()) {
      case UNKNOWN ->
          progress.key().isPresent() ? "compare its host key, and trust it" : "wait for its answer";
      case CHANGED -> "find out why its host key has changed";
      case TRUSTED, AUTHORITY -> decided(spec, rows);
    };
  }

  private static String decided(CandidateSpec spec, List<CheckRow> rows) {
    if (rows.stream().anyMatch(row -> !row.state().isOver())) return "wait for its checks";
    var bar = rows.stream().filter(CheckRow::bars).findFirst();
    if (bar.isPresent()) return "put right: " + bar.get().title();
    return spec.go() ? "" : "add it";
  }
}
