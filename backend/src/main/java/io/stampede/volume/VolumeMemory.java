package io.stampede.volume;

import io.stampede.engine.ResourceId;
import java.util.OptionalInt;

/// What was done to volumes and must not be done again, whatever a host shows: a disk that is lost
/// is not made anew, and one that was brought back from a copy is not wiped once more.
public interface VolumeMemory {
  /// How often it was wiped; empty before it was made.
  OptionalInt made(ResourceId id);

  /// That it was made, and wiped so often. May be repeated.
  void remember(ResourceId id, int wipes);
}
