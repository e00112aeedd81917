package io.stampede.vm;

import io.stampede.engine.ResourceId;
import java.util.Optional;

/// What machines are told about themselves on a drive, from all that is kept.
public interface Drives {
  /// For those who have none.
  Drives NONE = (_, _) -> Optional.empty();

  /// As it would be if the machine started now; empty when it is to have none.
  Optional<Drive> of(ResourceId machine, VmSpec spec);
}
