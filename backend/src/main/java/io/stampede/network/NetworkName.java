package io.stampede.network;

import java.util.regex.Pattern;

/// What a managed network is called; also a label of its domain.
public record NetworkName(String value) {
  private static final Pattern VALID = Pattern.compile("[a-z]([a-z0-9-]{0,30}[a-z0-9])?");

  public NetworkName {
    if (!isOne(value)) {
      throw new IllegalArgumentException(
          "is not a network's name: use up to 32 small letters, digits and -, a letter first");
    }
  }

  static boolean isOne(String text) {
    return VALID.matcher(text).matches();
  }

  @Override
  public String toString() {
    return value;
  }
}
