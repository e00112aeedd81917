package io.stampede.edge;

import io.stampede.plane.Ipv4;

/// An IPv4 address as people write it.
public record IpAddress(String value) {
  public IpAddress {
    Ipv4.of(value);
  }

  static IpAddress of(Ipv4 address) {
    return new IpAddress(address.toString());
  }

  public Ipv4 ipv4() {
    return Ipv4.of(value);
  }

  @Override
  public String toString() {
    return value;
  }
}
