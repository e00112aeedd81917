package io.stampede.onboard;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Every check there is, in the order in which they are shown.
final class Checks {
  static final List<Check> ALL =
      Stream.of(
              LoginChecks.all(),
              SystemChecks.all(),
              StorageChecks.all(),
              TunnelChecks.all(),
              DockerChecks.all(),
              MachineChecks.all(),
              NetworkChecks.all(),
              FirewallChecks.all(),
              ClockChecks.all(),
              PeerChecks.all(),
              OwnerChecks.all())
          .flatMap(List::stream)
          .toList();

  private Checks() {}

  static Optional<Check> named(String word) {
    return ALL.stream().filter(check -> check.word().equals(word)).findFirst();
  }
}
