package io.stampede.volume;

import java.util.Optional;

/// Which machine has a volume.
public interface VolumeUsers {
  /// @param name the machine's
  /// @param host the machine's, by its id
  /// @param off whether it was seen to be off
  /// @param apart whether its disks are not ours to change, since it was given back or adopted
  record User(String name, String host, boolean off, boolean apart) {}

  Optional<User> of(String volumeId);
}
