package io.stampede.network;

import io.stampede.engine.Intent;
import io.stampede.engine.ResourceId;
import io.stampede.plane.HostModel;
import java.util.Optional;

/// What is kept of hosts' networks, as other kinds ask for it.
public interface HostNetworks extends Readiness {
  HostModels.Assembled model(String hostId);

  /// For a host of which nothing is wanted any more.
  HostModel nothing(String hostId);

  /// Whether there is still a host of this id that can be reached.
  boolean isHost(String hostId);

  /// Whether a host is to be kept: of one that is to go everything is taken away at once.
  default boolean isKept(String hostId) {
    return true;
  }

  /// The host-network that has to be gone before its host can be; empty when there is none, and
  /// while the host's removal is only planned.
  Optional<ResourceId> before(Intent<?> removal);

  /// The id of a host's intent, for waiting on it.
  static ResourceId id(String hostId) {
    return new ResourceId(HostNetworkSpec.KIND, HostNetworkSpec.id(hostId));
  }
}
