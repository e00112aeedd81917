package io.stampede.plane;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// A workload's place on a network.
///
/// @param workload its id
/// @param name its first name within the network's domain. What DNS has no letter for becomes a
///   hyphen, so that `Web_1` is found as `web-1`
/// @param host the id of the host it is on
/// @param mac of a machine, which asks for its address by DHCP; empty for a container
public record Endpoint(String workload, String name, String host, Ipv4 address, Optional<Mac> mac) {
  private static final Pattern OTHERS = Pattern.compile("[^a-z0-9]+");
  private static final int LONGEST = 63;

  public Endpoint {
    name = label(name, address);
  }

  /// Of its card: a container has the one that Docker makes of its address.
  Mac card() {
    return mac.orElseGet(() -> Mac.of(address));
  }

  /// RFC 1123, section 2.1. A name without any letter gets one from its address.
  static String label(String name, Ipv4 address) {
    var plain = OTHERS.matcher(name.toLowerCase(Locale.ROOT)).replaceAll("-");
    if (plain.startsWith("-")) plain = plain.substring(1);
    if (plain.length() > LONGEST) plain = plain.substring(0, LONGEST);
    while (plain.endsWith("-")) plain = plain.substring(0, plain.length() - 1);
    return plain.isEmpty() ? "ip-" + address.toString().replace('.', '-') : plain;
  }
}
