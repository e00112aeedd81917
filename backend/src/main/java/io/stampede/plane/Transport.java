package io.stampede.plane;

import java.util.Locale;

/// What ports belong to.
public enum Transport {
  TCP,
  UDP;

  /// As nft, conntrack and Docker write it.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
