package io.stampede.plane;

import java.util.Optional;
import java.util.regex.Pattern;

/// All that comes to an outside address goes to a workload, and what that sends out comes from the
/// outside address.
///
/// @param uplink where the host has the address; empty when it comes there by itself
public record RedirectFloating(Ipv4 outside, Ipv4 inside, Optional<Uplink> uplink) {
  /// @param name of the interface; empty for the one that leads to the gateway
  /// @param gateway of the address's network
  public record Uplink(Optional<String> name, Ipv4 gateway) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,14}");

    public Uplink {
      if (name.filter(n -> !NAME.matcher(n).matches()).isPresent()) {
        throw new IllegalArgumentException("no interface: " + name);
      }
    }
  }

  public RedirectFloating(Ipv4 outside, Ipv4 inside) {
    this(outside, inside, Optional.empty());
  }

  /// As the file `maps` has it, for the component to put the address there.
  Optional<String> line() {
    return uplink.map(
        u -> "uplink %s : %s %s".formatted(outside, u.name().orElse("-"), u.gateway()));
  }
}
