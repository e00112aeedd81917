package io.stampede.host;

import java.util.regex.Pattern;

/// An IPv4 address of a host, in dotted decimals.
public record Ipv4Address(String value) {
  private static final String BYTE = "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
  private static final Pattern VALID = Pattern.compile(BYTE + "(\\." + BYTE + "){3}");

  public Ipv4Address {
    if (!VALID.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "holds “%s”, which is no IPv4 address; it looks like 192.0.2.11".formatted(value));
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
