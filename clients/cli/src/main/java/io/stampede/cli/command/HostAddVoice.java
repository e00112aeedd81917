package io.stampede.cli.command;

import io.stampede.cli.command.HostToAdd.Check;
import io.stampede.cli.show.Live;
import io.stampede.cli.show.Table;
import io.stampede.cli.show.Terminal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/// What `host add` says and asks: on the error output, so that the output holds results only.
final class HostAddVoice {
  private static final int MOST_LINES = 20;
  private static final int CHECKS_SHOWN = 5;

  private final Terminal terminal;
  private final Live live;

  HostAddVoice(Terminal terminal) {
    this.terminal = terminal;
    this.live = new Live(terminal);
  }

  /// The stand of all, written over and over.
  void live(List<HostToAdd> rows) {
    var lines = new ArrayList<String>();
    for (var row : rows) {
      lines.add(line(row));
      boolean told = row.stand() == HostToAdd.Stand.ADDING || row.stand() == HostToAdd.Stand.ADDED;
      if (rows.size() > 3 || told) continue;
      row.wrong().stream()
          .limit(CHECKS_SHOWN)
          .forEach(check ->
              lines.add("    %s %s: %s".formatted(mark(check), check.title(), check.found())));
    }
    if (lines.size() > MOST_LINES) {
      int more = lines.size() - MOST_LINES;
      lines.subList(MOST_LINES, lines.size()).clear();
      lines.add("… and %d more".formatted(more));
    }
    live.draw(lines);
  }

  private static String line(HostToAdd row) {
    var stand =
        switch (row.stand()) {
          case REACHING -> "asking for its key";
          case ASKS_TRUST -> "its key is to be compared";
          case KEY_CHANGED -> "its key has changed";
          case CHECKING -> checking(row);
          case BARRED -> "cannot be added yet";
          case FREE -> "may be added";
          case ADDING -> row.doing().isEmpty() ? "being added" : row.doing();
          case ADDED -> "ready";
          case FAILED -> row.doing();
          case LEAVING -> "being taken back";
        };
    return "  %s  %s".formatted(row.name(), stand);
  }

  private static String checking(HostToAdd row) {
    long over = row.checks().stream().filter(c -> !c.isOpen()).count();
    return row.checks().isEmpty()
        ? "logging in"
        : "checking: %d of %d".formatted(over, row.checks().size());
  }

  void say(String text) {
    live.end();
    terminal.err().println(text);
  }

  boolean agrees(String question) {
    live.end();
    return terminal.agrees(question);
  }

  /// @param atEnd the answer of one who cannot be asked any more
  String answer(String question, String atEnd) {
    live.end();
    return terminal.answer(question).orElse(atEnd);
  }

  /// Shows keys that are not known yet.
  void keys(List<HostToAdd> rows) {
    var table = Table.of("host", "key", "fingerprint", "known from");
    for (var row : rows) {
      table.add(List.of(row.name(), row.keyType(), row.key(), row.pinnedBy()));
    }
    say(rows.size() == 1 ? "This host shows a key:" : "These hosts show keys:");
    terminal.err().print(table.text(terminal.width(), UnaryOperator.identity()));
    say("Compare with what `ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub` prints there.");
  }

  /// All that is not right with a host, the worst first, each with its reason and its fix.
  void report(HostToAdd row) {
    var checks = row.checks();
    var wrong = row.wrong();
    say(
        "%s (%s): %d checks, %s"
            .formatted(
                row.name(),
                row.where(),
                checks.size(),
                wrong.isEmpty() ? "all is well" : wrong.size() + " to look at"));
    for (var check : wrong) report(check);
  }

  private void report(Check check) {
    say("  %s %s: %s (%s)".formatted(mark(check), check.severity(), check.title(), check.word()));
    part("found", List.of(check.found()));
    part("why", List.of(check.why()));
    part("fix", check.fix());
    if (check.isFixable()) part("", List.of("or let the console do it: --fix " + check.word()));
  }

  private void part(String head, List<String> lines) {
    var first = head;
    for (var line : lines) {
      if (line.isEmpty()) continue;
      say("      %-6s %s".formatted(first, line));
      first = "";
    }
  }

  private static String mark(Check check) {
    return check.bars() ? "✗" : check.severity().equals("note") ? "·" : "!";
  }

  /// What adding changes; hosts on which it is the same stand together.
  static List<String> plan(List<HostToAdd> rows) {
    Map<List<String>, List<String>> alike = new LinkedHashMap<>();
    for (var row : rows) {
      alike.computeIfAbsent(row.changes(), _ -> new ArrayList<>()).add(row.name());
    }
    var lines = new ArrayList<String>();
    alike.forEach((changes, names) -> {
      if (changes.isEmpty()) {
        lines.add("Adding %s changes nothing there.".formatted(String.join(", ", names)));
        return;
      }
      lines.add("Adding %s will".formatted(String.join(", ", names)));
      changes.forEach(change -> lines.add("  - " + change));
    });
    return lines;
  }

  static String names(List<HostToAdd> rows) {
    return rows.stream().map(HostToAdd::name).collect(Collectors.joining(", "));
  }

  void end() {
    live.end();
  }
}
