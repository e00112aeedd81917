package io.stampede;

import io.stampede.client.Change;
import io.stampede.client.Refused;
import io.stampede.container.ContainerFacts;
import io.stampede.container.ContainerKind;
import io.stampede.container.ContainerSpec;
import io.stampede.engine.Intent;
import io.stampede.engine.Problem;
import io.stampede.engine.ResourceId;
import io.stampede.network.ContainerLink;
import io.stampede.network.LinkFace;
import io.stampede.network.LinkModels;
import io.stampede.network.LinkModels.Workload;
import io.stampede.network.LinkPort;
import io.stampede.network.LinkSpec;
import io.stampede.network.Linked;
import io.stampede.network.Links;
import io.stampede.network.NetworkKind;
import io.stampede.network.NetworkSpec;
import io.stampede.network.Pending;
import io.stampede.plane.HostModel;
import io.stampede.store.NameTaken;
import io.stampede.store.Reservation;
import io.stampede.store.Row;
import io.stampede.store.Store;
import io.stampede.vm.VmFacts;
import io.stampede.vm.VmKind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Links, from all that is in the store; those that containers are made with come and go with them.
final class StoredLinks implements Links, LinkModels.World {
  private static final Set<String> WORKLOADS = Set.of(ContainerKind.NAME, VmKind.NAME);

  private final Wakes wakes;

  /// Why a link that a container is made with cannot be made.
  private final ConcurrentMap<ResourceId, Problem> refused = new ConcurrentHashMap<>();

  private volatile Optional<Store> store = Optional.empty();

  StoredLinks(Wakes wakes) {
    this.wakes = wakes;
  }

  /// The store is made after the kinds that it keeps.
  void in(Store store) {
    this.store = Optional.of(store);
    store.rows(ContainerKind.NAME).toList().forEach(this::follow);
    links().toList().forEach(this::letGo);
  }

  /// Something has changed: a workload's links are looked at again, and so are those that lead to
  /// it.
  void heard(Change change) {
    if (!WORKLOADS.contains(change.kind())) return;
    var id = new ResourceId(change.kind(), change.id());
    var row = store().row(id);
    row.ifPresent(this::follow);
    var names = Stream.concat(Stream.of(id.value()), row.map(Row::name).stream()).toList();
    for (var link : links().toList()) {
      var spec = (LinkSpec) link.spec();
      boolean isFor = spec.consumerId().filter(id::equals).isPresent();
      if (isFor) letGo(link);
      // one that is gone has told its name to nobody
      boolean leads = row.isEmpty() || spec.targets().stream().anyMatch(names::contains);
      if (isFor || leads) wakes.wake(link.id());
    }
  }

  private Stream<Row> links() {
    return store().rows(LinkSpec.KIND);
  }

  /// The links that a container is made with.
  private void follow(Row row) {
    if (!row.wanted() || !(row.spec() instanceof ContainerSpec spec)) return;
    for (int i = 0; i < spec.links().size(); i++) {
      var id = id(row.id(), i);
      if (store().row(id).isEmpty()) make(id, row, spec.links().get(i));
    }
  }

  private static ResourceId id(ResourceId container, int index) {
    var random = container.value().substring(container.value().indexOf('-') + 1);
    return new ResourceId(LinkSpec.KIND, "ln-%s-%d".formatted(random, index + 1));
  }

  private void make(ResourceId id, Row container, ContainerLink asked) {
    var spec = LinkSpec.inborn(container.id(), container.name(), asked);
    var placing = LinkFace.placing(id, spec, networks());
    try {
      var unused = store().insert(id, spec.name().orElseThrow(), id.value(), placing);
      refused.remove(id);
      wakes.wake(id);
    } catch (NameTaken _) {
      refused.put(
          id,
          Problem.request(
              "not-unique",
              "there is already a link called " + spec.name().orElseThrow(),
              "remove that one"));
    } catch (Refused e) {
      refused.put(id, e.problem());
    }
  }

