package io.stampede.network;

import java.util.regex.Pattern;

/// A DNS domain, as `managed.stampede.internal`.
public record DomainName(String value) {
  private static final String LABEL = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";
  private static final Pattern VALID = Pattern.compile(LABEL + "(\\." + LABEL + ")*");
  private static final int LONGEST = 180;

  public DomainName {
    if (value.length() > LONGEST || !VALID.matcher(value).matches()) {
      throw new IllegalArgumentException("is not a domain like lab.example.internal");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
