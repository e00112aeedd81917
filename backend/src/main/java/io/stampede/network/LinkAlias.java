package io.stampede.network;

import java.util.regex.Pattern;

/// What a consumer calls a link's target.
public record LinkAlias(String value) {
  private static final Pattern VALID = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_.-]{0,62}");

  public LinkAlias {
    if (!isOne(value)) {
      throw new IllegalArgumentException(
          "is no alias: use up to 63 letters, digits, _, . and -, a letter or digit first");
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
