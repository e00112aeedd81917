package io.stampede.topology;

import io.stampede.client.Resource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The networks, the hosts, what is plugged where, and how the pairs of hosts fare.
///
/// @param lanes by number
/// @param hosts by name
/// @param pairs of each network, in the order of the hosts
public record Topology(
    List<Lane> lanes, List<HostCard> hosts, List<Pair> pairs, List<Arrow> arrows) {
  public static final Topology NOTHING = new Topology(List.of(), List.of(), List.of(), List.of());

  /// A direction of a pair.
  public record Line(Pair pair, Way way) {}

  public Topology {
    lanes = List.copyOf(lanes);
    hosts = List.copyOf(hosts);
    pairs = List.copyOf(pairs);
    arrows = List.copyOf(arrows);
  }

  /// @param world what the client lists, by kind; a kind that there is not may be left out
  public static Topology of(Map<String, List<Resource>> world) {
    return new Surveyor(world).topology();
  }

  public Optional<Lane> lane(String id) {
    return lanes.stream().filter(lane -> lane.id().equals(id)).findFirst();
  }

  /// The same with one network only, and with the workloads on it.
  public Topology of(Lane lane) {
    var some =
        hosts.stream()
            .filter(host -> lane.block(host.name()).isPresent())
            .map(host -> only(lane, host))
            .toList();
    return new Topology(List.of(lane), some, pairs(lane), arrows);
  }

  private static HostCard only(Lane lane, HostCard host) {
    var on =
        host.workloads().stream()
            .filter(w -> w.plugs().stream().anyMatch(p -> p.network().equals(lane.id())))
            .toList();
    int others = host.others() + host.workloads().size() - on.size();
    return new HostCard(host.id(), host.name(), host.status(), host.seenAt(), on, others);
  }

  public List<Pair> pairs(Lane lane) {
    return pairs.stream().filter(pair -> pair.network().equals(lane.id())).toList();
  }

  /// Each direction that a host has told of, the worst first.
  public List<Line> lines() {
    return pairs.stream()
        .flatMap(pair -> pair.ways().stream().map(way -> new Line(pair, way)))
        .sorted((a, b) -> b.way().health().compareTo(a.way().health()))
        .toList();
  }

  public List<Lane.Address> addresses() {
    return lanes.stream().flatMap(lane -> lane.addresses().stream()).toList();
  }

  public Optional<HostCard> host(String name) {
    return hosts.stream().filter(host -> host.name().equals(name)).findFirst();
  }

  public Stream<Workload> workloads() {
    return hosts.stream().flatMap(host -> host.workloads().stream());
  }

  public Optional<Workload> workload(String key) {
    return workloads().filter(w -> w.key().equals(key)).findFirst();
  }

  /// Those that are not good, the worst first.
  public List<Pair> troubled() {
    return pairs.stream()
        .filter(pair -> pair.health() == Health.SLOW || pair.health() == Health.DOWN)
        .sorted((a, b) -> b.health().compareTo(a.health()))
        .toList();
  }

  /// Whether no workload is on any network.
  public boolean isEmpty() {
    return lanes.stream().allMatch(lane -> lane.blocks().isEmpty());
  }
}
