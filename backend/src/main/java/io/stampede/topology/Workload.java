package io.stampede.topology;

import io.stampede.engine.Status;
import java.util.List;

/// A container or a machine that is on a managed network, or that something points at.
///
/// @param kind `container` or `virtualMachine`
/// @param host the id of where it is
public record Workload(
    String kind, String id, String name, String host, Status status, List<Plug> plugs) {
  /// A card of it.
  ///
  /// @param network its id
  public record Plug(String network, String address) {}

  public Workload {
    plugs = List.copyOf(plugs);
  }

  public String key() {
    return kind + "/" + id;
  }
}
