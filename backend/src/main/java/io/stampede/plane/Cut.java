package io.stampede.plane;

import java.util.Optional;

/// Connections that are to end: those that came to this and go elsewhere than what comes there now
/// would. So those to the new target live on, and a cut done twice is done once.
public sealed interface Cut {
  /// @param at empty means any of the host's own addresses
  record Port(Optional<Ipv4> at, Transport transport, int port) implements Cut {
    public Port {
      Redirect.demandPort(port);
    }
  }

  /// All that comes to a floating address, and all that came from who had it.
  record Address(Ipv4 outside) implements Cut {}

  /// As `net-maps` reads it.
  default String line() {
    return switch (this) {
      case Port(var at, var transport, var port) ->
          "cut %s %s %d".formatted(transport.word(), at.map(Ipv4::toString).orElse("any"), port);
      case Address(var outside) -> "cut any %s any".formatted(outside);
    };
  }
}
