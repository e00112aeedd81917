package io.stampede.volume;

import io.stampede.engine.Outcome;
import java.util.Optional;

/// Volumes that running machines have: what is done to them is done by their QEMU.
public interface LiveDisks {
  /// Enlarges it; may be repeated.
  ///
  /// @return empty when no machine runs with it
  Optional<Outcome> grow(String volumeId, long bytes);
}
