package io.stampede.plane;

import java.util.Optional;

/// A workload's place on a network.
///
/// @param workload its id
/// @param name its first name within the network's domain
/// @param host the id of the host it is on
/// @param mac of a machine, which asks for its address by DHCP; empty for a container
public record Endpoint(
    String workload, String name, String host, Ipv4 address, Optional<Mac> mac) {}
