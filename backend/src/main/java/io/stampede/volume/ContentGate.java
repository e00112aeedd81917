package io.stampede.volume;

import io.stampede.engine.ResourceId;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Who is at volumes' content just now; two never are at once.
public final class ContentGate {
  private enum At {
    STEP,
    UPLOAD
  }

  private final ConcurrentMap<String, At> at = new ConcurrentHashMap<>();
  private final Consumer<ResourceId> wake;

  /// @param wake look at this volume now
  public ContentGate(Consumer<ResourceId> wake) {
    this.wake = wake;
  }

  /// Whether the content is being written from outside.
  public boolean isFilling(String volumeId) {
    return at.get(volumeId) == At.UPLOAD;
  }

  /// @return empty when somebody else is at it
  <T> Optional<T> during(String volumeId, Supplier<T> step) {
    return during(volumeId, At.STEP, step);
  }

  /// Keeps steps away while the content is written from outside, and has that shown.
  ///
  /// @return false when a step or another upload is at it
  public boolean uploading(String volumeId, Runnable upload) {
    var id = new ResourceId(VolumeKind.NAME, volumeId);
    try {
      Supplier<Boolean> whole =
          () -> {
            wake.accept(id);
            upload.run();
            return true;
          };
      return during(volumeId, At.UPLOAD, whole).orElse(false);
    } finally {
      wake.accept(id);
    }
  }

  private <T> Optional<T> during(String volumeId, At who, Supplier<T> work) {
    if (at.putIfAbsent(volumeId, who) != null) return Optional.empty();
    try {
      return Optional.of(work.get());
    } finally {
      at.remove(volumeId);
    }
  }
}
