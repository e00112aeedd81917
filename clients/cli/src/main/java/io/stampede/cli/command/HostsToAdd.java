package io.stampede.cli.command;

import io.stampede.cli.api.Action;
import io.stampede.cli.api.Exit;
import io.stampede.cli.api.Failure;
import io.stampede.cli.api.Kind;
import io.stampede.cli.api.Watch;
import io.stampede.cli.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/// The hosts of one run of `host add`, as the server has them: kept by it, whatever becomes of us.
final class HostsToAdd {
  static final String KIND = "candidate";

  private static final long GAP = 10_000_000;
  private static final long MOST_GAP = 100_000_000;

  private final Session session;
  private final Kind kind;
  private final Watch watch;
  private final Map<String, HostToAdd> rows = new LinkedHashMap<>();
  private Optional<List<HostToAdd>> before = Optional.empty();
  private int quiet;
  private long looked = System.nanoTime() - MOST_GAP;

  HostsToAdd(Session session, Kind kind) {
    this.session = session;
    this.kind = kind;
    this.watch = Watch.start(session.api());
  }

  Kind kind() {
    return kind;
  }

  List<HostToAdd> rows() {
    return List.copyOf(rows.values());
  }

  Optional<HostToAdd> row(String id) {
    return Optional.ofNullable(rows.get(id));
  }

  /// The one at this address that an earlier run, or somebody else, has begun.
  Optional<HostToAdd> begun(String address, String port) {
    if (before.isEmpty()) before = Optional.of(all());
    return before.get().stream()
        .filter(r -> r.json().text("address").equals(address))
        .filter(r -> r.json().text("port").equals(port))
        .filter(r -> r.stand() != HostToAdd.Stand.LEAVING)
        .findFirst();
  }

  private List<HostToAdd> all() {
    return session.api().list(kind, List.of(), Integer.MAX_VALUE).stream()
        .map(HostToAdd::new)
        .toList();
  }

  HostToAdd create(JsonObject fields) {
    return take(session.api().create(kind, fields, false));
  }

  HostToAdd update(HostToAdd row, JsonObject fields) {
    return take(session.api().update(kind, row.id(), fields, false));
  }

  HostToAdd take(JsonObject json) {
    var row = new HostToAdd(json);
    rows.put(row.id(), row);
    quiet = 0;
    return row;
  }

  HostToAdd act(HostToAdd row, String name, Map<String, Object> input) {
    return take(session.api().act(kind, row.id(), action(name), new JsonObject(input), false));
  }

  private Action action(String name) {
    return kind.action(name)
        .orElseThrow(() ->
            Failure.of(Exit.FAILED, "this server cannot “%s” a host".formatted(name), "update it"));
  }

  JsonObject ask(String name, Map<String, Object> input) {
    return session.api().ask(kind, action(name), new JsonObject(input));
  }

  void remove(String id) {
    session.api().delete(kind, id, false);
  }

  /// Looks at all that are asked for again, in one call. Many that move at once shall not keep the
  /// server busy with telling so: the more there are, the rarer it is asked.
  void refresh() {
    long gap = Math.min(MOST_GAP, GAP * rows.size());
    LockSupport.parkNanos(looked + gap - System.nanoTime());
    looked = System.nanoTime();
    var seen = new LinkedHashMap<String, HostToAdd>();
    for (var row : all()) seen.put(row.id(), row);
    rows.keySet().retainAll(seen.keySet());
    rows.replaceAll((id, _) -> seen.getOrDefault(id, new HostToAdd(JsonObject.EMPTY)));
  }

  /// Until something may have changed.
  void pause(Instant end) {
    var left = Duration.between(session.clock().instant(), end);
    try {
      watch.pause(rows.keySet(), quiet++, left);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Failure.of(Exit.FAILED, "interrupted", "");
    }
  }
}
