package io.stampede.topology;

import io.stampede.engine.Status;
import java.util.List;
import java.util.Optional;

/// What leads connections to workloads and can be pointed elsewhere: a link, a published port, a
/// floating address.
///
/// @param kind as the client names it, as `floatingIp`
/// @param label what people connect to: `db`, `8080/tcp on h1`, `203.0.113.7`
/// @param from the key of the workload that uses it; empty when it is for all outside
/// @param targets keys of the workloads that it leads to; none while it leads nowhere
/// @param multiple whether it may have several targets
/// @param undoable whether it can be pointed back to where it led before
public record Arrow(
    Sort sort,
    String kind,
    String id,
    String name,
    String label,
    Optional<String> from,
    List<String> targets,
    Status status,
    boolean multiple,
    boolean undoable) {
  /// What it is.
  public enum Sort {
    LINK,
    PORT,
    FLOATING
  }

  public Arrow {
    targets = List.copyOf(targets);
  }

  public String key() {
    return kind + "/" + id;
  }
}
