package io.stampede.host;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.interfaces.EdECPrivateKey;
import java.security.interfaces.EdECPublicKey;
import java.util.Arrays;
import java.util.Base64;

/// A new ed25519 key in OpenSSH's form (PROTOCOL.key of OpenSSH), for one host alone.
public final class MadeKey {
  private static final String TYPE = "ssh-ed25519";
  private static final int LINE = 70;
  private static final int BLOCK = 8;
  private static final int KEY = 32;

  private MadeKey() {}

  /// @param comment stands at the end of the public half
  /// @return the private key as text, not encrypted: the store does that
  public static String text(String comment) {
    try {
      var pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
      var seed = ((EdECPrivateKey) pair.getPrivate()).getBytes().orElseThrow();
      return text(seed, point((EdECPublicKey) pair.getPublic()), comment);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Little-endian y, with the sign of x in the highest bit (RFC 8032, section 5.1.2).
  private static byte[] point(EdECPublicKey key) {
    var big = key.getPoint().getY().toByteArray();
    var little = new byte[KEY];
    for (int i = 0; i < big.length && i < KEY; i++) little[i] = big[big.length - 1 - i];
    if (key.getPoint().isXOdd()) little[KEY - 1] |= (byte) 0x80;
    return little;
  }

  private static String text(byte[] seed, byte[] point, String comment) {
    var check = new byte[4];
    new SecureRandom().nextBytes(check);
    var secret = new Blob().raw(check).raw(check).text(TYPE).part(point);
    secret.part(joined(seed, point)).text(comment);
    for (int i = 1; secret.size() % BLOCK != 0; i++) secret.raw(new byte[] {(byte) i});
    var all =
        new Blob()
            .raw("openssh-key-v1\0".getBytes(US_ASCII))
            .text("none")
            .text("none")
            .text("")
            .number(1)
            .part(publicBlob(point))
            .part(secret.bytes());
    var body = Base64.getMimeEncoder(LINE, "\n".getBytes(US_ASCII)).encodeToString(all.bytes());
    return "-----BEGIN OPENSSH PRIVATE KEY-----\n" + body + "\n-----END OPENSSH PRIVATE KEY-----\n";
  }

  private static byte[] publicBlob(byte[] point) {
    return new Blob().text(TYPE).part(point).bytes();
  }

  private static byte[] joined(byte[] a, byte[] b) {
    var both = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, both, a.length, b.length);
    return both;
  }

  /// The public half as a line of `authorized_keys`, without its comment.
  ///
  /// @param text what [#text(String)] made
  public static String publicLine(String text) {
    var body = text.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
    var all = Base64.getDecoder().decode(body);
    var head = "openssh-key-v1\0".length() + 4 + 4 + 4 + 4 + 4 + 4;
    int length = java.nio.ByteBuffer.wrap(all).getInt(head);
    var blob = Arrays.copyOfRange(all, head + 4, head + 4 + length);
    return TYPE + " " + Base64.getEncoder().encodeToString(blob);
  }

  /// Length-prefixed parts, as all of SSH writes them (RFC 4251, section 5).
  private static final class Blob {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    Blob raw(byte[] bytes) {
      out.writeBytes(bytes);
      return this;
    }

    Blob number(int n) {
      return raw(java.nio.ByteBuffer.allocate(4).putInt(n).array());
    }

    Blob part(byte[] bytes) {
      return number(bytes.length).raw(bytes);
    }

    Blob text(String text) {
      return part(text.getBytes(UTF_8));
    }

    int size() {
      return out.size();
    }

    byte[] bytes() {
      return out.toByteArray();
    }
  }
}
