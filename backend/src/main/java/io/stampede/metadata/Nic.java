package io.stampede.metadata;

import java.net.Inet4Address;
import java.util.Optional;
import java.util.regex.Pattern;

/// A card of an instance, on a network.
///
/// @param mac in lower case with colons
/// @param floating an address elsewhere that leads to this one
public record Nic(
    String mac, Inet4Address address, Network network, Optional<Inet4Address> floating) {
  private static final Pattern MAC = Pattern.compile("[0-9a-f]{2}(:[0-9a-f]{2}){5}");

  public Nic {
    if (!MAC.matcher(mac).matches()) {
      throw new IllegalArgumentException("is not an Ethernet address in lower case");
    }
  }
}
