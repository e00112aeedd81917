package io.stampede.volume;

import io.stampede.engine.ResourceId;
import java.util.List;
import java.util.Optional;

/// Whether volumes can be used by a machine now.
public interface VolumeReadiness {
  /// For machines without volumes.
  VolumeReadiness ALWAYS = (_, _) -> Optional.empty();

  /// @param why as `waiting for volume data`
  record Waiting(ResourceId on, String why) {}

  /// What is to be waited for; empty when all are ready for this machine.
  Optional<Waiting> pending(ResourceId machine, List<String> volumeIds);

  /// The name of another machine in which a volume is still seen, whatever is wanted.
  default Optional<String> heldBy(String volumeId, String butMachine) {
    return Optional.empty();
  }
}
