package io.stampede.image;

import io.stampede.engine.Outcome;
import io.stampede.engine.Work;
import java.io.IOException;
import java.util.Optional;

/// Makes an image of a disk on a host.
final class ImageTake {
  private final ImageStore store;
  private final ImageHost hosts;
  private final Disks disks;

  ImageTake(ImageStore store, ImageHost hosts, Disks disks) {
    this.store = store;
    this.hosts = hosts;
    this.disks = disks;
  }

  Outcome run(String id, ImageName name, ImageSource source) throws IOException {
    if (store.find(id).isPresent()) return Outcome.done();
    return switch (disks.find(source)) {
      case Disks.Found.Not(var problem) -> Outcome.again(problem);
      case Disks.Found.At at -> {
        var part = store.part(id);
        var taken = hosts.take(id, at, part);
        yield taken.equals(Outcome.done()) ? keep(id, name) : taken;
      }
    };
  }

  private Outcome keep(String id, ImageName name) throws IOException {
    try {
      Work.progress(100, "checking " + name);
      store.keep(id, name, Optional.empty(), store.part(id));
      return Outcome.done();
    } catch (ImageRejected e) {
      return Outcome.stuck(e.problem());
    }
  }
}
