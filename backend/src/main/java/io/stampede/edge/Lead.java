package io.stampede.edge;

import io.stampede.plane.Ipv4;
import io.stampede.plane.Transport;
import java.util.Optional;

/// From an address of a host, or ports of it, to a workload.
///
/// @param host the host's id
/// @param network the id of the network by which the workload is reached
/// @param from the address; empty for all that the host has
/// @param ports empty for a floating address, which leads with all that it has
/// @param uplink where a floating address is put; empty for a port
/// @param to the workload's address
public record Lead(
    String host,
    String network,
    Optional<Ipv4> from,
    Optional<Ports> ports,
    Optional<Uplink> uplink,
    Ipv4 to) {
  /// Ports from `first` to `last` lead to as many from `to` on.
  public record Ports(Transport protocol, int first, int last, int to) {}

  /// @param name the interface; empty for the one that leads to the gateway
  /// @param gateway of the address's network
  public record Uplink(Optional<String> name, Ipv4 gateway) {}

  /// For people, as `192.0.2.7 port 8080/tcp`.
  String door() {
    return ports
        .map(p -> {
          var range = p.first() == p.last() ? "" + p.first() : p.first() + "-" + p.last();
          var at = from.map(a -> a + ":").orElse("");
          return at + range + "/" + p.protocol().word();
        })
        .orElseGet(() -> from.map(Ipv4::toString).orElse(""));
  }

  /// For people, as `10.42.1.7:80`.
  String end() {
    return ports.map(p -> to + ":" + p.to()).orElseGet(to::toString);
  }
}
