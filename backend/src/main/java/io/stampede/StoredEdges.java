package io.stampede;

import io.stampede.client.Change;
import io.stampede.container.ContainerFacts;
import io.stampede.edge.Aim;
import io.stampede.edge.Aims;
import io.stampede.edge.Edges;
import io.stampede.edge.FloatingIpFace;
import io.stampede.edge.FloatingIpSpec;
import io.stampede.edge.IpPoolFacts;
import io.stampede.edge.IpPoolKind;
import io.stampede.edge.Lead;
import io.stampede.edge.LeadFacts;
import io.stampede.edge.LeadKind;
import io.stampede.edge.PortSpec;
import io.stampede.edge.Whereabouts;
import io.stampede.engine.Outcome;
import io.stampede.engine.Phase;
import io.stampede.engine.ResourceId;
import io.stampede.engine.Status;
import io.stampede.host.HostKind;
import io.stampede.network.HostNetworkFacts;
import io.stampede.network.HostNetworks;
import io.stampede.network.Pending;
import io.stampede.network.Redirecting;
import io.stampede.plane.Cut;
import io.stampede.plane.HostModel;
import io.stampede.plane.Redirect;
import io.stampede.plane.RedirectFloating;
import io.stampede.store.Reservation;
import io.stampede.store.Row;
import io.stampede.store.Store;
import io.stampede.vm.VmFacts;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Published ports and floating addresses, from all that is in the store.
final class StoredEdges implements Edges {
  private static final List<String> WORKLOADS = List.of("container", "virtualMachine");

  private final Wakes wakes;
  private volatile Optional<Store> store = Optional.empty();
  private volatile Optional<Redirecting> redirecting = Optional.empty();

  StoredEdges(Wakes wakes) {
    this.wakes = wakes;
  }

  /// The store is made after the kinds that it keeps.
  void in(Store store) {
    this.store = Optional.of(store);
  }

  void by(Redirecting quick) {
    this.redirecting = Optional.of(quick);
  }

  @Override
  public Optional<Whereabouts> workload(String id) {
    return row(id)
        .map(row -> {
          var reserved = store().reserved(row.id());
          return new Whereabouts(
              row.id(),
              row.name(),
              reserved.map(Reservation::host).orElse(""),
              row.wanted(),
              isOn(row),
              reserved.map(Reservation::held).orElse(List.of()));
        });
  }

  private Optional<Row> row(String id) {
    return WORKLOADS.stream()
        .flatMap(kind -> store().row(new ResourceId(kind, id)).stream())
        .findFirst();
  }

  /// As it was last seen: of a host that is away nothing is known to have changed.
  private static boolean isOn(Row row) {
    return row.facts()
        .filter(facts ->
            switch (facts) {
              case ContainerFacts c ->
                  switch (c.docker()) {
                    case RUNNING, PAUSED, RESTARTING -> true;
                    case NONE, CREATED, REMOVING, EXITED, DEAD -> false;
                  };
              case VmFacts vm ->
                  vm.domain()
                      .map(VmFacts.Domain::state)
                      .filter(state ->
                          switch (state) {
                            case RUNNING, PAUSED -> true;
                            case STOPPED, CRASHED -> false;
                          })
                      .isPresent();
              default -> false;
            })
        .isPresent();
  }

  @Override
  public Optional<String> hostName(String id) {
    return host(id).map(Row::name);
  }

  private Optional<Row> host(String id) {
    return store().row(new ResourceId(HostKind.NAME, id));
  }

  @Override
  public boolean isConnected(String hostId) {
    return host(hostId)
        .map(row -> row.status().phase())
        .filter(phase -> phase != Phase.UNREACHABLE && phase != Phase.REBOOTING)
        .isPresent();
  }

  @Override
  public Optional<Pending> pending(String hostId, String networkId) {
    var row = store().row(HostNetworks.id(hostId));
    boolean has =
        row.flatMap(Row::facts)
            .map(HostNetworkFacts.class::cast)
            .filter(facts -> facts.applied().contains(networkId))
            .isPresent();
    if (has) return Optional.empty();
    var problem =
        row.map(Row::status)
            .filter(status -> status.transition() == Status.Transition.ERROR)
            .flatMap(Status::problem);
    return Optional.of(new Pending("waiting for the network on its host", problem));
  }

  @Override
  public Optional<Lead> pointed(ResourceId id) {
    return store()
        .row(id)
        .flatMap(Row::facts)
        .map(LeadFacts.class::cast)
        .flatMap(LeadFacts::pointed);
  }

  @Override
  public Outcome bring(String hostId, List<Lead> cut) {
    var quick = redirecting.orElseThrow(() -> new IllegalStateException("there is no way yet"));
    return quick.bring(hostId, cut.stream().flatMap(StoredEdges::cuts).toList());
  }

