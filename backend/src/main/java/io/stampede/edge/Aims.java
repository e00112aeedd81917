package io.stampede.edge;

import io.stampede.engine.Problem;
import io.stampede.plane.Ipv4;
import java.util.Optional;

/// From what is asked for, and where workloads are, to where it leads. Pure.
public final class Aims {
  private Aims() {}

  public static Aim of(PortSpec spec, Optional<Whereabouts> target) {
    var problem = problem(target, spec.network());
    if (problem.isPresent()) return new Aim.Blocked(problem.get(), target.map(Whereabouts::id));
    var there = target.orElseThrow();
    var held = there.heldOn(spec.network()).orElseThrow();
    var lead =
        new Lead(
            spec.hostId(),
            held.network(),
            spec.address().map(IpAddress::ipv4),
            Optional.of(spec.ports()),
            Optional.empty(),
            Ipv4.of(held.address()));
    return new Aim.At(lead, there.called());
  }

  public static Aim of(FloatingIpSpec spec, Optional<Whereabouts> target) {
    if (spec.target().isEmpty() || spec.given().isEmpty()) return new Aim.Nowhere();
    var problem = problem(target, spec.network());
    if (problem.isPresent()) return new Aim.Blocked(problem.get(), target.map(Whereabouts::id));
    var there = target.orElseThrow();
    var held = there.heldOn(spec.network()).orElseThrow();
    var given = spec.given().get();
    var lead =
        new Lead(
            there.host(),
            held.network(),
            Optional.of(spec.ipv4()),
            Optional.empty(),
            Optional.of(new Lead.Uplink(given.uplink(), given.gateway())),
            Ipv4.of(held.address()));
    return new Aim.At(lead, there.called());
  }

  /// What keeps a target from being led to. Without it the door is shut, which refuses at once.
  private static Optional<Problem> problem(Optional<Whereabouts> target, Optional<String> network) {
    if (target.isEmpty()) {
      return Optional.of(
          Problem.request("no-target", "its target is not there any more", "give it another one"));
    }
    var there = target.get();
    if (!there.wanted()) {
      return Optional.of(
          Problem.request(
              "target-leaves", there.called() + " is being removed", "give it another target"));
    }
    if (there.held().isEmpty()) {
      return Optional.of(
          Problem.request(
              "no-address",
              there.called() + " has no address on a managed network",
              "give it another target"));
    }
    if (there.heldOn(network).isEmpty()) {
      return Optional.of(
          Problem.request(
              "target-off-network",
              there.called() + " has no address on the network that was chosen",
              "choose another network, or none"));
    }
    if (!there.on()) {
      return Optional.of(
          Problem.request("target-stopped", there.called() + " does not run", "start it"));
    }
    return Optional.empty();
  }
}
