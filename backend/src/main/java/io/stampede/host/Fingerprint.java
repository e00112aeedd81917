package io.stampede.host;

import java.util.regex.Pattern;

/// The SHA-256 fingerprint of a host key, as `ssh-keygen -l` prints it.
public record Fingerprint(String value) {
  private static final Pattern VALID = Pattern.compile("SHA256:[A-Za-z0-9+/]{43}");

  public Fingerprint {
    if (!VALID.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "is not a SHA-256 fingerprint; it looks like SHA256: and 43 characters");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
