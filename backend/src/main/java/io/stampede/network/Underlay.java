package io.stampede.network;

import io.stampede.plane.Cidr;
import io.stampede.plane.Ipv4;
import io.stampede.plane.Node;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Where a host is in the network that all hosts are in: what its tunnels begin and end at.
///
/// @param own its own address
/// @param outside the address by which others reach it where that is another one, as behind NAT
/// @param mtu of the card that has its own address, in bytes
public record Underlay(Ipv4 own, Optional<Ipv4> outside, int mtu) {
  private static final int ETHERNET = 1500;

  /// IPv6 needs as much; less is a mistake.
  private static final int LEAST_MTU = 1280;

  /// What people have said of it, where it cannot be found out.
  ///
  /// @param own which of its addresses
  /// @param outside the one that others reach it by
  public record Said(Optional<Ipv4> own, Optional<Ipv4> outside) {
    public static final Said NOTHING = new Said(Optional.empty(), Optional.empty());
  }

  /// @param reached what the console reaches it by, an address or a name. An address that is none
  ///   of its own is its router's, unless people say otherwise
  /// @param addresses of its own, as a survey has them: `eth0 192.0.2.11/24`
  /// @param mtus by card, as a survey has them, in bytes
  /// @return empty where it has no IPv4 address, or not the one that it should have
  public static Optional<Underlay> of(
      Said said, String reached, List<String> addresses, Map<String, Integer> mtus) {
    return addresses.stream()
        .filter(text -> address(text).isPresent())
        .filter(text -> said.own().isEmpty() || address(text).equals(said.own()))
        .sorted((a, b) -> Boolean.compare(isAt(b, reached), isAt(a, reached)))
        .findFirst()
        .map(text -> {
          var own = address(text).orElseThrow();
          int mtu = mtus.getOrDefault(text.substring(0, text.indexOf(' ')), ETHERNET);
          return new Underlay(
              own, outside(said, reached, addresses).filter(o -> !o.equals(own)), mtu(mtu));
        });
  }

  private static int mtu(int seen) {
    return Math.clamp(seen, LEAST_MTU, 65_535);
  }

  private static boolean isAt(String text, String reached) {
    return address(text).filter(a -> a.toString().equals(reached)).isPresent();
  }

  private static Optional<Ipv4> outside(Said said, String reached, List<String> addresses) {
    if (said.outside().isPresent()) return said.outside();
    boolean ownIsMeant = said.own().isPresent();
    if (ownIsMeant || addresses.stream().anyMatch(text -> isAt(text, reached))) {
      return Optional.empty();
    }
    return ipv4(reached).filter(a -> !Cidr.of("127.0.0.0/8").contains(a));
  }

  private static Optional<Ipv4> address(String text) {
    var value = text.substring(text.indexOf(' ') + 1);
    int slash = value.indexOf('/');
    return slash < 0 ? Optional.empty() : ipv4(value.substring(0, slash));
  }

  private static Optional<Ipv4> ipv4(String text) {
    try {
      return Optional.of(Ipv4.of(text));
    } catch (IllegalArgumentException _) {
      return Optional.empty(); // IPv6, or a name
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

  Node node(String host, int number, Optional<String> wireguardKey) {
    var uplink = new Node.Uplink(outside.map(_ -> own), mtu);
    return new Node(host, number, outside.orElse(own), uplink, wireguardKey);
  }
}