  private static Stream<Cut> cuts(Lead lead) {
    return lead.ports().isEmpty()
        ? lead.from().<Cut>map(Cut.Address::new).stream()
        : lead.ports().stream()
            .flatMap(p ->
                IntStream.rangeClosed(p.first(), p.last())
                    .<Cut>mapToObj(port -> new Cut.Port(lead.from(), p.protocol(), port)));
  }

  /// What a host is to send elsewhere besides.
  HostModel into(HostModel model) {
    var leads = leads().filter(lead -> lead.host().equals(model.self().host())).toList();
    return model.with(
        model
            .redirects()
            .withPorts(leads.stream().flatMap(StoredEdges::redirects).toList())
            .withFloating(leads.stream().flatMap(StoredEdges::floating).toList()));
  }

  private Stream<Lead> leads() {
    var ports =
        wanted(LeadKind.PORT)
            .map(PortSpec.class::cast)
            .map(spec -> Aims.of(spec, workload(spec.target())));
    var floating =
        wanted(LeadKind.FLOATING)
            .map(FloatingIpSpec.class::cast)
            .map(spec -> Aims.of(spec, spec.target().flatMap(this::workload)));
    return Stream.concat(ports, floating)
        .flatMap(aim ->
            switch (aim) {
              case Aim.At(var lead, var _) -> Stream.of(lead);
              case Aim.Nowhere _, Aim.Blocked _ -> Stream.empty();
            });
  }

  private Stream<Record> wanted(String kind) {
    return store().rows(kind).filter(Row::wanted).map(Row::spec);
  }

  private static Stream<Redirect> redirects(Lead lead) {
    return lead.ports().stream()
        .flatMap(p ->
            IntStream.rangeClosed(p.first(), p.last())
                .mapToObj(port ->
                    new Redirect(
                        lead.from(),
                        p.protocol(),
                        port,
                        List.of(new Redirect.Spot(lead.to(), port - p.first() + p.to())))));
  }

  private static Stream<RedirectFloating> floating(Lead lead) {
    return lead.uplink().stream()
        .map(u ->
            new RedirectFloating(
                lead.from().orElseThrow(),
                lead.to(),
                Optional.of(new RedirectFloating.Uplink(u.name(), u.gateway()))));
  }

  /// What is taken of a pool.
  List<IpPoolFacts.Use> uses(String poolId) {
    return store()
        .rows(LeadKind.FLOATING)
        .filter(row -> ((FloatingIpSpec) row.spec()).pool().filter(poolId::equals).isPresent())
        .sorted(Comparator.comparing(row -> ((FloatingIpSpec) row.spec()).ipv4()))
        .map(row ->
            new IpPoolFacts.Use(
                row.name(),
                ((FloatingIpSpec) row.spec())
                    .target()
                    .flatMap(this::workload)
                    .map(Whereabouts::name)
                    .orElse("")))
        .toList();
  }

  /// Something has changed: who leads to it looks again, and goes with it.
  void heard(Change change) {
    if (change.kind().equals(LeadKind.FLOATING)) {
      store().rows(IpPoolKind.NAME).forEach(row -> wakes.wake(row.id()));
    }
    if (WORKLOADS.contains(change.kind())) {
      leading(id -> id.equals(change.id())).forEach(row -> wakes.wake(row.id()));
    }
    boolean mayBeLost = WORKLOADS.contains(change.kind()) || change.kind().equals(HostKind.NAME);
    if (mayBeLost && change.what() == Change.What.REMOVED) follow();
  }

  private Stream<Row> leading(Predicate<String> to) {
    return Stream.concat(
        store().rows(LeadKind.PORT).filter(row -> to.test(((PortSpec) row.spec()).target())),
        store()
            .rows(LeadKind.FLOATING)
            .filter(row -> ((FloatingIpSpec) row.spec()).target().filter(to).isPresent()));
  }

  /// Ports go with their target, and with their host; floating addresses stay, and are free.
  void follow() {
    var lost = leading(id -> row(id).isEmpty()).toList();
    for (var row : lost) {
      if (!row.wanted()) continue;
      if (row.spec() instanceof FloatingIpSpec spec) {
        var placing = FloatingIpFace.kept(row.id(), spec.freed());
        changed(row, () -> store().replace(row.id(), row.generation(), row.name(), placing));
      } else {
        removed(row);
      }
    }
    for (var row : store().rows(LeadKind.PORT).toList()) {
      boolean homeless = ((PortSpec) row.spec()).host().flatMap(this::host).isEmpty();
      if (row.wanted() && homeless) removed(row);
    }
  }

  private void removed(Row row) {
    changed(row, () -> store().replace(row.id(), row.generation(), false, row.name(), row.spec()));
  }

  private void changed(Row row, Supplier<Optional<Row>> change) {
    if (change.get().isPresent()) wakes.wake(row.id());
  }

  private Store store() {
    return store.orElseThrow(() -> new IllegalStateException("the store is not open yet"));
  }
}
