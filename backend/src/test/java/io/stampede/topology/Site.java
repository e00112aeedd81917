package io.stampede.topology;

import io.stampede.client.Resource;
import io.stampede.engine.Phase;
import io.stampede.engine.Status;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a client lists of a site of some size, with what is asked for it.
final class Site {
  static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  private final Map<String, List<Resource>> world = new HashMap<>();
  private final int hosts;

  Site(int hosts) {
    this.hosts = hosts;
    for (int h = 1; h <= hosts; h++) {
      add("host", "ho-" + h, name(h), Phase.CONNECTED, Map.of());
    }
  }

  static String name(int host) {
    return "h%02d".formatted(host);
  }

  /// A network on all hosts, with so many containers on each.
  Site network(int number, int containers) {
    var parts = new ArrayList<Map<String, Object>>();
    var uses = new ArrayList<Map<String, Object>>();
    for (int h = 1; h <= hosts; h++) {
      parts.add(part(number, h, containers));
      for (int c = 1; c <= containers; c++) {
        var id = "ct-%d-%d-%d".formatted(number, h, c);
        var address = "10.%d.%d.%d".formatted(number, h, c + 1);
        add("container", id, "c" + id.substring(2), Phase.RUNNING, Map.of("host", "ho-" + h));
        uses.add(
            Map.of(
                "address",
                address,
                "name",
                "c" + id.substring(2),
                "kind",
                "container",
                "workload",
                id,
                "host",
                name(h)));
      }
    }
    var fields = new LinkedHashMap<String, Object>();
    fields.put("number", (long) number);
    fields.put("cidr", "10.%d.0.0/16".formatted(number));
    fields.put("overlay", "ipsec");
    fields.put("hosts", parts);
    fields.put("addresses", uses);
    fields.put("pairs", new ArrayList<Map<String, Object>>());
    add("network", "nw-" + number, "net" + number, Phase.READY, fields);
    return this;
  }

  private static Map<String, Object> part(int number, int host, int used) {
    return Map.of(
        "host",
        name(host),
        "block",
        "10.%d.%d.0/24".formatted(number, host),
        "gateway",
        "10.%d.%d.1".formatted(number, host),
        "used",
        (long) used,
        "free",
        253L - used,
        "state",
        "applied");
  }

  /// What one end says of the way to another.
  ///
  /// @param rtt none when it does not answer
  @SuppressWarnings("unchecked") // it is what network put there
  Site told(int number, int from, int to, Optional<Long> rtt, long loss) {
    var network =
        world.getOrDefault("network", List.of()).stream()
            .filter(r -> r.id().equals("nw-" + number))
            .findFirst();
    var told = network.orElseThrow().fields().get("pairs");
    var pairs = (List<Map<String, Object>>) java.util.Objects.requireNonNull(told);
    var pair = new HashMap<String, Object>();
    pair.put("from", name(from));
    pair.put("to", name(to));
    pair.put("network", "net" + number);
    pair.put("answers", rtt.isPresent());
    pair.put("since", "2026-03-01T11:56:00Z");
    pair.put("bytesIn", 2048L);
    pair.put("bytesOut", 500L);
    rtt.ifPresent(micros -> pair.put("rttMicros", micros));
    pair.put("lossPercent", loss);
    pair.put("mtu", 1438L);
    if (rtt.isEmpty()) pair.put("error", "no answer from ho-" + to);
    pairs.add(pair);
    return this;
  }

  /// Every way answers.
  Site good(int number) {
    for (int a = 1; a <= hosts; a++) {
      for (int b = 1; b <= hosts; b++) if (a != b) told(number, a, b, Optional.of(640L), 0);
    }
    return this;
  }

  Site add(String kind, String id, String name, Phase phase, Map<String, Object> fields) {
    world
        .computeIfAbsent(kind, _ -> new ArrayList<>())
        .add(
            new Resource(
                kind,
                id,
                name,
                1,
                fields,
                Status.resting(phase),
                NOW,
                Optional.of(NOW),
                List.of()));
    return this;
  }

  Topology topology() {
    return Topology.of(world);
  }
}
