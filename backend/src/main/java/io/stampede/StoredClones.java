package io.stampede;

import io.stampede.client.Change;
import io.stampede.engine.Outcome;
import io.stampede.engine.Problem;
import io.stampede.engine.ResourceId;
import io.stampede.image.Disks;
import io.stampede.image.ImageFormat;
import io.stampede.image.ImageKind;
import io.stampede.image.ImageName;
import io.stampede.image.ImageSource;
import io.stampede.image.ImageSpec;
import io.stampede.store.NameTaken;
import io.stampede.store.Row;
import io.stampede.store.Store;
import io.stampede.vm.Clones;
import io.stampede.vm.VmFacts;
import io.stampede.vm.VmKind;
import io.stampede.vm.VmSpec;
import io.stampede.volume.VolumeFacts;
import io.stampede.volume.VolumeKind;
import io.stampede.volume.VolumeSpec;
import java.util.Optional;

/// Disks that images are made of, and the images by which machines are cloned. Such an image has an
/// id that is made of its machine's.
final class StoredClones implements Clones, Disks {
  private static final String PREFIX = "im-clone-";

  private final Wakes wakes;
  private volatile Optional<Store> store = Optional.empty();

  StoredClones(Wakes wakes) {
    this.wakes = wakes;
  }

  /// The store is made after the kinds that it keeps.
  void in(Store opened) {
    store = Optional.of(opened);
  }

  @Override
  public Outcome begin(ResourceId machine, String of) {
    var id = image(machine);
    var row = store().row(id);
    if (row.isEmpty() && !insert(id, of)) {
      return Outcome.stuck(
          Problem.request(
              "name-taken",
              "there is an image called %s already".formatted(name(id)),
              "remove or rename it"));
    }
    row.filter(there -> !there.wanted())
        .ifPresent(was -> store().replace(id, was.generation(), true, was.name(), was.spec()));
    store()
        .row(machine)
        .filter(Row::wanted)
        .ifPresent(there -> {
          if (!(there.spec() instanceof VmSpec vm) || !vm.image().isEmpty()) return;
          var made = vm.madeOf(id.value());
          store().replace(machine, there.generation(), true, there.name(), made);
        });
    wakes.wake(id);
    return Outcome.done();
  }

  private boolean insert(ResourceId id, String of) {
    try {
      var spec = ImageSpec.forClone(new ImageName(name(id)), ImageSource.machine(of));
      store().insert(id, name(id), spec, "");
      return true;
    } catch (NameTaken _) {
      return false;
    }
  }

  private static ResourceId image(ResourceId machine) {
    var id = machine.value();
    return new ResourceId(ImageKind.NAME, PREFIX + id.substring(id.indexOf('-') + 1));
  }

  private static String name(ResourceId image) {
    return image.value().substring("im-".length());
  }

  @Override
  public Outcome end(ResourceId machine) {
    store()
        .row(machine)
        .filter(Row::wanted)
        .ifPresent(row -> {
          if (!(row.spec() instanceof VmSpec vm)) return;
          var whole = vm.of(vm.source().whole());
          if (whole.equals(vm)) return;
          store().replace(machine, row.generation(), true, row.name(), whole);
        });
    drop(image(machine));
    return Outcome.done();
  }

  private void drop(ResourceId image) {
    store()
        .row(image)
        .filter(row -> row.wanted() && !isUsed(image.value()))
        .ifPresent(row -> {
          store().replace(image, row.generation(), false, row.name(), row.spec());
          wakes.wake(image);
        });
  }

  private boolean isUsed(String imageId) {
    return store()
        .rows(VmKind.NAME)
        .anyMatch(row -> row.spec() instanceof VmSpec vm && vm.uses(imageId));
  }

  /// What a clone was based on goes with it.
  void heard(Change change) {
    boolean isGone = change.what() == Change.What.REMOVED;
    if (change.kind().equals(VmKind.NAME) && isGone) tidy();
  }

  /// Also what was left by a console that was killed.
  void tidy() {
    store()
        .rows(ImageKind.NAME)
        .filter(row -> row.wanted() && row.spec() instanceof ImageSpec spec && spec.forClone())
        .filter(row -> store().rows(VmKind.NAME).noneMatch(vm -> needs(vm, row.id())))
        .map(Row::id)
        .toList()
        .forEach(this::drop);
  }

  /// Also one that is yet to be made of it.
  private static boolean needs(Row machine, ResourceId image) {
    return machine.spec() instanceof VmSpec vm
        && !vm.source().isMade()
        && image(machine.id()).equals(image);
  }

  @Override
  public Found find(ImageSource source) {
    var kind = source.isMachine() ? VmKind.NAME : VolumeKind.NAME;
    var row =
        store()
            .rows(kind)
            .filter(r -> r.id().value().equals(source.of()) || r.name().equals(source.of()))
            .findFirst();
    if (row.isEmpty()) {
      return not("no-such-disk", source + " is not there any more", "make it of another one");
    }
    return source.isMachine() ? machine(row.get()) : volume(row.get());
  }

  private static Found machine(Row row) {
    if (!(row.spec() instanceof VmSpec vm) || vm.bond().nativeId().isPresent()) {
      return not(
          "not-ours",
          row.name() + " was not made here, and its disks are not known",
          "upload its disk as an image instead");
    }
    boolean isOff =
        row.facts()
            .filter(f -> f instanceof VmFacts is && is.files().disk() && !is.active())
            .isPresent();
    if (!isOff) {
      return not(
          "not-off", row.name() + " is not off: its disk would be torn", "switch it off first");
    }
    return new Found.At(
        vm.hostId(),
        "/var/lib/stampede/vm/%s/disk.qcow2".formatted(row.id().value()),
        ImageFormat.QCOW2);
  }

  private Found volume(Row row) {
    var seen = row.facts().map(VolumeFacts.class::cast);
    var path = seen.flatMap(VolumeFacts::path);
    if (!(row.spec() instanceof VolumeSpec volume) || path.isEmpty()) {
      return not("not-ready", "volume " + row.name() + " is not ready", "wait until it is");
    }
    boolean isRead =
        store()
            .rows(VmKind.NAME)
            .anyMatch(vm ->
                vm.facts()
                    .filter(f ->
                        f instanceof VmFacts is
                            && is.active()
                            && is.seenVolumes().has(row.id().value()))
                    .isPresent());
    if (isRead) {
      return not(
          "not-off",
          "a machine that runs has volume " + row.name() + ": its content would be torn",
          "detach it, or switch the machine off");
    }
    return new Found.At(volume.hostId(), path.get(), ImageFormat.valueOf(volume.format().name()));
  }

  private static Found not(String code, String message, String fix) {
    return new Found.Not(Problem.request(code, message, fix));
  }

  private Store store() {
    return store.orElseThrow(() -> new IllegalStateException("the store is not open yet"));
  }
}
