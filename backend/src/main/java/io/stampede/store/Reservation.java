package io.stampede.store;

import io.stampede.engine.ResourceId;
import java.util.List;

/// What a workload has taken of its host, from its request until it is gone from there.
///
/// @param name of the workload
/// @param host the host's id
/// @param ports of the host, as `8080/tcp`
/// @param away names of workloads that are not to come to the same host
public record Reservation(
    ResourceId id, String name, String host, Amount amount, List<String> ports, List<String> away) {
  public Reservation {
    ports = List.copyOf(ports);
    away = List.copyOf(away);
  }
}
