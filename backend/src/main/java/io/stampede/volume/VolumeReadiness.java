package io.stampede.volume;

import io.stampede.engine.ResourceId;
import java.util.List;
import java.util.Optional;

/// Whether volumes can be used by a machine now.
public interface VolumeReadiness {
  /// For machines without volumes.
  VolumeReadiness ALWAYS = _ -> Optional.empty();

  /// @param why as `waiting for volume data`
  record Waiting(ResourceId on, String why) {}

  /// What is to be waited for; empty when all are ready.
  Optional<Waiting> pending(List<String> volumeIds);
}
