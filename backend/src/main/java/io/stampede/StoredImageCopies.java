package io.stampede;

import io.stampede.engine.Problem;
import io.stampede.engine.ResourceId;
import io.stampede.host.HostFacts;
import io.stampede.host.HostKind;
import io.stampede.image.CopyOnHost;
import io.stampede.image.ImageCopies;
import io.stampede.image.ImageCopyFacts;
import io.stampede.image.ImageCopySpec;
import io.stampede.image.ImageKind;
import io.stampede.image.ImageSpec;
import io.stampede.image.ImageUrl;
import io.stampede.store.Row;
import io.stampede.store.Store;
import io.stampede.vm.VmKind;
import io.stampede.vm.VmSpec;
import io.stampede.volume.VolumeFacts;
import io.stampede.volume.VolumeKind;
import io.stampede.volume.VolumeSpec;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/// The intents for copies of images, in the store.
final class StoredImageCopies implements ImageCopies {
  /// A disk is nearly full with less than a tenth free.
  private static final long SHORT = 10;

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
        .map(row -> new Copy(row.wanted(), problem(row), doing(row, imageId)))
        .orElse(Copy.NONE);
  }

  /// What the copy does, or the image that it waits for.
  private Optional<String> doing(Row copy, String imageId) {
    var image = store().row(new ResourceId(ImageKind.NAME, imageId));
    var trouble = image.flatMap(row -> problem(row)).map(Problem::message);
    if (trouble.isPresent()) return trouble;
    return Stream.concat(image.stream(), Stream.of(copy))
        .map(Row::status)
        .filter(status -> status.progress().isPresent())
        .map(status -> "%s (%d %%)".formatted(status.message(), status.progress().getAsInt()))
        .findFirst();
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
    } else if (!row.get().wanted() || !row.get().spec().equals(spec)) {
      // it is used from now on, however long nobody did
      store().replace(id, row.get().generation(), true, id.value(), spec);
    }
    wakes.wake(id);
  }

  @Override
  public List<CopyOnHost> all(String imageId) {
    return of(imageId).map(this::shown).sorted(Comparator.comparing(CopyOnHost::host)).toList();
  }

  private CopyOnHost shown(Row row) {
    var spec = (ImageCopySpec) row.spec();
    var seen = row.facts().map(ImageCopyFacts.class::cast);
    return new CopyOnHost(
        spec.host(),
        row.wanted(),
        row.status().phase().word(),
        seen.map(ImageCopyFacts::sizeBytes).orElse(OptionalLong.empty()),
        seen.flatMap(ImageCopyFacts::since),
        isUsed(spec.image(), spec.host()),
        spec.unusedSince(),
        isShort(spec.host()),
        keeps(spec),
        problem(row).map(Problem::message));
  }

  /// By a machine that is there, is to be, or is not yet gone, or by a volume that is yet to be
  /// made of it.
  private boolean isUsed(String imageId, String hostId) {
    return store()
            .rows(VmKind.NAME)
            .anyMatch(row ->
                row.spec() instanceof VmSpec vm && vm.uses(imageId) && vm.hostId().equals(hostId))
        || store().rows(VolumeKind.NAME).anyMatch(row -> waitsFor(row, imageId, hostId));
  }

  private static boolean waitsFor(Row row, String imageId, String hostId) {
    if (!(row.spec() instanceof VolumeSpec volume)) return false;
    boolean isMade =
        row.facts().filter(facts -> facts instanceof VolumeFacts is && is.known()).isPresent();
    return !isMade
        && volume.image().filter(imageId::equals).isPresent()
        && volume.hostId().equals(hostId);
  }

  private boolean isShort(String hostId) {
    return store()
        .row(new ResourceId(HostKind.NAME, hostId))
        .flatMap(Row::facts)
        .filter(facts ->
            facts instanceof HostFacts host
                && host.diskTotalGib() > 0
                && host.diskFreeGib() * SHORT < host.diskTotalGib())
        .isPresent();
  }

  private boolean keeps(ImageCopySpec copy) {
    return store()
        .row(new ResourceId(ImageKind.NAME, copy.image()))
        .filter(row ->
            row.spec() instanceof ImageSpec image && image.care().keepOn().contains(copy.host()))
        .isPresent();
  }

  @Override
  public void note(String imageId, String hostId, Optional<Instant> unusedSince) {
    store()
        .row(ImageCopies.id(imageId, hostId))
        .filter(Row::wanted)
        .ifPresent(row -> {
          var spec = new ImageCopySpec(imageId, hostId, unusedSince);
          store().replace(row.id(), row.generation(), true, row.name(), spec);
          wakes.wake(row.id());
        });
  }

  @Override
  public void release(String imageId, String hostId) {
    if (isUsed(imageId, hostId)) return;
    store().row(ImageCopies.id(imageId, hostId)).filter(Row::wanted).ifPresent(this::release);
  }

  @Override
  public void release(String imageId) {
    of(imageId).filter(Row::wanted).toList().forEach(this::release);
  }

  /// Where hosts fetch an image themselves.
  Optional<ImageUrl> direct(String imageId) {
    return store()
        .row(new ResourceId(ImageKind.NAME, imageId))
        .flatMap(row ->
            row.spec() instanceof ImageSpec image ? image.direct() : Optional.<ImageUrl>empty());
  }

  boolean isHost(String hostId) {
    return store().row(new ResourceId(HostKind.NAME, hostId)).isPresent();
  }

  /// Copies went with the hosts that they were on.
  void releaseLost() {
    store()
        .rows(ImageCopySpec.KIND)
        .filter(
            row -> row.wanted() && row.spec() instanceof ImageCopySpec copy && !isHost(copy.host()))
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
        .filter(row -> row.spec() instanceof ImageCopySpec copy && copy.image().equals(imageId));
  }

  private Store store() {
    return store.orElseThrow(() -> new IllegalStateException("the store is not open yet"));
  }
}
