package io.stampede.host;

import java.util.regex.Pattern;

/// What a person calls a host: letters, digits and inner hyphens, at most 63 characters, so that it
/// can be a DNS label too.
public record HostName(String value) {
  private static final Pattern VALID =
      Pattern.compile("[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?");

  public HostName {
    if (!VALID.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "is not a host name: use letters, digits and inner hyphens, 63 at most");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
