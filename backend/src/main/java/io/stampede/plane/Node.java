package io.stampede.plane;

import java.util.Optional;
import java.util.regex.Pattern;

/// A host, as others on the same networks reach it.
///
/// @param host its id
/// @param number its own among all hosts, from 1; the lower one of a pair begins the tunnel, unless
///   one is behind NAT
/// @param underlay its address outside the managed networks; behind NAT the router's
/// @param uplink how it looks from within
/// @param wireguardKey its public key; empty until it has made one
public record Node(
    String host, int number, Ipv4 underlay, Uplink uplink, Optional<String> wireguardKey) {
  private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");
  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9+/]{43}=");

  /// What fits into the identification of a child together with a network's number.
  private static final int MOST = 500_000;

  /// A host's own end of the underlay.
  ///
  /// @param own its address there where that is another one, as behind NAT
  /// @param mtu of the interface, in bytes
  public record Uplink(Optional<Ipv4> own, int mtu) {
    /// Ethernet, and nothing between.
    public static final Uplink PLAIN = new Uplink(Optional.empty(), 1500);

    public Uplink {
      if (mtu < 1280 || mtu > 65_535) {
        throw new IllegalArgumentException("no MTU of an uplink: " + mtu);
      }
    }
  }

  public Node {
    if (!ID.matcher(host).matches()) throw new IllegalArgumentException("no id of a host: " + host);
    if (number < 1 || number > MOST) {
      throw new IllegalArgumentException("a host's number is from 1 to " + MOST);
    }
    if (wireguardKey.filter(key -> !KEY.matcher(key).matches()).isPresent()) {
      throw new IllegalArgumentException("is no public key of WireGuard");
    }
  }

  /// With a plain uplink.
  public Node(String host, int number, Ipv4 underlay, Optional<String> wireguardKey) {
    this(host, number, underlay, Uplink.PLAIN, wireguardKey);
  }

  public Node withWireguardKey(String key) {
    return new Node(host, number, underlay, uplink, Optional.of(key));
  }

  /// Where its own packets come from.
  Ipv4 own() {
    return uplink.own().orElse(underlay);
  }

  /// Whether others see it by another address than its own.
  boolean isBehindNat() {
    return uplink.own().filter(own -> !own.equals(underlay)).isPresent();
  }

  private boolean isBehindTheSameAs(Node other) {
    return isBehindNat() && other.isBehindNat() && underlay.equals(other.underlay);
  }

  /// The address by which it is reached from there: two behind one router do not go through it.
  Ipv4 from(Node other) {
    return isBehindTheSameAs(other) ? own() : underlay;
  }

  /// Whether what it sends may reach the other in a router's name, from wherever that sends it.
  boolean isDisguisedTo(Node other) {
    return isBehindNat() && !isBehindTheSameAs(other);
  }

  /// Whether each of the two is behind a router of its own: then both have to begin, and each lets
  /// the other in only where it was itself sent to.
  boolean isApartFrom(Node other) {
    return isDisguisedTo(other) && other.isDisguisedTo(this);
  }

  /// Whether it begins the tunnel between the two: a host behind NAT hears nothing before it has
  /// spoken.
  boolean begins(Node other) {
    if (isDisguisedTo(other) != other.isDisguisedTo(this)) return isDisguisedTo(other);
    return number < other.number;
  }
}
