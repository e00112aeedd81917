package io.stampede.cli.command;

import io.stampede.cli.api.Exit;
import io.stampede.cli.api.Kind;
import io.stampede.cli.command.HostToAdd.Check;
import io.stampede.cli.command.HostToAdd.Stand;
import io.stampede.cli.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// One run of `host add`. Each host goes its own way: what can be done for it without a question is
/// done at once, and questions are asked when nothing else moves, or what moves may never end.
final class HostAddRun {
  /// A host that has not answered by then does not keep a person from the others.
  private static final Duration HANGING = Duration.ofSeconds(4);

  /// How it ended for one host.
  record End(Exit exit, String message, String fix) {
    static final End READY = new End(Exit.OK, "", "");
  }

  private final Session session;
  private final Kind host;
  private final HostAddOptions options;
  private final HostsToAdd hosts;
  private final HostAddVoice voice;
  private final Map<String, End> ends = new LinkedHashMap<>();
  private final Map<String, HostToAdd> last = new LinkedHashMap<>();
  private final List<JsonObject> ready = new ArrayList<>();
  private final Set<String> made = new HashSet<>();
  private final Set<String> agreed = new HashSet<>();
  private final Set<String> shown = new HashSet<>();
  private final Set<String> offered = new HashSet<>();
  private Instant end;
  private Instant calm;

  HostAddRun(Session session, Kind host, HostAddOptions options, HostsToAdd hosts) {
    this.session = session;
    this.host = host;
    this.options = options;
    this.hosts = hosts;
    this.voice = new HostAddVoice(session.terminal());
    this.end = session.clock().instant().plus(Specs.timeout(options.line()));
    this.calm = session.clock().instant().plus(HANGING);
  }

  Exit run(List<JsonObject> targets) {
    var hint = new Thread(this::interrupted, "interrupted");
    Runtime.getRuntime().addShutdownHook(hint);
    try {
      for (var target : targets) begin(target);
      follow();
    } finally {
      voice.end();
      Runtime.getRuntime().removeShutdownHook(hint);
    }
    return new HostAddResult(session, host, options, hosts, voice).tell(last, ends, ready, made);
  }

  private void interrupted() {
    session.terminal().err().println();
    session.terminal().err().println("What was begun is kept: the same command goes on with it.");
  }

  private void begin(JsonObject target) {
    var begin = new HostAddBegin(session, host, options, hosts);
    switch (begin.of(target)) {
      case HostAddBegin.Made(var row) -> {
        made.add(row.id());
        last.put(row.id(), row);
      }
      case HostAddBegin.Resumed(var row) -> last.put(row.id(), row);
      case HostAddBegin.There(var json) -> ready.add(json);
      case HostAddBegin.Refused(var row, var end) -> {
        last.put(row.id(), row);
        ends.put(row.id(), end);
      }
    }
  }

  private List<HostToAdd> open() {
    return hosts.rows().stream().filter(row -> !ends.containsKey(row.id())).toList();
  }

  private void follow() {
    while (true) {
      hosts.refresh();
      for (var row : hosts.rows()) last.put(row.id(), row);
      gone();
      if (open().isEmpty()) return;
      boolean acted = false;
      for (var row : open()) acted |= step(row);
      voice.live(hosts.rows());
      if (acted) continue;
      var asking = open().stream().filter(row -> !row.stand().isMoving()).toList();
      if (!asking.isEmpty() && (asking.size() == open().size() || isCalm())) ask(asking);
      else if (!open().isEmpty()) pause();
    }
  }

  private boolean isCalm() {
    boolean busy =
        open().stream().anyMatch(r -> r.stand() == Stand.CHECKING || r.stand() == Stand.ADDING);
    return !busy && session.clock().instant().isAfter(calm);
  }

  private void gone() {
    for (var id : last.keySet()) {
      if (hosts.row(id).isPresent() || ends.containsKey(id)) continue;
      ends.put(id, new End(Exit.FAILED, "somebody has taken it out", ""));
    }
  }

  private void pause() {
    if (session.clock().instant().isBefore(end)) {
      var next = calm.isAfter(session.clock().instant()) && calm.isBefore(end) ? calm : end;
      hosts.pause(next.plusMillis(50));
      return;
    }
    for (var row : open()) {
      fail(
          row,
          Exit.FAILED,
          "is still under way (%s)".formatted(row.doing()),
          "it goes on by itself");
    }
  }

  private boolean fail(HostToAdd row, Exit exit, String message, String fix) {
    ends.put(row.id(), new End(exit, message, fix));
    return true;
  }

  /// What can be done without a question.
  ///
  /// @return whether something was done
  private boolean step(HostToAdd row) {
    return switch (row.stand()) {
      case ASKS_TRUST -> trust(row);
      case KEY_CHANGED -> changed(row);
      case BARRED -> barred(row);
      case FREE -> free(row);
      case FAILED -> failed(row);
      case ADDED -> {
        ends.put(row.id(), End.READY);
        yield true;
      }
      case REACHING, CHECKING, ADDING, LEAVING -> false;
    };
  }

