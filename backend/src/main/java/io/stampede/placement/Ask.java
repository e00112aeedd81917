package io.stampede.placement;

import io.stampede.engine.ResourceId;
import io.stampede.store.Amount;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A workload that needs a host.
///
/// @param host the id of the one that was named; empty to have one chosen
/// @param needs what its host has to have
/// @param ports of the host, as `8080/tcp`
/// @param before what it has on its host already, when it is there and is to be changed
public record Ask(
    ResourceId id,
    String name,
    Optional<String> host,
    Engine needs,
    Amount amount,
    List<String> ports,
    Wish wish,
    Optional<Amount> before,
    boolean onManaged) {
  /// What runs workloads, or connects them.
  public enum Engine {
    DOCKER,
    LIBVIRT,
    /// The managed networks.
    NETWORK
  }

  /// Without a managed network.
  public Ask(
      ResourceId id,
      String name,
      Optional<String> host,
      Engine needs,
      Amount amount,
      List<String> ports,
      Wish wish,
      Optional<Amount> before) {
    this(id, name, host, needs, amount, ports, wish, before, false);
  }

  public Ask onManaged(Optional<String> there) {
    return new Ask(id, name, host.or(() -> there), needs, amount, ports, wish, before, true);
  }

  /// That its host has these ports free as well.
  public Ask besides(List<String> more) {
    var all = new ArrayList<>(ports);
    all.addAll(more);
    return new Ask(id, name, host, needs, amount, all, wish, before, onManaged);
  }

  public Ask {
    ports = List.copyOf(ports);
  }
}
