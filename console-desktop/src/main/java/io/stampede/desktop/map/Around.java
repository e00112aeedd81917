package io.stampede.desktop.map;

import io.stampede.topology.Arrow;
import io.stampede.topology.Topology;

/// What the network map asks of the window around it.
public interface Around {
  /// Opens the page of a resource.
  void open(String kind, String id);

  /// Opens the list of a kind.
  void list(String kind);

  /// Asks where an arrow is to lead.
  ///
  /// @param workload the key of the one that is proposed; may be empty
  void point(Topology topology, Arrow arrow, String workload);
}
