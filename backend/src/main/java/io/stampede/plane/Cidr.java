package io.stampede.plane;

/// A range of IPv4 addresses that share their first `prefix` bits, as `10.42.0.0/16`.
public record Cidr(Ipv4 base, int prefix) implements Comparable<Cidr> {
  public Cidr {
    if (prefix < 0 || prefix > 32) throw new IllegalArgumentException("has no prefix of 0 to 32");
    if ((base.bits() & ~mask(prefix)) != 0) {
      throw new IllegalArgumentException(
          "is not the start of a range: %s/%d is"
              .formatted(new Ipv4(base.bits() & mask(prefix)), prefix));
    }
  }

  /// @throws IllegalArgumentException when it is not `address/prefix`, or the address has bits
  ///   beyond the prefix
  public static Cidr of(String text) {
    int slash = text.indexOf('/');
    if (slash < 0 || !text.substring(slash + 1).matches("\\d{1,2}")) {
      throw new IllegalArgumentException("is not a range like 10.42.0.0/16");
    }
    return new Cidr(Ipv4.of(text.substring(0, slash)), Integer.parseInt(text.substring(slash + 1)));
  }

  private static int mask(int prefix) {
    return prefix == 0 ? 0 : -1 << (32 - prefix);
  }

  public long size() {
    return 1L << (32 - prefix);
  }

  public boolean contains(Ipv4 address) {
    return (address.bits() & mask(prefix)) == base.bits();
  }

  public boolean contains(Cidr other) {
    return other.prefix >= prefix && contains(other.base);
  }

  public boolean overlaps(Cidr other) {
    return contains(other) || other.contains(this);
  }

  /// The address so far from the start.
  public Ipv4 at(long offset) {
    if (offset < 0 || offset >= size()) throw new IndexOutOfBoundsException();
    return base.plus(offset);
  }

  /// The part so far from the start, of parts with a longer prefix.
  public Cidr part(int partPrefix, long index) {
    if (partPrefix < prefix || index < 0 || index >= 1L << (partPrefix - prefix)) {
      throw new IndexOutOfBoundsException();
    }
    return new Cidr(base.plus(index << (32 - partPrefix)), partPrefix);
  }

  /// As `255.255.0.0`.
  public Ipv4 netmask() {
    return new Ipv4(mask(prefix));
  }

  @Override
  public int compareTo(Cidr other) {
    int byBase = base.compareTo(other.base);
    return byBase != 0 ? byBase : Integer.compare(prefix, other.prefix);
  }

  @Override
  public String toString() {
    return base + "/" + prefix;
  }
}
