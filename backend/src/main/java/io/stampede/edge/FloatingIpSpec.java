package io.stampede.edge;

import io.stampede.plane.Ipv4;
import io.stampede.schema.Field;
import java.util.Optional;

/// A floating address as one asks for it.
///
/// @param address chosen when it is left open
/// @param target the id of a workload, after its name was looked up
/// @param given what its pool is like, from when it was taken out of it
/// @param before what it was associated with before its last change; empty when it had none
public record FloatingIpSpec(
    @Field(
            label = "Pool",
            help = "Where it is taken from; one with a free address when this is left open.",
            reference = "ipPool",
            column = true)
        Optional<String> pool,
    @Field(
            label = "Address",
            help = "The next free one when it is left open.",
            column = true,
            maxLength = 15,
            example = "192.168.10.200")
        Optional<IpAddress> address,
    @Field(
            label = "Target",
            suggests = {"container", "virtualMachine"},
            help = "The container or machine that has it, by its name or id; none when left open.",
            update = true,
            maxLength = 63,
            example = "web")
        Optional<String> target,
    @Field(
            label = "Network",
            help = "Which of the target's addresses it leads to; its first when left open.",
            reference = "network",
            update = true,
            more = true)
        Optional<String> network,
    @Field(
            label = "Connections",
            help = "Whether those there are go on or end when it is moved on the same host.",
            byDefault = "keep",
            update = true,
            more = true)
        Connections connections,
    Optional<Given> given,
    Optional<Before> before) {
  /// Of its pool.
  public record Given(Optional<String> uplink, Ipv4 gateway) {}

  public record Before(Optional<String> target, Optional<String> network) {}

  Before to() {
    return new Before(target, network);
  }

  /// Only of one that was taken out of a pool.
  public Ipv4 ipv4() {
    return address.orElseThrow().ipv4();
  }

  FloatingIpSpec taken(String poolId, Ipv4 chosen, Given of) {
    return new FloatingIpSpec(
        Optional.of(poolId),
        Optional.of(IpAddress.of(chosen)),
        target,
        network,
        connections,
        Optional.of(of),
        before);
  }

  FloatingIpSpec to(Optional<String> targetId) {
    return to(new Before(targetId, network));
  }

  private FloatingIpSpec to(Before next) {
    return new FloatingIpSpec(
        pool, address, next.target(), next.network(), connections, given, before);
  }

  FloatingIpSpec after(Before last) {
    return new FloatingIpSpec(
        pool, address, target, network, connections, given, Optional.of(last));
  }

  /// Associated with nothing.
  public FloatingIpSpec freed() {
    return target.isEmpty() ? this : after(to()).to(new Before(Optional.empty(), Optional.empty()));
  }

  /// With what it was before; once more leads back again.
  FloatingIpSpec undone() {
    return after(to()).to(before.orElseThrow());
  }
}
