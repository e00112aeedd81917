package io.stampede.metadata;

import java.util.regex.Pattern;

/// An SSH public key that may log in.
///
/// @param name as its owner calls it
/// @param key one line as in `authorized_keys`: type, base64, perhaps a comment
public record PublicKey(String name, String key) {
  private static final Pattern KEY =
      Pattern.compile(
          "[a-z0-9][a-z0-9@.-]{1,63} [A-Za-z0-9+/]{16,16384}={0,2}( \\P{Cntrl}{0,255})?");

  public PublicKey {
    Line.check(name);
    if (!KEY.matcher(key).matches()) {
      throw new IllegalArgumentException("is not one public key of SSH");
    }
  }
}
