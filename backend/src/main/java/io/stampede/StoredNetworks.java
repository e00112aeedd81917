package io.stampede;

import io.stampede.client.Change;
import io.stampede.component.Components;
import io.stampede.container.ContainerKind;
import io.stampede.engine.Intent;
import io.stampede.engine.Problem;
import io.stampede.engine.ResourceId;
import io.stampede.engine.Status;
import io.stampede.host.ComponentSeen;
import io.stampede.host.HostFacts;
import io.stampede.host.HostKind;
import io.stampede.host.HostSpec;
import io.stampede.metadata.ConfigDrive;
import io.stampede.network.Card;
import io.stampede.network.ContainerLink;
import io.stampede.network.Guest;
import io.stampede.network.HostModels;
import io.stampede.network.HostModels.HostSeen;
import io.stampede.network.HostModels.Standing;
import io.stampede.network.HostNetworkFacts;
import io.stampede.network.HostNetworkSpec;
import io.stampede.network.HostNetworks;
import io.stampede.network.Linked;
import io.stampede.network.NetworkFace;
import io.stampede.network.NetworkFacts;
import io.stampede.network.NetworkKind;
import io.stampede.network.NetworkSpec;
import io.stampede.network.Networks;
import io.stampede.network.Pending;
import io.stampede.network.Plugged;
import io.stampede.network.Underlay;
import io.stampede.plane.HostModel;
import io.stampede.plane.Ipv4;
import io.stampede.store.Reservation;
import io.stampede.store.Row;
import io.stampede.store.Store;
import io.stampede.vm.ConfigDriveKind;
import io.stampede.vm.Drive;
import io.stampede.vm.Drives;
import io.stampede.vm.VmKind;
import io.stampede.vm.VmSpec;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The managed networks, from all that is in the store; and the intents for hosts' networks, which
/// come and go with their hosts.
final class StoredNetworks implements HostNetworks, Networks, Drives {
  private static final String NUMBERS = "host-number";
  private static final String DEFAULT = "default-network";
  private static final Set<String> WORKLOADS = Set.of(ContainerKind.NAME, VmKind.NAME);
  private static final Set<String> MATTER =
      Set.of(
          HostKind.NAME, HostNetworkSpec.KIND, NetworkKind.NAME, ContainerKind.NAME, VmKind.NAME);

  private final String installation;
  private final StoredEdges edges;
  private final StoredPorts ports;
  private final Wakes wakes;
  private final StoredGuests guests = new StoredGuests();
  private final StoredGroups groups;
  private final ConcurrentMap<String, Integer> numbers = new ConcurrentHashMap<>();
  private final StoredLinks links;
  private volatile Optional<Store> store = Optional.empty();

  /// What was woken for last: guarded by this.
  private Object nodes = "";

  private long reservations = -1;

  /// @param edges what leads from outside to workloads
  /// @param ports those that containers are made with
  StoredNetworks(
      String installation,
      StoredLinks links,
      StoredEdges edges,
      StoredPorts ports,
      StoredGroups groups,
      Wakes wakes) {
    this.installation = installation;
    this.links = links;
    this.edges = edges;
    this.ports = ports;
    this.groups = groups;
    this.wakes = wakes;
  }

  /// The store is made after the kinds that it keeps.
  void in(Store store) {
    this.store = Optional.of(store);
  }

  /// A first network is there from the start, unless a person has removed it.
  void makeDefault() {
    var id = new ResourceId(NetworkKind.NAME, "nw-managed");
    if (store().setting(DEFAULT).isEmpty() && store().rows(NetworkKind.NAME).findAny().isEmpty()) {
      var spec = NetworkSpec.usual();
      store().insert(id, spec.name().value(), "", NetworkFace.placing(id, spec));
    }
    store().setting(DEFAULT, id::value);
  }

  /// Likewise; a workload that is to be told something else about itself wakes its own host.
  void heard(Change change) {
    heard(change.kind());
    if (!WORKLOADS.contains(change.kind())) return;
    guests
        .changed(store(), new ResourceId(change.kind(), change.id()))
        .ifPresent(host -> wakes.wake(HostNetworks.id(host)));
  }

  /// Something has changed: makes and drops hosts' networks, and has all of them looked at when
  /// what they are made of has changed.
  synchronized void heard(String kind) {
    if (!MATTER.contains(kind)) return;
    if (kind.equals(HostNetworkSpec.KIND)) rows(NetworkKind.NAME).forEach(this::wake);
    long reserved = store().reservedChanges();
    if (WORKLOADS.contains(kind) && reserved == reservations) return;
    follow();
    var now = models(List.of()).nodes();
    if (now.equals(nodes) && reserved == reservations) return;
    nodes = now;
    reservations = reserved;
    rows(HostNetworkSpec.KIND).forEach(this::wake);
    rows(NetworkKind.NAME).forEach(this::wake);
  }

