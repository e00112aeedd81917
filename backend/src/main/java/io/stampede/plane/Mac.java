package io.stampede.plane;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import java.util.regex.Pattern;

/// An Ethernet address of one card, in lower case with colons.
public record Mac(String value) {
  private static final Pattern VALID = Pattern.compile("[0-9a-f][02468ace](:[0-9a-f]{2}){5}");

  static final String PORTS = "stm-";

  public Mac {
    if (!VALID.matcher(value).matches()) {
      throw new IllegalArgumentException("is not the address of one card, as 52:54:00:12:34:56");
    }
  }

  /// @throws IllegalArgumentException when it is not six pairs, or an address of several cards
  public static Mac of(String text) {
    return new Mac(text.toLowerCase(Locale.ROOT).replace('-', ':'));
  }

  /// Of a container with this address, as Docker made them until version 28; later ones are told
  /// to.
  public static Mac of(Ipv4 address) {
    int bits = address.bits();
    return new Mac(
        "02:42:%02x:%02x:%02x:%02x"
            .formatted(bits >>> 24, bits >>> 16 & 255, bits >>> 8 & 255, bits & 255));
  }

  /// Always the same for the same name, and different for different ones as far as 32 bits reach:
  /// locally administered, outside what QEMU and Docker choose for themselves.
  public static Mac from(String name) {
    try {
      var hash = MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
      return new Mac(
          "06:53:%02x:%02x:%02x:%02x"
              .formatted(hash[0] & 255, hash[1] & 255, hash[2] & 255, hash[3] & 255));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /// What the host's end of a machine's cable is called: it is on the bridge of a network, and each
  /// start gives it the same name. (Names that begin with `st-` are those of bridges and tunnels.)
  public String port() {
    return PORTS + value.substring("06:53:".length()).replace(":", "");
  }

  @Override
  public String toString() {
    return value;
  }
}
