package io.stampede.network;

import io.stampede.engine.Problem;
import io.stampede.engine.ResourceId;
import io.stampede.metadata.Instance;
import io.stampede.plane.Cidr;
import io.stampede.plane.Endpoint;
import io.stampede.plane.HostModel;
import io.stampede.plane.Ipv4;
import io.stampede.plane.Mac;
import io.stampede.plane.Node;
import io.stampede.plane.Segment;
import io.stampede.plane.Told;
import io.stampede.store.Held;
import io.stampede.store.Reservation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Makes what a host has to have of all that is kept. Pure.
public final class HostModels {
  private static final String MACHINE = "virtualMachine";
  private static final String CONTAINER = "container";

  /// What holds addresses that no host has a card with.
  private static final Set<String> NO_WORKLOADS = Set.of(NetworkKind.NAME, LinkSpec.KIND);

  /// Of a host that takes part in nothing.
  private static final Ipv4 NOWHERE = new Ipv4(0);

  private final String installation;
  private final Map<String, HostSeen> hosts;
  private final List<Net> networks;
  private final Map<String, List<Taken>> taken;
  private final Map<ResourceId, Reservation> reserved;
  private final List<Guest> guests;

  /// A network that is wanted, or still in use.
  public record Net(String id, NetworkSpec spec) {}

  /// A host, as far as networks mind.
  ///
  /// @param number its own among all hosts; 0 until it has one
  /// @param missing what keeps it from taking part, as `has no stampede-net yet`; empty when
  ///   nothing
  /// @param wireguardKey as it was last seen
  public record HostSeen(
      String id,
      String name,
      int number,
      Optional<Underlay> underlay,
      Optional<String> missing,
      Optional<String> wireguardKey,
      Standing standing) {
    /// Whether others can have a way to it; whatever is wrong with it now will be mended.
    boolean isReachable() {
      return number > 0 && underlay.isPresent();
    }

    Node node() {
      var place = underlay.orElse(new Underlay(NOWHERE, Optional.empty(), 1500));
      return place.node(id, Math.max(1, number), wireguardKey);
    }
  }

  /// How a host's networks were last seen.
  ///
  /// @param applied ids of the networks that were seen to be there as wanted
  /// @param problem why they cannot be brought there, when that is so
  public record Standing(
      List<String> applied, boolean settled, Optional<Problem> problem, List<PairSeen> pairs) {
    public static final Standing NONE = new Standing(List.of(), false, Optional.empty(), List.of());

    public Standing {
      applied = List.copyOf(applied);
      pairs = List.copyOf(pairs);
    }
  }

  /// An address in use, with whose it is.
  private record Taken(Reservation by, Held held) {
    Ipv4 address() {
      return Ipv4.of(held.address());
    }

    /// What is published at a host that has no workload on the network holds a block for it only.
    boolean isWorkload() {
      return by.id().kind().equals(MACHINE) || by.id().kind().equals(CONTAINER);
    }

    Endpoint endpoint() {
      var mac =
          by.id().kind().equals(MACHINE)
              ? Optional.of(Card.mac(by.id(), held.network()))
              : Optional.<Mac>empty();
      return new Endpoint(by.id().value(), Addresses.dnsName(by.name()), by.host(), address(), mac);
    }
  }

  /// What a host is to have, or why that cannot be said yet.
  public sealed interface Assembled {
    record Model(HostModel model) implements Assembled {}

    record NotYet(String why) implements Assembled {}
  }

  /// Whose workloads are told nothing.
  public HostModels(
      String installation, List<HostSeen> hosts, List<Net> networks, List<Reservation> reserved) {
    this(installation, hosts, networks, reserved, List.of());
  }

  /// @param guests those who are told about themselves; of other hosts than is asked for, too
  public HostModels(
      String installation,
      List<HostSeen> hosts,
      List<Net> networks,
      List<Reservation> reserved,
      List<Guest> guests) {
    this.guests = List.copyOf(guests);
    this.reserved =
        reserved.stream().collect(Collectors.toMap(Reservation::id, Function.identity()));
    this.installation = installation;
    this.hosts = hosts.stream().collect(Collectors.toMap(HostSeen::id, Function.identity()));
    this.networks =
        networks.stream()
            .filter(net -> net.spec().number().isPresent())
            .sorted(Comparator.comparing(Net::id))
            .toList();
    this.taken = new HashMap<>();
    for (var reservation : reserved) {
      if (NO_WORKLOADS.contains(reservation.id().kind())) continue;
      for (var held : reservation.held()) {
        taken
            .computeIfAbsent(held.network(), _ -> new ArrayList<>())
            .add(new Taken(reservation, held));
      }
    }
    taken.values().forEach(all -> all.sort(Comparator.comparing(Taken::address)));
  }

  public Assembled of(String hostId) {
    var host = hosts.get(hostId);
    if (host == null) return new Assembled.NotYet("there is no such host");
    if (host.missing().isPresent()) {
      return new Assembled.NotYet(host.name() + " " + host.missing().get());
    }
    if (!host.isReachable()) {
      return new Assembled.NotYet(host.name() + " has no IPv4 address that others could reach");
    }
    var segments = networks.stream().flatMap(net -> segment(net, host).stream()).toList();
    return new Assembled.Model(
        new HostModel(installation, host.node(), segments).telling(told(host, segments)));
  }

  private List<Told> told(HostSeen host, List<Segment> segments) {
    var telling = new Telling(host.name(), installation, host.node(), segments);
    var all = new ArrayList<Told>();
    for (var guest : guests) {
      var has = reserved.get(guest.id());
      if (has == null || !has.host().equals(host.id())) continue;
      telling.of(guest, has, this::tellsContainers).ifPresent(all::add);
    }
    return all;
  }

