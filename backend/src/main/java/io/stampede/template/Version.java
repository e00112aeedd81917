package io.stampede.template;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;

/// Numbers between dots and the like; compared one by one.
record Version(List<BigInteger> parts) implements Comparable<Version> {
  private static final int LONGEST = 40;

  private static final int LONGEST_NAME = 20;

  static Version of(String text) {
    return new Version(
        Arrays.stream(text.split("[^0-9]+"))
            .filter(part -> !part.isEmpty() && part.length() <= LONGEST)
            .map(BigInteger::new)
            .toList());
  }

  /// Fit for a name.
  static String plain(String text) {
    var plain = text.replaceAll("[^A-Za-z0-9.]+", "-").replaceAll("^[-.]+|[-.]+$", "");
    if (plain.isEmpty()) throw new IllegalArgumentException("it has no version");
    return plain.substring(0, Math.min(LONGEST_NAME, plain.length()));
  }

  @Override
  public int compareTo(Version other) {
    for (int i = 0; i < Math.min(parts.size(), other.parts.size()); i++) {
      int order = parts.get(i).compareTo(other.parts.get(i));
      if (order != 0) return order;
    }
    return Integer.compare(parts.size(), other.parts.size());
  }
}
