package io.stampede.vm;

import java.util.regex.Pattern;

/// Where a machine's network card is plugged in: a libvirt network by its name (`default`), or a
/// bridge of the host (`bridge:br0`).
public record VmNetwork(String value) {
  static final String PATTERN = "(bridge:)?[A-Za-z0-9][A-Za-z0-9._-]{0,62}";
  private static final Pattern VALID = Pattern.compile(PATTERN);
  private static final String BRIDGE = "bridge:";

  public VmNetwork {
    if (!VALID.matcher(value).matches()) {
      throw new IllegalArgumentException("is neither a libvirt network nor bridge:NAME");
    }
  }

  boolean isBridge() {
    return value.startsWith(BRIDGE);
  }

  /// Of the network or the bridge.
  String name() {
    return isBridge() ? value.substring(BRIDGE.length()) : value;
  }

  @Override
  public String toString() {
    return value;
  }
}
