package io.stampede.cli.command;

import io.stampede.cli.api.Exit;
import io.stampede.cli.api.Failure;
import io.stampede.cli.api.Kind;
import io.stampede.cli.command.HostAddRun.End;
import io.stampede.cli.command.HostToAdd.Stand;
import io.stampede.cli.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How one host begins: what an earlier run has begun goes on, and nothing is made twice.
record HostAddBegin(Session session, Kind host, HostAddOptions options, HostsToAdd hosts) {
  /// What has become of it.
  sealed interface Begun {}

  record Made(HostToAdd row) implements Begun {}

  record Resumed(HostToAdd row) implements Begun {}

  /// It is a host already.
  record There(JsonObject json) implements Begun {}

  /// The server does not take what was given.
  record Refused(HostToAdd row, End end) implements Begun {}

  Begun of(JsonObject target) {
    var fields = options.fields(target);
    var port = fields.has("port") ? fields.text("port") : "22";
    var address = fields.text("address");
    try {
      var begun = hosts.begun(address, port);
      if (begun.isPresent()) return new Resumed(resume(begun.get(), fields));
      var there = there(address, port);
      if (there.isPresent() && !options.plan()) return new There(there.get());
      return new Made(hosts.create(fields));
    } catch (Failure e) {
      if (e.exit() != Exit.REFUSED) throw e;
      var row = new HostToAdd(new JsonObject(Map.of("id", address, "name", address)));
      return new Refused(row, new End(e.exit(), said(e), e.fix()));
    }
  }

  private HostToAdd resume(HostToAdd begun, JsonObject fields) {
    var row = hosts.update(begun, fields);
    if (row.stand() == Stand.BARRED) return hosts.act(row, "recheck", Map.of());
    boolean stuck = row.stand() == Stand.FAILED && row.offers("retry");
    return stuck ? hosts.act(row, "retry", Map.of()) : row;
  }

  private Optional<JsonObject> there(String address, String port) {
    var asked = List.of(Map.entry("address", address));
    return session.api().list(host, asked, 100).stream()
        .filter(h -> h.text("port").equals(port))
        .findFirst();
  }

  private static String said(Failure e) {
    var faults = new ArrayList<String>();
    for (var fault : e.faults()) faults.add(fault.field() + " " + fault.message());
    return faults.isEmpty() ? String.valueOf(e.getMessage()) : String.join("; ", faults);
  }
}
