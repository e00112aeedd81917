package io.stampede.metadata;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/// What is to be known of a network to be on it.
///
/// @param id ours
/// @param base the first address of its range
/// @param prefix of the range, in bits
/// @param gateway open where the network leads nowhere else
/// @param dns servers, in the order in which they are to be asked
/// @param domain in which its members have names
public record Network(
    String id,
    Inet4Address base,
    int prefix,
    Optional<Inet4Address> gateway,
    List<Inet4Address> dns,
    OptionalInt mtu,
    Optional<String> domain) {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");
  private static final Pattern DOMAIN =
      Pattern.compile("(?=.{1,190}$)" + Instance.LABEL + "(\\." + Instance.LABEL + ")*");

  public Network {
    if (!ID.matcher(id).matches()) throw new IllegalArgumentException("is not an id: " + id);
    if (prefix < 0 || prefix > 32) throw new IllegalArgumentException("has no prefix of 0 to 32");
    if (mtu.isPresent() && (mtu.getAsInt() < 576 || mtu.getAsInt() > 65_535)) {
      throw new IllegalArgumentException("has no MTU of 576 to 65535");
    }
    if (domain.isPresent() && !DOMAIN.matcher(domain.get()).matches()) {
      throw new IllegalArgumentException("is not a domain: " + domain.get());
    }
    dns = List.copyOf(dns);
  }

  /// As `10.42.0.0/16`.
  String cidr() {
    return base.getHostAddress() + "/" + prefix;
  }

  /// As `255.255.0.0`.
  String netmask() {
    try {
      int mask = prefix == 0 ? 0 : -1 << (32 - prefix);
      return InetAddress.getByAddress(ByteBuffer.allocate(4).putInt(mask).array()).getHostAddress();
    } catch (UnknownHostException e) {
      throw new IllegalStateException("four bytes are an address", e);
    }
  }
}
