package io.stampede.plane;

import java.util.List;
import java.util.OptionalInt;

/// A host's part of one managed network.
///
/// @param network the network's id
/// @param name as people call it
/// @param number its own among all networks, from 1
/// @param cidr of the whole network
/// @param block this host's part; its first address is the gateway's
/// @param domain names end in it, as `managed.stampede.internal`
/// @param mtu of what is plugged in; open means: computed from the uplink and the overlay
/// @param far the other hosts' parts
/// @param endpoints all workloads on the network, of every host
public record Segment(
    String network,
    String name,
    int number,
    Cidr cidr,
    Cidr block,
    Overlay overlay,
    String domain,
    OptionalInt mtu,
    List<Far> far,
    List<Endpoint> endpoints) {
  /// Another host's part of it.
  public record Far(Node node, Cidr block) {}

  public Segment {
    far = List.copyOf(far);
    endpoints = List.copyOf(endpoints);
  }

  public Ipv4 gateway() {
    return block.at(1);
  }

  /// Also the name of Docker's network on it.
  public String bridge() {
    return "st-" + number;
  }
}
