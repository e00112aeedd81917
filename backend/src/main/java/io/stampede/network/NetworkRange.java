package io.stampede.network;

import io.stampede.plane.Cidr;
import java.util.List;

/// The addresses of a managed network: /8 to /24, addresses of single machines only.
public record NetworkRange(String value) {
  private static final int WIDEST = 8;
  private static final int NARROWEST = 24;

  /// What no machine can have: this network, loopback, link-local, and multicast with all above.
  private static final List<Cidr> NOT_UNICAST =
      List.of(
          Cidr.of("0.0.0.0/8"),
          Cidr.of("127.0.0.0/8"),
          Cidr.of("169.254.0.0/16"),
          Cidr.of("224.0.0.0/3"));

  public NetworkRange {
    var cidr = Cidr.of(value);
    if (cidr.prefix() < WIDEST || cidr.prefix() > NARROWEST) {
      throw new IllegalArgumentException(
          "is a /%d; a network is a /%d to /%d".formatted(cidr.prefix(), WIDEST, NARROWEST));
    }
    if (NOT_UNICAST.stream().anyMatch(cidr::overlaps)) {
      throw new IllegalArgumentException("holds addresses that no machine can have");
    }
  }

  public Cidr cidr() {
    return Cidr.of(value);
  }

  @Override
  public String toString() {
    return value;
  }
}
