package io.stampede.demo;

import io.stampede.engine.Outcome;
import io.stampede.engine.Problem;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/// How the emulated machines and images reach the host they are on.
///
/// @param faults of a host by its id; empty when there is no such host
public record DemoReach(Function<String, Optional<Faults>> faults) {
  /// To hosts that have been looked at.
  public static DemoReach to(DemoHosts hosts) {
    return new DemoReach(id -> hosts.machine(id).map(DemoHosts.Machine::faults));
  }

  Optional<Problem> outage(String hostId) {
    return faults
        .apply(hostId)
        .map(host -> host.outage(hostId))
        .orElseGet(() -> Optional.of(unknown(hostId)));
  }

  Outcome during(String hostId, Supplier<Outcome> step) {
    return faults
        .apply(hostId)
        .map(host -> host.during(hostId, step))
        .orElseGet(() -> Outcome.again(unknown(hostId)));
  }

  private static Problem unknown(String hostId) {
    return Problem.host(
        "not-connected", "the host " + hostId + " is not connected", "look at it under Hosts");
  }
}
