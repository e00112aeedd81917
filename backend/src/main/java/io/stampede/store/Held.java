package io.stampede.store;

/// An address on a managed network.
///
/// @param network its id
/// @param address as `10.42.3.7`
/// @param block the part of the network that the workload's host has, as `10.42.3.0/24`
public record Held(String network, String address, String block) {}
