package io.stampede.volume;

import java.util.Optional;

/// Which machine has a volume.
public interface VolumeUsers {
  /// @param name the machine's
  /// @param off whether it was seen to be off
  record User(String name, boolean off) {}

  Optional<User> of(String volumeId);
}