  private boolean tellsContainers(String network) {
    return networks.stream()
        .anyMatch(net -> net.id().equals(network) && net.spec().metadataForContainers());
  }

  /// What a workload is told on its drive; nothing when its host is not known.
  public Optional<Instance> instance(Guest guest, String hostId) {
    var host = hosts.get(hostId);
    if (host == null) return Optional.empty();
    var segments = networks.stream().flatMap(net -> segment(net, host).stream()).toList();
    var telling = new Telling(host.name(), installation, host.node(), segments);
    return Optional.ofNullable(reserved.get(guest.id()))
        .filter(has -> has.host().equals(hostId))
        .flatMap(has -> telling.of(guest, has, _ -> true))
        .map(Told::instance)
        .or(() -> Optional.of(telling.instance(guest, List.of())));
  }

  /// A host of which nothing is wanted any more.
  public HostModel nothing(String hostId) {
    var node =
        Optional.ofNullable(hosts.get(hostId))
            .map(HostSeen::node)
            .orElse(new Node(hostId, 1, NOWHERE, Optional.empty()));
    return new HostModel(installation, node, List.of());
  }

  private Optional<Segment> segment(Net net, HostSeen host) {
    var blocks = blocks(net);
    var block = blocks.remove(host.id());
    if (block == null) return Optional.empty();
    var far = new ArrayList<Segment.Far>();
    blocks.forEach((id, part) -> {
      var other = hosts.get(id);
      if (other != null && other.isReachable()) far.add(new Segment.Far(other.node(), part));
    });
    var spec = net.spec();
    return Optional.of(
        new Segment(
            net.id(),
            spec.name().value(),
            spec.number().orElseThrow(),
            spec.cidr().cidr(),
            block,
            spec.overlay(),
            spec.domainName(),
            spec.mtu(),
            far,
            uses(net).stream().map(Taken::endpoint).toList()));
  }

  private List<Taken> of(Net net) {
    return taken.getOrDefault(net.id(), List.of());
  }

  /// Without what only holds a block.
  private List<Taken> uses(Net net) {
    return of(net).stream().filter(Taken::isWorkload).toList();
  }

  /// Of each host that has one, by its id.
  private TreeMap<String, Cidr> blocks(Net net) {
    var blocks = new TreeMap<String, Cidr>();
    of(net).forEach(t -> blocks.put(t.by().host(), Cidr.of(t.held().block())));
    return blocks;
  }

  /// What is known of one network; nothing of one that is not there.
  public NetworkFacts facts(String networkId) {
    var net = networks.stream().filter(n -> n.id().equals(networkId)).findFirst();
    if (net.isEmpty()) return NetworkFacts.NOTHING;
    var uses = uses(net.get());
    var parts = new ArrayList<NetworkFacts.Part>();
    blocks(net.get()).forEach((host, block) -> parts.add(part(net.get(), host, block)));
    return new NetworkFacts(
        (int) uses.stream().map(t -> t.by().id()).distinct().count(),
        parts,
        uses.stream().map(this::use).toList(),
        pairs(net.get()),
        problem(net.get(), parts));
  }

  private NetworkFacts.Part part(Net net, String hostId, Cidr block) {
    int used = (int) uses(net).stream().filter(t -> t.by().host().equals(hostId)).count();
    var standing = standing(hostId);
    var state =
        standing.problem().isPresent()
            ? NetworkFacts.State.FAILED
            : standing.settled() && standing.applied().contains(net.id())
                ? NetworkFacts.State.APPLIED
                : NetworkFacts.State.WAITING;
    return new NetworkFacts.Part(
        name(hostId),
        block.toString(),
        block.at(1).toString(),
        used,
        block.size() - 3 - used,
        state,
        hostId);
  }

  private NetworkFacts.Use use(Taken t) {
    return new NetworkFacts.Use(
        t.held().address(),
        t.by().name(),
        t.by().id().kind(),
        t.by().id().value(),
        name(t.by().host()));
  }

  private List<PairSeen> pairs(Net net) {
    return hosts.values().stream()
        .sorted(Comparator.comparing(HostSeen::name))
        .flatMap(host -> host.standing().pairs().stream())
        .filter(pair -> pair.network().equals(net.id()))
        .map(pair -> pair.between(name(pair.from()), name(pair.to()), net.spec().name().value()))
        .toList();
  }

  private Optional<Problem> problem(Net net, List<NetworkFacts.Part> parts) {
    var failed = parts.stream().filter(p -> p.state() == NetworkFacts.State.FAILED).findFirst();
    if (failed.isPresent()) return standing(failed.get().hostId()).problem();
    return pairs(net).stream()
        .filter(pair -> !pair.answers())
        .findFirst()
        .map(pair ->
            Problem.host(
                "pair-down",
                "%s does not reach %s on network %s%s"
                    .formatted(
                        pair.from(),
                        pair.to(),
                        net.spec().name(),
                        pair.error().map(e -> ": " + e).orElse("")),
                "see its pairs; it is tried again without end"));
  }

  private Standing standing(String hostId) {
    return Optional.ofNullable(hosts.get(hostId)).map(HostSeen::standing).orElse(Standing.NONE);
  }

  private String name(String hostId) {
    return Optional.ofNullable(hosts.get(hostId)).map(HostSeen::name).orElse(hostId);
  }

  /// What makes models differ, but for reservations: who is where, and by what key.
  public Object nodes() {
    return List.of(
        networks,
        hosts.values().stream()
            .filter(HostSeen::isReachable)
            .map(HostSeen::node)
            .collect(Collectors.toSet()));
  }
}
