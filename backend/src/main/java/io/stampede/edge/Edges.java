package io.stampede.edge;

import io.stampede.engine.Outcome;
import io.stampede.engine.ResourceId;
import io.stampede.network.Pending;
import java.util.List;
import java.util.Optional;

/// What is kept of workloads and hosts, and the quick way to a host's rules.
public interface Edges {
  /// A container or a machine by its id; empty when it is not there any more.
  Optional<Whereabouts> workload(String id);

  /// What people call a host; empty when it is not there any more.
  Optional<String> hostName(String id);

  /// Whether its connection stands.
  boolean isConnected(String hostId);

  /// Why a host does not have a network yet; empty when it has it.
  Optional<Pending> pending(String hostId, String networkId);

  /// Where something was brought to lead last, as it was kept.
  Optional<Lead> pointed(ResourceId id);

  /// Brings a host's rules to what is kept now.
  ///
  /// @param cut leads whose connections are to be ended
  Outcome bring(String hostId, List<Lead> cut);
}
