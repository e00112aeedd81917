package io.stampede.network;

import io.stampede.plane.Cidr;
import io.stampede.plane.Ipv4;
import java.util.List;
import java.util.Optional;

/// The address by which other hosts reach a host: what its tunnels begin and end at.
public final class Underlay {
  private Underlay() {}

  /// @param reached what the console reaches it by, an address or a name
  /// @param addresses of its own, as a survey has them: `eth0 192.0.2.11/24`
  /// @return the one that the console uses where that is its own; else its first IPv4 address;
  ///   empty where it has none
  public static Optional<Ipv4> of(String reached, List<String> addresses) {
    var own = addresses.stream().flatMap(text -> address(text).stream()).toList();
    return own.stream()
        .filter(a -> a.toString().equals(reached))
        .findFirst()
        .or(() -> own.stream().findFirst());
  }

  private static Optional<Ipv4> address(String text) {
    var value = text.substring(text.indexOf(' ') + 1);
    int slash = value.indexOf('/');
    try {
      return slash < 0 ? Optional.empty() : Optional.of(Ipv4.of(value.substring(0, slash)));
    } catch (IllegalArgumentException _) {
      return Optional.empty(); // IPv6
    }
  }

  /// The range of which one of its addresses is a part.
  static Optional<Cidr> range(String text) {
    var address = address(text);
    var prefix = text.substring(text.indexOf('/') + 1);
    if (address.isEmpty() || !prefix.matches("\\d{1,2}") || Integer.parseInt(prefix) > 32) {
      return Optional.empty();
    }
    int bits = Integer.parseInt(prefix);
    int mask = bits == 0 ? 0 : -1 << (32 - bits);
    return Optional.of(new Cidr(new Ipv4(address.get().bits() & mask), bits));
  }
}
