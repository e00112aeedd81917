package io.stampede.plane;

/// All that comes to an outside address goes to a workload, and what that sends out comes from the
/// outside address.
public record RedirectFloating(Ipv4 outside, Ipv4 inside) {}