  private void wake(Row row) {
    wakes.wake(row.id());
  }

  /// A host-network for each host that can have one, and for no other.
  private void follow() {
    for (var host : rows(HostKind.NAME)) {
      var id = HostNetworks.id(host.id().value());
      if (!host.wanted() || component(host).isEmpty() || store().row(id).isPresent()) continue;
      store().insert(id, id.value(), new HostNetworkSpec(host.id().value()), id.value());
      wakes.wake(id);
    }
    for (var row : rows(HostNetworkSpec.KIND)) {
      if (!row.wanted() || host(row).filter(Row::wanted).isPresent()) continue;
      store().replace(row.id(), row.generation(), false, row.name(), row.spec());
      wakes.wake(row.id());
    }
  }

  private Optional<Row> host(Row hostNetwork) {
    return hostNetwork.spec() instanceof HostNetworkSpec(var host)
        ? store().row(new ResourceId(HostKind.NAME, host))
        : Optional.empty();
  }

  private static Optional<ComponentSeen> component(Row host) {
    return host.facts().map(HostFacts.class::cast).stream()
        .flatMap(facts -> facts.components().stream())
        .filter(c -> c.name().equals(Components.NET))
        .filter(c -> c.state() != ComponentSeen.State.LOADED)
        .findFirst();
  }

  private List<Row> rows(String kind) {
    return store().rows(kind).toList();
  }

  private HostModels models(List<Reservation> reserved) {
    return models(reserved, List.of());
  }

  private HostModels models(List<Reservation> reserved, List<Guest> told) {
    var networks =
        rows(NetworkKind.NAME).stream()
            .map(row -> new HostModels.Net(row.id().value(), (NetworkSpec) row.spec()))
            .toList();
    return new HostModels(
        installation,
        rows(HostKind.NAME).stream().map(this::seen).toList(),
        networks,
        reserved,
        told);
  }

  private HostSeen seen(Row row) {
    var spec = (HostSpec) row.spec();
    var facts = row.facts().map(HostFacts.class::cast);
    var networks = hostNetwork(row.id().value());
    var last = networks.flatMap(Row::facts).map(HostNetworkFacts.class::cast);
    return new HostSeen(
        row.id().value(),
        row.name(),
        number(row.id()),
        facts.flatMap(f -> underlay(spec, f)),
        missing(row),
        last.flatMap(HostNetworkFacts::wireguardKey),
        networks.map(n -> standing(n, last)).orElse(Standing.NONE));
  }

  private static Optional<Underlay> underlay(HostSpec spec, HostFacts facts) {
    var said =
        new Underlay.Said(
            spec.overlayAddress().map(a -> Ipv4.of(a.value())),
            spec.publicAddress().map(a -> Ipv4.of(a.value())));
    return Underlay.of(said, spec.address().value(), facts.addresses(), facts.mtus());
  }

  private static Optional<String> missing(Row host) {
    if (host.facts().isEmpty()) return Optional.of("was not looked at yet");
    var net = component(host);
    if (net.isEmpty()) return Optional.of("has no stampede-net yet");
    return net.get().state() == ComponentSeen.State.RUNNING
        ? Optional.empty()
        : Optional.of("has a stampede-net that does not run: " + net.get().said());
  }

  private static Standing standing(Row row, Optional<HostNetworkFacts> facts) {
    return new Standing(
        facts.map(HostNetworkFacts::applied).orElse(List.of()),
        row.status().transition() == Status.Transition.NO,
        problem(row),
        facts.map(HostNetworkFacts::pairs).orElse(List.of()));
  }

  private static Optional<Problem> problem(Row row) {
    return switch (row.status().transition()) {
      case ERROR -> row.status().problem();
      case NO, YES -> Optional.empty();
    };
  }

  /// Given once, and kept as long as the host is there.
  private int number(ResourceId host) {
    return numbers.computeIfAbsent(
        host.value(),
        _ -> {
          var had = store().leases(NUMBERS, host);
          if (!had.isEmpty()) return Integer.parseInt(had.getFirst());
          for (int n = 1; ; n++) {
            if (store().lease(NUMBERS, Integer.toString(n), host)) return n;
          }
        });
  }

  @Override
  public NetworkFacts facts(String networkId) {
    return models(store().reserved()).facts(networkId);
  }

  @Override
  public HostModels.Assembled model(String hostId) {
    return switch (models(store().reserved(), guests.of(store(), hostId)).of(hostId)) {
      case HostModels.Assembled.NotYet notYet -> notYet;
      case HostModels.Assembled.Model(var model) ->
          new HostModels.Assembled.Model(
              groups.guard(edges.into(links.into(model))).aside(aside(hostId)));
    };
  }

