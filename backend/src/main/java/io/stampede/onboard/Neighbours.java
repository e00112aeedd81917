package io.stampede.onboard;

import io.stampede.engine.Outcome;
import io.stampede.host.HostSpec;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What a candidate knows of the console's other hosts, and asks of its store.
public interface Neighbours {
  /// Another host, or another candidate.
  ///
  /// @param hostKey its accepted fingerprint
  /// @param bootId of its boot as last seen
  record Neighbour(
      boolean host,
      String id,
      String name,
      String address,
      int port,
      Optional<String> hostKey,
      Optional<String> bootId) {
    String shown() {
      return (host ? "host " : "candidate ") + name + " (" + address + ")";
    }
  }

  /// How the host that came out of a candidate is getting on.
  ///
  /// @param doing what it is doing, or what keeps it; empty when it is ready
  /// @param since when it was made
  record Standing(boolean ready, String doing, Instant since) {}

  List<Neighbour> all();

  /// Empty when there is no such host.
  Optional<Standing> host(String hostId);

  /// Makes a host's intent under this id, unless it is there.
  Outcome add(String hostId, HostSpec spec);

  /// Notes that a candidate's key is installed, and drops its password.
  Outcome keyInstalled(String candidateId);

  /// Notes that a candidate's key was taken back.
  Outcome keyTakenBack(String candidateId);

  /// Takes a candidate off the list.
  Outcome retire(String candidateId);

  /// Whether there is a candidate of this id.
  boolean knows(String candidateId);
}
