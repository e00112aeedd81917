package io.stampede;

import io.stampede.client.Change;
import io.stampede.client.Refused;
import io.stampede.container.ContainerKind;
import io.stampede.container.ContainerSpec;
import io.stampede.edge.LeadKind;
import io.stampede.edge.PortFace;
import io.stampede.edge.PortSpec;
import io.stampede.engine.Problem;
import io.stampede.engine.ResourceId;
import io.stampede.host.HostKind;
import io.stampede.network.Pending;
import io.stampede.store.NameTaken;
import io.stampede.store.Row;
import io.stampede.store.Store;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/// The ports that containers are made with: each is made a published port, once. From then on it is
/// as any other; whoever removes it does not get it again.
final class StoredPorts {
  /// Leases of it are a container's: the ports that were made for it.
  private static final String MADE = "port-made";

  private final Wakes wakes;

  /// Why a container's ports cannot be made.
  private final ConcurrentMap<ResourceId, Problem> refused = new ConcurrentHashMap<>();

  private volatile Optional<Store> store = Optional.empty();

  StoredPorts(Wakes wakes) {
    this.wakes = wakes;
  }

  /// The store is made after the kinds that it keeps.
  void in(Store opened) {
    store = Optional.of(opened);
    opened.rows(ContainerKind.NAME).toList().forEach(this::follow);
  }

  /// A port that somebody gave up may be free for those who wait for theirs.
  void heard(Change change) {
    if (change.kind().equals(ContainerKind.NAME)) {
      var id = new ResourceId(change.kind(), change.id());
      var row = store().row(id);
      if (row.isEmpty()) refused.remove(id);
      row.ifPresent(this::follow);
    } else if (change.kind().equals(LeadKind.PORT) && change.what() == Change.What.REMOVED) {
      for (var id : List.copyOf(refused.keySet())) store().row(id).ifPresent(this::follow);
    }
  }

  private void follow(Row row) {
    if (!row.wanted() || !(row.spec() instanceof ContainerSpec spec)) return;
    if (spec.hostId().isEmpty() || isMade(row)) return;
    try {
      for (int i = 0; i < spec.ports().size(); i++) {
        make(
            row,
            id(row.id(), i),
            spec.ports().get(i).of(row.id().value(), row.name(), spec.hostId()));
      }
      refused.remove(row.id());
      wakes.wake(row.id());
    } catch (Refused e) {
      refused.put(row.id(), e.problem());
    }
  }

  private static ResourceId id(ResourceId container, int index) {
    var random = container.value().substring(container.value().indexOf('-') + 1);
    return new ResourceId(LeadKind.PORT, "pp-%s-%d".formatted(random, index + 1));
  }

  private boolean isMade(Row workload) {
    return !(workload.spec() instanceof ContainerSpec spec)
        || spec.ports().isEmpty()
        || store().leases(MADE, workload.id()).size() >= spec.ports().size();
  }

  private void make(Row container, ResourceId id, PortSpec spec) {
    if (store().leases(MADE, container.id()).contains(id.value())) return;
    if (store().row(id).isEmpty()) {
      insert(id, spec);
      wakes.wake(id);
    }
    var unused = store().lease(MADE, id.value(), container.id());
  }

  /// Somebody else's may be called as it would be.
  private void insert(ResourceId id, PortSpec spec) {
    var host = new ResourceId(HostKind.NAME, spec.host().orElseThrow());
    var hostName = store().row(host).map(Row::name).orElse(host.value());
    var called = spec.name().orElseThrow();
    try {
      var unused = store().insert(id, called, id.value(), PortFace.placing(id, spec, hostName));
    } catch (NameTaken _) {
      var placing = PortFace.placing(id, spec.named(id.value()), hostName);
      var unused = store().insert(id, id.value(), id.value(), placing);
    }
  }

  /// What a container waits for before it is made; nothing for one that is only planned.
  Optional<Pending> pending(ResourceId container) {
    var row = store().row(container);
    if (row.isEmpty() || isMade(row.get())) return Optional.empty();
    var problem = Optional.ofNullable(refused.get(container));
    return Optional.of(new Pending("waiting for its published ports", problem));
  }

  private Store store() {
    return store.orElseThrow(() -> new IllegalStateException("the store is not open yet"));
  }
}
