package io.stampede.host;

import java.util.regex.Pattern;

/// A public key as one line of OpenSSH: its type, its base64, and perhaps a comment.
public record PublicKeyLine(String value) {
  private static final Pattern VALID =
      Pattern.compile("[a-z0-9@.-]{4,64} [A-Za-z0-9+/]{16,4096}={0,2}( [^\\p{Cntrl}]{0,200})?");

  public PublicKeyLine {
    value = value.strip();
    if (!VALID.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "is not a public key; it looks like: ssh-ed25519 AAAAC3… comment");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
