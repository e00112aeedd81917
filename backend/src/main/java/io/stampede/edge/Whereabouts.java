package io.stampede.edge;

import io.stampede.engine.ResourceId;
import io.stampede.store.Held;
import java.util.List;
import java.util.Optional;

/// Where a workload is, from what is kept.
///
/// @param host the id of its host
/// @param wanted whether it is to be there
/// @param on whether it was running when it was last seen
/// @param held its addresses on managed networks, the first one first
public record Whereabouts(
    ResourceId id, String name, String host, boolean wanted, boolean on, List<Held> held) {
  public Whereabouts {
    held = List.copyOf(held);
  }

  /// Its address on a network, or the first one.
  ///
  /// @param network its id
  Optional<Held> heldOn(Optional<String> network) {
    return held.stream()
        .filter(h -> network.isEmpty() || network.get().equals(h.network()))
        .findFirst();
  }

  /// As `container web`.
  String called() {
    return word(id) + " " + name;
  }

  static String word(ResourceId id) {
    return id.kind().equals("virtualMachine") ? "machine" : id.kind();
  }
}