  private List<Ipv4> aside(String hostId) {
    return WORKLOADS.stream()
        .flatMap(store()::rows)
        .map(Row::spec)
        .flatMap(spec -> spec instanceof Plugged plugged ? Stream.of(plugged) : Stream.empty())
        .filter(plugged -> plugged.hostId().equals(hostId))
        .flatMap(plugged -> plugged.aside().stream())
        .toList();
  }

  @Override
  public HostModel nothing(String hostId) {
    return models(List.of()).nothing(hostId);
  }

  @Override
  public boolean isHost(String hostId) {
    return store()
        .row(new ResourceId(HostKind.NAME, hostId))
        .filter(row -> !((HostSpec) row.spec()).forgotten())
        .isPresent();
  }

  @Override
  public boolean isKept(String hostId) {
    return store().row(new ResourceId(HostKind.NAME, hostId)).filter(Row::wanted).isPresent();
  }

  @Override
  public Optional<Pending> pending(ResourceId workload, String hostId, List<Card> cards) {
    return unplugged(workload, hostId, cards).or(() -> ports.pending(workload));
  }

  private Optional<Pending> unplugged(ResourceId workload, String hostId, List<Card> cards) {
    var asked = store().row(workload);
    if (asked.isEmpty() || cards.isEmpty()) return Optional.empty();
    var row = hostNetwork(hostId);
    var facts = row.flatMap(Row::facts).map(HostNetworkFacts.class::cast);
    var applied = facts.map(HostNetworkFacts::applied).orElse(List.of());
    var missing =
        cards.stream()
            .filter(card -> !applied.contains(card.network()))
            .map(Card::name)
            .collect(Collectors.joining(", "));
    var why =
        !missing.isEmpty()
            ? "waiting for network %s on its host".formatted(missing)
            : facts.filter(f -> tells(f, asked.get(), cards)).isPresent()
                ? ""
                : "waiting for its host to tell it about itself, and nobody else's data";
    if (why.isEmpty()) return facts.flatMap(is -> unguarded(row, is, cards));
    return Optional.of(new Pending(why, row.flatMap(StoredNetworks::problem)));
  }

  /// Whether at its addresses it is told what it is to be told, and nothing else.
  private boolean tells(HostNetworkFacts facts, Row workload, List<Card> cards) {
    var mark = guests.of(store(), workload).map(Guest::mark);
    boolean isMachine = workload.id().kind().equals(VmKind.NAME);
    return cards.stream()
        .allMatch(card ->
            facts.tells(
                card.address().toString(), mark.filter(_ -> isMachine || tellsContainers(card))));
  }

  private boolean tellsContainers(Card card) {
    return store()
        .row(new ResourceId(NetworkKind.NAME, card.network()))
        .map(row -> ((NetworkSpec) row.spec()).metadataForContainers())
        .orElse(false);
  }

  @Override
  public Optional<Drive> of(ResourceId machine, VmSpec spec) {
    var kind = spec.guest().configDrive();
    if (kind == ConfigDriveKind.NONE) return Optional.empty();
    var made = store().row(machine).map(Row::created).orElse(Instant.EPOCH);
    var instance =
        guests
            .of(store(), machine, spec, made)
            .flatMap(
                guest -> models(near(spec.hostId()), List.of()).instance(guest, spec.hostId()));
    return instance.map(told ->
        Drive.of(
            kind == ConfigDriveKind.NOCLOUD
                ? ConfigDrive.noCloud(told)
                : ConfigDrive.openStack(told)));
  }

  /// What is on a host; of all others only one of each network, which says as much of them.
  private List<Reservation> near(String hostId) {
    var known = new HashSet<List<String>>();
    return store().reserved().stream()
        .filter(r ->
            r.host().equals(hostId)
                || r.held().stream().anyMatch(h -> known.add(List.of(h.network(), r.host()))))
        .toList();
  }

  /// Nobody sends by a card that its host does not know yet, and who may reach it is not known
  /// there either. A host that cannot be brought anything is no reason to wait.
  private static Optional<Pending> unguarded(
      Optional<Row> row, HostNetworkFacts is, List<Card> cards) {
    boolean known =
        cards.stream().allMatch(card -> is.plugged().contains(card.address().toString()));
    if (known || row.flatMap(StoredNetworks::problem).isPresent()) return Optional.empty();
    return Optional.of(new Pending("waiting for its address on its host", Optional.empty()));
  }

  @Override
  public Linked linked(ResourceId container, String name, List<ContainerLink> asked) {
    return links.linked(container, name, asked);
  }

  @Override
  public Optional<ResourceId> before(Intent<?> removal) {
    boolean removes = store().row(removal.id()).filter(row -> !row.wanted()).isPresent();
    return hostNetwork(removal.id().value()).filter(_ -> removes).map(Row::id);
  }

  private Optional<Row> hostNetwork(String hostId) {
    return store().row(HostNetworks.id(hostId));
  }

  private Store store() {
    return store.orElseThrow(() -> new IllegalStateException("the store is not open yet"));
  }
}
