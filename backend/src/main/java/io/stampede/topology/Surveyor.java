package io.stampede.topology;

import io.stampede.client.Resource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Makes a [Topology] of what the client lists.
final class Surveyor {
  static final String HOST = "host";
  static final String NETWORK = "network";
  static final List<String> WORKLOADS = List.of("virtualMachine", "container");

  private final List<Resource> hosts;
  private final List<Lane> lanes;
  private final List<Arrow> arrows;
  private final Map<String, List<Resource>> workloads;
  private final Map<String, List<Workload.Plug>> plugs = new HashMap<>();

  private final Map<String, List<Resource>> world;

  /// From, to and network's id.
  private record Ends(String from, String to, String network) {}

  private final Map<Ends, Way> ways = new HashMap<>();

  Surveyor(Map<String, List<Resource>> world) {
    this.world = world;
    this.hosts = all(HOST).sorted(Comparator.comparing(Resource::name)).toList();
    this.lanes = all(NETWORK).map(Lane::of).sorted(Comparator.comparingLong(Lane::number)).toList();
    this.arrows = Arrows.of(world);
    this.workloads =
        WORKLOADS.stream()
            .flatMap(this::all)
            .collect(
                Collectors.groupingBy(r -> r.text(HOST), LinkedHashMap::new, Collectors.toList()));
    for (var lane : lanes) {
      for (var address : lane.addresses()) {
        plugs
            .computeIfAbsent(address.key(), _ -> new ArrayList<>())
            .add(new Workload.Plug(lane.id(), address.address()));
      }
    }
    all(NETWORK).forEach(this::ways);
  }

  private Stream<Resource> all(String kind) {
    return world.getOrDefault(kind, List.of()).stream();
  }

  private void ways(Resource network) {
    for (var row : Row.of(network, "pairs")) {
      var way = named(row.way());
      ways.put(new Ends(way.from(), way.to(), network.id()), way);
    }
  }

  /// Daemons know hosts by their ids; people by their names.
  private Way named(Way way) {
    var error = way.error();
    for (var host : hosts) error = error.map(text -> text.replace(host.id(), host.name()));
    return way.withError(error);
  }

  Topology topology() {
    var pointed = new HashSet<String>();
    for (var arrow : arrows) {
      pointed.addAll(arrow.targets());
      arrow.from().ifPresent(pointed::add);
    }
    return new Topology(
        lanes,
        hosts.stream().map(host -> card(host, pointed)).toList(),
        lanes.stream().flatMap(this::pairs).toList(),
        arrows);
  }

  private HostCard card(Resource host, Set<String> pointed) {
    var all = workloads.getOrDefault(host.id(), List.of()).stream().map(this::workload).toList();
    var shown =
        all.stream()
            .filter(w -> !w.plugs().isEmpty() || pointed.contains(w.key()))
            .sorted(Comparator.comparing(Workload::name))
            .toList();
    return new HostCard(
        host.id(), host.name(), host.status(), host.seenAt(), shown, all.size() - shown.size());
  }

  private Workload workload(Resource r) {
    return new Workload(
        r.kind(),
        r.id(),
        r.name(),
        r.text(HOST),
        r.status(),
        plugs.getOrDefault(r.kind() + "/" + r.id(), List.of()));
  }

  /// Of each two hosts that have a part of it, whether they have told of the way or not.
  private Stream<Pair> pairs(Lane lane) {
    var names = lane.blocks().stream().map(Lane.Block::host).sorted().toList();
    var pairs = new ArrayList<Pair>();
    for (int i = 0; i < names.size(); i++) {
      for (int j = i + 1; j < names.size(); j++) {
        pairs.add(pair(lane, names.get(i), names.get(j)));
      }
    }
    return pairs.stream();
  }

  private Pair pair(Lane lane, String a, String b) {
    var both =
        Stream.of(new Ends(a, b, lane.id()), new Ends(b, a, lane.id()))
            .flatMap(ends -> Stream.ofNullable(ways.get(ends)))
            .toList();
    return new Pair(lane.id(), lane.name(), a, b, both);
  }
}
