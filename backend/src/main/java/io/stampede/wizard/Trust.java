package io.stampede.wizard;

import java.util.Locale;

/// What is known of the key that a host presents.
public enum Trust {
  UNKNOWN,
  TRUSTED,
  /// Signed by an accepted authority.
  AUTHORITY,
  /// Another than the one pinned.
  CHANGED;

  /// A word that is not known is not trusted.
  static Trust of(String word) {
    for (var t : values()) if (t.name().toLowerCase(Locale.ROOT).equals(word)) return t;
    return UNKNOWN;
  }

  public boolean isGiven() {
    return this == TRUSTED || this == AUTHORITY;
  }
}
