package io.stampede;

import io.stampede.engine.Problem;
import io.stampede.engine.ResourceId;
import io.stampede.host.HostKind;
import io.stampede.image.ImageCopies;
import io.stampede.image.ImageCopySpec;
import io.stampede.store.Row;
import io.stampede.store.Store;
import java.util.Optional;
import java.util.stream.Stream;

/// The intents for copies of images, in the store.
final class StoredImageCopies implements ImageCopies {
  private final Wakes wakes;
  private volatile Optional<Store> store = Optional.empty();

  StoredImageCopies(Wakes wakes) {
    this.wakes = wakes;
  }

  /// The store is made after the kinds that it keeps.
  void in(Store store) {
    this.store = Optional.of(store);
  }

  @Override
  public Copy find(String imageId, String hostId) {
    return store()
        .row(ImageCopies.id(imageId, hostId))
        .map(row -> new Copy(row.wanted(), problem(row)))
        .orElse(Copy.NONE);
  }

  private static Optional<Problem> problem(Row row) {
    return switch (row.status().transition()) {
      case ERROR -> row.status().problem();
      case NO, YES -> Optional.empty();
    };
  }

  @Override
  public void want(String imageId, String hostId) {
    var id = ImageCopies.id(imageId, hostId);
    var spec = new ImageCopySpec(imageId, hostId);
    var row = store().row(id);
    if (row.isEmpty()) {
      store().insert(id, id.value(), spec, id.value());
    } else if (!row.get().wanted()) {
      store().replace(id, row.get().generation(), true, id.value(), spec);
    }
    wakes.wake(id);
  }

  @Override
  public Count count(String imageId) {
    var copies = of(imageId).toList();
    return new Count((int) copies.stream().filter(Row::wanted).count(), copies.size());
  }

  @Override
  public void release(String imageId) {
    of(imageId).filter(Row::wanted).toList().forEach(this::release);
  }

  boolean isHost(String hostId) {
    return store().row(new ResourceId(HostKind.NAME, hostId)).isPresent();
  }

  /// Copies went with the hosts that they were on.
  void releaseLost() {
    store()
        .rows(ImageCopySpec.KIND)
        .filter(row ->
            row.wanted() && row.spec() instanceof ImageCopySpec(var _, var host) && !isHost(host))
        .toList()
        .forEach(this::release);
  }

  private void release(Row row) {
    store().replace(row.id(), row.generation(), false, row.name(), row.spec());
    wakes.wake(row.id());
  }

  private Stream<Row> of(String imageId) {
    return store()
        .rows(ImageCopySpec.KIND)
        .filter(
            row -> row.spec() instanceof ImageCopySpec(var image, var _) && image.equals(imageId));
  }

  private Store store() {
    return store.orElseThrow(() -> new IllegalStateException("the store is not open yet"));
  }
}
