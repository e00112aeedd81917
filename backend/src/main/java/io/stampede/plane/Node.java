package io.stampede.plane;

import java.util.Optional;

/// A host, as others on the same networks reach it.
///
/// @param host its id
/// @param number its own among all hosts, from 1; the lower one of a pair begins the tunnel
/// @param underlay its address outside the managed networks
/// @param wireguardKey its public key; empty until it has made one
public record Node(String host, int number, Ipv4 underlay, Optional<String> wireguardKey) {}
