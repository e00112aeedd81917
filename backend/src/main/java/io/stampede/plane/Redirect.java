package io.stampede.plane;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// What comes to a port goes to one of these instead: of a link or of a published port. Several
/// share new connections in turn. Without a target it is left where it is: a link's address refuses
/// it at once, and so does a host on which nobody listens.
///
/// @param at the address; empty means any of the host's own
public record Redirect(Optional<Ipv4> at, Transport transport, int port, List<Spot> targets) {
  /// Where it goes.
  public record Spot(Ipv4 address, int port) {
    public Spot {
      demandPort(port);
    }

    @Override
    public String toString() {
      return address + " . " + port;
    }
  }

  public Redirect {
    demandPort(port);
    targets =
        targets.stream()
            .distinct()
            .sorted(Comparator.comparing(Spot::address).thenComparing(Spot::port))
            .toList();
  }

  static void demandPort(int port) {
    if (port < 1 || port > 65_535) throw new IllegalArgumentException("no port: " + port);
  }

  /// As the maps have it.
  String key() {
    var any = transport.word() + " . " + port;
    return at.map(address -> address + " . " + any).orElse(any);
  }
}
