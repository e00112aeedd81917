package io.stampede.plane;

import java.util.regex.Pattern;

/// An IPv4 address. Ordered as a number.
public record Ipv4(int bits) implements Comparable<Ipv4> {
  private static final Pattern SHAPE =
      Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})");

  /// @throws IllegalArgumentException when it is not four numbers up to 255 with dots between
  public static Ipv4 of(String text) {
    var match = SHAPE.matcher(text);
    if (!match.matches()) throw new IllegalArgumentException("is not an IPv4 address");
    int bits = 0;
    for (int i = 1; i <= 4; i++) {
      var part = match.group(i);
      int value = Integer.parseInt(part);
      // A leading zero is octal to some and decimal to others.
      if (value > 255 || (part.length() > 1 && part.startsWith("0"))) {
        throw new IllegalArgumentException("is not an IPv4 address");
      }
      bits = bits << 8 | value;
    }
    return new Ipv4(bits);
  }

  public Ipv4 plus(long offset) {
    return new Ipv4((int) (asLong() + offset));
  }

  /// Unsigned.
  public long asLong() {
    return Integer.toUnsignedLong(bits);
  }

  @Override
  public int compareTo(Ipv4 other) {
    return Integer.compareUnsigned(bits, other.bits);
  }

  @Override
  public String toString() {
    return "%d.%d.%d.%d".formatted(bits >>> 24, bits >>> 16 & 255, bits >>> 8 & 255, bits & 255);
  }
}
