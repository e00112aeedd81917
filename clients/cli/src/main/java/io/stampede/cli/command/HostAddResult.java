package io.stampede.cli.command;

import io.stampede.cli.api.Exit;
import io.stampede.cli.api.Failure;
import io.stampede.cli.api.Kind;
import io.stampede.cli.command.HostAddRun.End;
import io.stampede.cli.json.JsonObject;
import io.stampede.cli.show.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// What a run of `host add` leaves behind: results on the output, reasons on the error output, and
/// no candidate that nobody needs.
record HostAddResult(
    Session session, Kind host, HostAddOptions options, HostsToAdd hosts, HostAddVoice voice) {
  Exit tell(
      Map<String, HostToAdd> rows,
      Map<String, End> ends,
      List<JsonObject> there,
      Set<String> made) {
    if (options.plan()) made.stream().filter(rows::containsKey).forEach(hosts::remove);
    var printer = options.printer(session);
    if (!printer.format().forPeople()) {
      printer.data(data(rows, ends, there));
    } else if (options.plan()) {
      var free = rows.values().stream().filter(r -> ends.get(r.id()) == End.READY).toList();
      HostAddVoice.plan(free).forEach(printer::line);
    } else {
      var ready = new ArrayList<>(there);
      added(rows, ends).forEach(row -> ready.add(session.api().get(host, row.host())));
      HostAdd.print(host, printer, ready);
      next(ready);
    }
    // The host stays; what led to it has done its work.
    if (!options.plan()) added(rows, ends).forEach(row -> hosts.remove(row.id()));
    return exit(rows, ends);
  }

  private static List<HostToAdd> added(Map<String, HostToAdd> rows, Map<String, End> ends) {
    return rows.values().stream()
        .filter(r -> ends.get(r.id()) == End.READY && !r.host().isEmpty())
        .toList();
  }

  private void next(List<JsonObject> ready) {
    if (ready.isEmpty() || !session.terminal().asks()) return;
    var name = Text.safe(ready.getFirst().text("name"));
    voice.say("Next: `stampede host get %s`".formatted(name));
    voice.say(
        "      `stampede container create web --host %s --image nginx --wait`".formatted(name));
  }

  private List<JsonObject> data(
      Map<String, HostToAdd> rows, Map<String, End> ends, List<JsonObject> there) {
    var all = new ArrayList<JsonObject>();
    for (var each : there) {
      var members = new LinkedHashMap<>(each.members());
      members.put("host", each.text("id"));
      members.put("result", "ready");
      all.add(new JsonObject(members));
    }
    rows.values()
        .forEach(row -> {
          var end = ends.getOrDefault(row.id(), End.READY);
          var members = new LinkedHashMap<>(row.json().members());
          boolean well = end.exit() == Exit.OK;
          members.put("result", !well ? "failed" : options.plan() ? "planned" : "ready");
          if (!well) members.put("reason", Map.of("message", end.message(), "fix", end.fix()));
          all.add(new JsonObject(members));
        });
    return all;
  }

  private Exit exit(Map<String, HostToAdd> rows, Map<String, End> ends) {
    var failed = rows.values().stream().filter(r -> isFailed(r, ends)).toList();
    if (failed.isEmpty()) return Exit.OK;
    if (rows.size() == 1) {
      var end = ends.getOrDefault(failed.getFirst().id(), End.READY);
      throw Failure.of(end.exit(), failed.getFirst().name() + ": " + end.message(), end.fix());
    }
    for (var row : failed) {
      var end = ends.getOrDefault(row.id(), End.READY);
      voice.say(Text.safe(row.name() + ": " + end.message()));
      if (!end.fix().isEmpty()) voice.say("  → " + Text.safe(end.fix()));
    }
    var exits = failed.stream().map(r -> ends.getOrDefault(r.id(), End.READY).exit()).distinct();
    var kinds = exits.toList();
    throw Failure.of(
        kinds.size() == 1 ? kinds.getFirst() : Exit.FAILED,
        "%d of %d hosts were not added: %s"
            .formatted(
                failed.size(),
                rows.size(),
                failed.stream().map(HostToAdd::name).collect(Collectors.joining(", "))),
        "mend them, then run the same command again: it goes on with them");
  }

  private static boolean isFailed(HostToAdd row, Map<String, End> ends) {
    return ends.getOrDefault(row.id(), End.READY).exit() != Exit.OK;
  }
}
