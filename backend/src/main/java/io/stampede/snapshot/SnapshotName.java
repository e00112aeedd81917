package io.stampede.snapshot;

import java.util.regex.Pattern;

/// What a person calls a snapshot, as `before-upgrade`.
public record SnapshotName(String value) {
  static final String PATTERN = "[A-Za-z0-9][A-Za-z0-9._-]{0,62}";
  private static final Pattern VALID = Pattern.compile(PATTERN);

  public SnapshotName {
    if (!VALID.matcher(value).matches()) {
      throw new IllegalArgumentException("is not a name of letters, digits and . _ -");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