  private Map<String, NetworkSpec> networks() {
    return store()
        .rows(NetworkKind.NAME)
        .filter(Row::wanted)
        .collect(Collectors.toMap(row -> row.id().value(), row -> (NetworkSpec) row.spec()));
  }

  /// A link goes with its consumer.
  private void letGo(Row link) {
    var consumer = ((LinkSpec) link.spec()).consumerId().flatMap(store()::row);
    if (!link.wanted() || consumer.filter(Row::wanted).isPresent()) return;
    store().replace(link.id(), link.generation(), false, link.name(), link.spec());
    wakes.wake(link.id());
  }

  @Override
  public LinkModels.Leading leading(LinkSpec spec) {
    return new LinkModels(List.of(), this).leading(spec);
  }

  @Override
  public Optional<String> hostOf(Intent<LinkSpec> link) {
    // one that is being removed is still where it was
    return store()
        .reserved(link.id())
        .or(() -> link.spec().consumerId().flatMap(store()::reserved))
        .map(Reservation::host)
        .filter(this::isHost);
  }

  private boolean isHost(String host) {
    return !host.isEmpty() && store().row(new ResourceId("host", host)).isPresent();
  }

  /// A host's model with all that its links need.
  HostModel into(HostModel model) {
    var wanted = links().filter(Row::wanted).map(row -> (LinkSpec) row.spec()).toList();
    return wanted.isEmpty() ? model : new LinkModels(wanted, this).into(model);
  }

  /// What a container is told about the links that it is made with.
  Linked linked(ResourceId container, String name, List<ContainerLink> asked) {
    if (asked.isEmpty() || store().row(container).isEmpty()) return Linked.NONE;
    var env = new HashMap<String, String>();
    var hosts = new HashMap<String, String>();
    for (int i = 0; i < asked.size(); i++) {
      var id = id(container, i);
      var row = store().row(id).filter(Row::wanted);
      if (row.isEmpty()) {
        var why = "waiting for link " + asked.get(i);
        return Linked.notYet(
            new Pending(why, Optional.ofNullable(refused.get(id)), Optional.of(id)));
      }
      var linked = new LinkModels(List.of(), this).linked(name, (LinkSpec) row.get().spec());
      if (linked.pending().isPresent()) return linked;
      env.putAll(linked.env());
      hosts.putAll(linked.hosts());
    }
    return new Linked(env, hosts, Optional.empty());
  }

  @Override
  public List<Workload> find(String nameOrId) {
    return WORKLOADS.stream()
        .flatMap(kind -> find(kind, nameOrId).stream())
        .filter(Row::wanted)
        .map(StoredLinks::workload)
        .toList();
  }

  private Optional<Row> find(String kind, String nameOrId) {
    return nameOrId.matches("[a-z0-9][a-z0-9-]{0,62}")
        ? store().row(new ResourceId(kind, nameOrId)).or(() -> store().named(kind, nameOrId))
        : store().named(kind, nameOrId);
  }

  private static Workload workload(Row row) {
    var facts = row.facts();
    if (facts.isPresent() && facts.get() instanceof ContainerFacts is) {
      var env = row.spec() instanceof ContainerSpec spec ? spec.env() : Map.<String, String>of();
      return new Workload(
          row.id(),
          is.docker() == ContainerFacts.State.RUNNING,
          is.health().filter("unhealthy"::equals).isPresent(),
          is.exposed().stream().map(LinkPort::new).toList(),
          env);
    }
    boolean runs = facts.isPresent() && facts.get() instanceof VmFacts is && is.active();
    return new Workload(row.id(), runs, false, List.of(), Map.of());
  }

  @Override
  public Optional<Reservation> reserved(ResourceId id) {
    return store().reserved(id);
  }

  private Store store() {
    return store.orElseThrow(() -> new IllegalStateException("the store is not open yet"));
  }
}
