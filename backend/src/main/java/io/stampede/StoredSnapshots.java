package io.stampede;

import io.stampede.client.Change;
import io.stampede.engine.ResourceId;
import io.stampede.snapshot.Machines;
import io.stampede.snapshot.SnapshotKind;
import io.stampede.snapshot.SnapshotSpec;
import io.stampede.store.Row;
import io.stampede.store.Store;
import io.stampede.vm.VmFacts;
import io.stampede.vm.VmKind;
import io.stampede.vm.VmSnapshot;
import io.stampede.vm.VmSpec;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Stream;

/// What is kept of snapshots beside their rows. They go with their machines.
final class StoredSnapshots implements Machines {
  /// A lease of it says that a snapshot was taken.
  private static final String TAKEN = "snapshot-taken";

  /// Those that machines were last seen to have, by the machines' ids.
  private final ConcurrentMap<String, List<VmSnapshot>> had = new ConcurrentHashMap<>();

  private final Wakes wakes;
  private volatile Optional<Store> store = Optional.empty();

  StoredSnapshots(Wakes wakes) {
    this.wakes = wakes;
  }

  /// The store is made after the kinds that it keeps.
  void in(Store opened) {
    store = Optional.of(opened);
  }

  @Override
  public Optional<Machine> machine(String id) {
    return store()
        .row(new ResourceId(VmKind.NAME, id))
        .filter(row -> row.spec() instanceof VmSpec spec && !spec.bond().isForeign())
        .map(row ->
            new Machine(
                row.id(),
                (VmSpec) row.spec(),
                row.wanted(),
                seen(row).stream().map(VmSnapshot::name).toList()));
  }

  private static List<VmSnapshot> seen(Row machine) {
    return machine.facts().map(facts -> ((VmFacts) facts).snapshots()).orElse(List.of());
  }

  @Override
  public void changed(String machine) {
    wakes.wake(new ResourceId(VmKind.NAME, machine));
  }

  @Override
  public String called(String snapshot) {
    return snapshot.matches("[a-z0-9][a-z0-9-]{0,62}")
        ? store().row(new ResourceId(SnapshotKind.NAME, snapshot)).map(Row::name).orElse(snapshot)
        : snapshot;
  }

  @Override
  public boolean wasTaken(ResourceId snapshot) {
    return !store().leases(TAKEN, snapshot).isEmpty();
  }

  @Override
  public void remember(ResourceId snapshot) {
    store().lease(TAKEN, snapshot.value(), snapshot);
  }

  /// What happens to a machine may have happened to its snapshots.
  void heard(Change change) {
    if (!change.kind().equals(VmKind.NAME)) return;
    var row = store().row(new ResourceId(VmKind.NAME, change.id()));
    if (machine(change.id()).isEmpty()) {
      had.remove(change.id());
      of(change.id()).toList().forEach(this::release);
      return;
    }
    var now = row.map(StoredSnapshots::seen).orElse(List.of());
    if (now.equals(had.put(change.id(), now))) return;
    of(change.id()).map(Row::id).toList().forEach(wakes::wake);
  }

  /// Machines that went while nobody listened.
  void releaseLost() {
    store()
        .rows(SnapshotKind.NAME)
        .filter(row -> row.spec() instanceof SnapshotSpec spec && machine(spec.machine()).isEmpty())
        .toList()
        .forEach(this::release);
  }

  private void release(Row row) {
    if (row.wanted()) {
      store().replace(row.id(), row.generation(), false, row.name(), row.spec());
    }
    wakes.wake(row.id());
  }

  private Stream<Row> of(String machine) {
    return store()
        .rows(SnapshotKind.NAME)
        .filter(row -> row.spec() instanceof SnapshotSpec spec && spec.machine().equals(machine));
  }

  private Store store() {
    return store.orElseThrow(() -> new IllegalStateException("the store is not open yet"));
  }
}
