package io.stampede;

import io.stampede.engine.ResourceId;
import io.stampede.host.HostKind;
import io.stampede.image.ImageCopies;
import io.stampede.image.ImageHost;
import io.stampede.store.Store;
import io.stampede.volume.VolumeKind;
import io.stampede.volume.VolumeMemory;
import io.stampede.volume.VolumeUsers;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/// What is kept of volumes beside their rows.
final class StoredVolumes implements VolumeMemory, VolumeUsers {
  /// Leases of it say that a volume was made, and how often it was wiped: `vo-1/0`.
  private static final String MADE = "volume-made";

  /// What was read or written once; it only grows.
  private final ConcurrentMap<ResourceId, Integer> known = new ConcurrentHashMap<>();

  private volatile Optional<Store> store = Optional.empty();

  /// The store is made after the kinds that it keeps.
  void in(Store opened) {
    store = Optional.of(opened);
  }

  VolumeKind.Around around(ImageHost images, ImageCopies copies) {
    return new VolumeKind.Around(images, copies, this, this, this::isHost);
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
    return Optional.empty();
  }

  private Store store() {
    return store.orElseThrow(() -> new IllegalStateException("the store is not open yet"));
  }
}
