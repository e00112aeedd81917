package io.stampede.ssh;

import java.util.regex.Pattern;

/// A DNS name or an IP address (v4, or v6 without brackets). Cannot hold what a shell, a URL or an
/// option parser would read as syntax: it never starts with `-`.
public record Address(String value) {
  private static final Pattern VALID =
      Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?|[0-9A-Fa-f:]{2,39}");

  public Address {
    if (!VALID.matcher(value).matches()) {
      throw new IllegalArgumentException("not a host name or an IP address: " + value);
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
