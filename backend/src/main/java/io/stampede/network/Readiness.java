package io.stampede.network;

import io.stampede.engine.ResourceId;
import java.util.List;
import java.util.Optional;

/// Whether a host has the networks that a workload is to be plugged into.
public interface Readiness {
  /// For those who have no managed networks.
  Readiness ALWAYS = (_, _, _) -> Optional.empty();

  /// What keeps a workload's cards from being plugged in; empty when nothing does, and for a
  /// workload that is only planned.
  Optional<Pending> pending(ResourceId workload, String hostId, List<Card> cards);

  /// What a container is told about the links that it is made with.
  ///
  /// @param name the container's
  default Linked linked(ResourceId container, String name, List<ContainerLink> links) {
    return Linked.NONE;
  }
}
