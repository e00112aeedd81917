package io.stampede;

import io.stampede.client.Change;
import io.stampede.engine.Outcome;
import io.stampede.engine.Phase;
import io.stampede.engine.ResourceId;
import io.stampede.engine.Status;
import io.stampede.host.HostKind;
import io.stampede.image.ImageCopies;
import io.stampede.image.ImageHost;
import io.stampede.store.Row;
import io.stampede.store.Store;
import io.stampede.vm.VmFacts;
import io.stampede.vm.VmHost;
import io.stampede.vm.VmKind;
import io.stampede.vm.VmSpec;
import io.stampede.volume.ContentGate;
import io.stampede.volume.LiveDisks;
import io.stampede.volume.VolumeKind;
import io.stampede.volume.VolumeMemory;
import io.stampede.volume.VolumeReadiness;
import io.stampede.volume.VolumeUsers;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Stream;

/// What is kept of volumes beside their rows.
final class StoredVolumes implements VolumeMemory, VolumeUsers, VolumeReadiness, LiveDisks {
  /// Leases of it say that a volume was made, and how often it was wiped: `vo-1/0`.
  private static final String MADE = "volume-made";

  /// What was read or written once; it only grows.
  private final ConcurrentMap<ResourceId, Integer> known = new ConcurrentHashMap<>();

  /// The volumes that machines were last seen to have, by the machines' ids.
  private final ConcurrentMap<String, Set<String>> attached = new ConcurrentHashMap<>();

  private final VmHost machines;
  private final Wakes wakes;
  private final ContentGate gate;
  private volatile Optional<Store> store = Optional.empty();

  StoredVolumes(VmHost machines, Wakes wakes) {
    this.machines = machines;
    this.wakes = wakes;
    this.gate = new ContentGate(wakes::wake);
  }

  /// The store is made after the kinds that it keeps.
  void in(Store opened) {
    store = Optional.of(opened);
  }

  VolumeKind.Around around(ImageHost images, ImageCopies copies) {
    return new VolumeKind.Around(images, copies, this, this, this, gate, this::isHost);
  }

  private boolean isHost(String hostId) {
    return store().row(new ResourceId(HostKind.NAME, hostId)).isPresent();
  }

  @Override
  public OptionalInt made(ResourceId id) {
    var there = known.get(id);
    if (there != null) return OptionalInt.of(there);
    var wipes =
        store().leases(MADE, id).stream()
            .mapToInt(value -> Integer.parseInt(value.substring(value.indexOf('/') + 1)))
            .max();
    wipes.ifPresent(n -> known.merge(id, n, Math::max));
    return wipes;
  }

  @Override
  public void remember(ResourceId id, int wipes) {
    store().lease(MADE, id.value() + "/" + wipes, id);
    known.merge(id, wipes, Math::max);
  }

  @Override
  public Optional<User> of(String volumeId) {
    return machine(volumeId)
        .map(row -> {
          var spec = (VmSpec) row.spec();
          boolean off = row.facts().filter(StoredVolumes::isOff).isPresent();
          boolean apart = spec.bond().isForeign() || spec.bond().isAdopted();
          return new User(row.name(), spec.hostId(), off, apart);
        });
  }

  private static boolean isOff(Record facts) {
    return facts instanceof VmFacts seen && !seen.active();
  }

  /// One that has it, or has not let go of it yet.
  private Optional<Row> machine(String volumeId) {
    return store().rows(VmKind.NAME).filter(row -> has(row, volumeId)).findFirst();
  }

  /// Of a machine that was given back counts what it really has: it goes on using that.
  private static boolean has(Row row, String volumeId) {
    return row.spec() instanceof VmSpec spec
        && (isSeenIn(row, volumeId) || (!spec.bond().isForeign() && spec.storage().has(volumeId)));
  }

  private static boolean isSeenIn(Row row, String volumeId) {
    return row.facts()
        .filter(facts -> facts instanceof VmFacts is && is.seenVolumes().has(volumeId))
        .isPresent();
  }

  @Override
  public Optional<Waiting> pending(ResourceId machine, List<String> volumeIds) {
    return volumeIds.stream().flatMap(id -> pending(machine, id).stream()).findFirst();
  }

  private Optional<Waiting> pending(ResourceId machine, String volumeId) {
    var id = new ResourceId(VolumeKind.NAME, volumeId);
    var volume = store().row(id);
    var name = volume.map(Row::name).orElse(volumeId);
    if (volume.filter(this::isReady).isEmpty()) {
      return Optional.of(new Waiting(id, "waiting for volume " + name));
    }
    return holder(volumeId, machine.value())
        .map(other ->
            new Waiting(
                other.id(), "waiting for %s to let go of volume %s".formatted(other.name(), name)));
  }

  private boolean isReady(Row row) {
    boolean rests =
        row.status().transition() != Status.Transition.YES && !gate.isFilling(row.id().value());
    return row.wanted() && rests && row.status().phase() == Phase.READY;
  }

  @Override
  public Optional<String> heldBy(String volumeId, String butMachine) {
    return holder(volumeId, butMachine).map(Row::name);
  }

  private Optional<Row> holder(String volumeId, String butMachine) {
    return store()
        .rows(VmKind.NAME)
        .filter(row -> !row.id().value().equals(butMachine) && isSeenIn(row, volumeId))
        .findFirst();
  }

  @Override
  public Optional<Outcome> grow(String volumeId, long bytes) {
    return machine(volumeId)
        .filter(row -> row.spec() instanceof VmSpec)
        .flatMap(row -> machines.growDisk(row.id(), (VmSpec) row.spec(), volumeId, bytes));
  }

  /// The volumes of a machine are looked at when it was given others.
  void heard(Change change) {
    if (!change.kind().equals(VmKind.NAME)) return;
    var now =
        store()
            .row(new ResourceId(change.kind(), change.id()))
            .map(StoredVolumes::volumes)
            .orElse(Set.of());
    var before = now.isEmpty() ? attached.remove(change.id()) : attached.put(change.id(), now);
    if (now.equals(before)) return;
    Stream.concat(now.stream(), before == null ? Stream.empty() : before.stream())
        .distinct()
        .forEach(volume -> wakes.wake(new ResourceId(VolumeKind.NAME, volume)));
  }

  private static Set<String> volumes(Row row) {
    var all = new HashSet<String>();
    if (row.spec() instanceof VmSpec spec) {
      spec.storage().disks().forEach(disk -> all.add(disk.volume()));
    }
    row.facts()
        .ifPresent(facts -> {
          if (!(facts instanceof VmFacts is)) return;
          is.seenVolumes().defined().forEach(disk -> all.add(disk.volume()));
          is.seenVolumes().live().forEach(disk -> all.add(disk.volume()));
        });
    return Set.copyOf(all);
  }

  private Store store() {
    return store.orElseThrow(() -> new IllegalStateException("the store is not open yet"));
  }
}
