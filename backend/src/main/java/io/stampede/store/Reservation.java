package io.stampede.store;

import io.stampede.engine.ResourceId;
import java.util.List;

/// What a workload has taken of its host, from its request until it is gone from there. A managed
/// network has one as well, without a host: it holds its range.
///
/// @param name of the workload
/// @param host the host's id
/// @param ports of the host, as `8080/tcp`, or `192.0.2.7:8080/tcp`; of a network what else only
///   one may have
/// @param away names of workloads that are not to come to the same host
/// @param held its addresses
public record Reservation(
    ResourceId id,
    String name,
    String host,
    Amount amount,
    List<String> ports,
    List<String> away,
    List<Held> held) {
  public Reservation {
    ports = List.copyOf(ports);
    away = List.copyOf(away);
    held = List.copyOf(held);
  }

  /// Without an address.
  public Reservation(
      ResourceId id,
      String name,
      String host,
      Amount amount,
      List<String> ports,
      List<String> away) {
    this(id, name, host, amount, ports, away, List.of());
  }

  public Reservation taking(List<String> others) {
    return new Reservation(id, name, host, amount, others, away, held);
  }

  public Reservation holding(List<Held> addresses) {
    return new Reservation(id, name, host, amount, ports, away, addresses);
  }
}