  private boolean failed(HostToAdd row) {
    var problem = row.problem();
    return fail(row, Exit.FAILED, problem.text("message"), problem.text("fix"));
  }

  private boolean asks() {
    return session.terminal().asks();
  }

  private boolean trust(HostToAdd row) {
    if (options.accepted().contains(row.key())) return accept(row);
    var what = "its key is %s %s".formatted(row.keyType(), row.key());
    if (!options.accepted().isEmpty()) {
      return fail(
          row,
          Exit.REFUSED,
          what + ", not " + String.join(" or ", options.accepted()),
          "if the host is the right one, take its fingerprint; else somebody may stand between");
    }
    if (asks()) return false;
    return fail(row, Exit.USAGE, what, "compare it, then agree with --host-key " + row.key());
  }

  private boolean accept(HostToAdd row) {
    last.put(row.id(), hosts.act(row, "trust", Map.of("fingerprint", row.key())));
    return true;
  }

  private boolean changed(HostToAdd row) {
    if (options.accepted().contains(row.key())) return accept(row);
    return fail(
        row,
        Exit.REFUSED,
        "its key has changed to %s %s; nothing was sent to it".formatted(row.keyType(), row.key()),
        "if it was installed anew, compare it, then agree with --host-key " + row.key());
  }

  private boolean barred(HostToAdd row) {
    show(row);
    if (asks() && !options.yes() && !options.plan()) return false;
    var worst = row.bars().getFirst();
    var fix = worst.fix().isEmpty() ? worst.why() : String.join("; ", worst.fix());
    return fail(
        row,
        Exit.REFUSED,
        "%s (%s): %s".formatted(worst.title(), worst.word(), worst.found()),
        worst.isFixable() ? fix + "; or --fix " + worst.word() : fix);
  }

  private boolean free(HostToAdd row) {
    show(row);
    if (options.plan()) {
      ends.put(row.id(), End.READY);
      return true;
    }
    boolean mayAsk = asks() && !options.yes() && !agreed.contains(row.id());
    if (mayAsk) return false;
    hosts.act(row, "add", Map.of());
    return true;
  }

  /// Once for each outcome of the checks.
  private void show(HostToAdd row) {
    var outcome =
        row.id() + row.checks().stream().map(c -> c.word() + c.state() + c.found()).toList();
    if (shown.add(outcome)) voice.report(row);
  }

  private void ask(List<HostToAdd> rows) {
    var strangers = rows.stream().filter(r -> r.stand() == Stand.ASKS_TRUST).toList();
    var barred = rows.stream().filter(r -> r.stand() == Stand.BARRED).toList();
    if (!strangers.isEmpty()) askTrust(strangers);
    else if (offersFixes(rows)) rows.forEach(this::askFixes);
    else if (!barred.isEmpty()) barred.forEach(this::askMend);
    else askGo(rows);
    var now = session.clock().instant();
    end = now.plus(Specs.timeout(options.line()));
    calm = now.plus(HANGING);
  }

  private void askTrust(List<HostToAdd> rows) {
    voice.keys(rows);
    boolean one = rows.size() == 1;
    var answer =
        one
            ? voice.answer("Is it the right one? [y/N]", "")
            : voice.answer("Are all of these right? (o: one by one) [y/o/N]", "");
    for (var row : rows) {
      boolean right =
          answer.equals("o")
              ? voice.agrees("%s %s?".formatted(row.name(), row.key()))
              : answer.equals("y") || answer.equals("yes");
      if (right) accept(row);
      else fail(row, Exit.FAILED, "its key was not agreed to; nothing was sent to it", "");
    }
  }

  private boolean offersFixes(List<HostToAdd> rows) {
    return rows.stream().anyMatch(r -> r.fixable().stream().anyMatch(c -> isNew(r, c)));
  }

  private boolean isNew(HostToAdd row, Check check) {
    return !offered.contains(row.id() + check.word());
  }

  /// Offers what the console can do, each thing once.
  private void askFixes(HostToAdd row) {
    for (var check : row.fixable()) {
      if (!offered.add(row.id() + check.word())) continue;
      var question = "Shall the console put right “%s” on %s?".formatted(check.title(), row.name());
      if (voice.agrees(question)) hosts.act(row, "fix", Map.of("check", check.word()));
    }
  }

  private void askMend(HostToAdd row) {
    var question = "Mend %s, then press Enter to check again; or l to leave it out:";
    var answer = voice.answer(question.formatted(row.name()), "l");
    if (answer.equals("l")) {
      fail(row, Exit.REFUSED, "it was left out: " + row.bars().getFirst().found(), "");
    } else {
      shown.removeIf(outcome -> outcome.startsWith(row.id()));
      hosts.act(row, "recheck", Map.of());
    }
  }

  private void askGo(List<HostToAdd> rows) {
    HostAddVoice.plan(rows).forEach(voice::say);
    voice.say("Nothing has been changed so far.");
    if (voice.agrees("Go?")) rows.forEach(row -> agreed.add(row.id()));
    else rows.forEach(row -> fail(row, Exit.FAILED, "it was not added; nothing was done", ""));
  }
}
