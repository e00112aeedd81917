package io.stampede.vm;

import io.stampede.metadata.PublicKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// A public key of SSH, as a line of `authorized_keys` without options: type, base64, perhaps a
/// comment.
///
/// Source: RFC 4253, section 6.6; sshd(8).
public record SshKey(String value) {
  public SshKey {
    value = value.strip();
    if (value.startsWith("-----BEGIN")) {
      throw new IllegalArgumentException("is not a public key; give what is in the file .pub");
    }
    var _ = new PublicKey("key", value);
    if (!typeWithin(value).equals(type(value))) {
      throw new IllegalArgumentException(
          "is not a whole public key of SSH, as ssh-ed25519 AAAA… ann@laptop");
    }
  }

  private static String type(String line) {
    return line.substring(0, line.indexOf(' '));
  }

  /// What the key itself says that it is: cut or mixed up ones say something else.
  private static String typeWithin(String line) {
    try {
      var key = ByteBuffer.wrap(Base64.getDecoder().decode(line.split(" ", 3)[1]));
      if (key.remaining() < Integer.BYTES) return "";
      int length = key.getInt();
      if (length < 0 || length >= key.remaining()) return "";
      var name = new byte[length];
      key.get(name);
      return new String(name, StandardCharsets.US_ASCII);
    } catch (IllegalArgumentException _) {
      return "";
    }
  }

  /// Its comment; empty when it has none.
  String comment() {
    var parts = value.split(" ", 3);
    return parts.length < 3 ? "" : parts[2].strip();
  }

  @Override
  public String toString() {
    return value;
  }
}
