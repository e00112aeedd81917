package io.stampede.container;

import java.util.Optional;

/// The hosts that containers can be on.
public interface ContainerHosts {
  /// Empty when no such host has been looked at yet.
  Optional<ContainerHost> find(String hostId);
}
