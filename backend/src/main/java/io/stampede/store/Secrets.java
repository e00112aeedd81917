package io.stampede.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Set;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Encrypts secrets at rest, with AES-256-GCM and a key in a file beside the database that only its
/// owner can read. A secret is bound to its place: it cannot be read back as another field.
final class Secrets {
  private static final String MARK = "enc1:";
  private static final int NONCE = 12;
  private static final int TAG_BITS = 128;

  private final SecretKeySpec key;
  private final SecureRandom random = new SecureRandom();

  private Secrets(byte[] key) {
    this.key = new SecretKeySpec(key, "AES");
  }

  static Secrets at(Path file) throws IOException {
    var bytes = new byte[32];
    new SecureRandom().nextBytes(bytes);
    var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    Set<StandardOpenOption> create =
        EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try (var channel = Files.newByteChannel(file, create, owner)) {
      channel.write(java.nio.ByteBuffer.wrap(bytes));
    } catch (FileAlreadyExistsException _) {
      bytes = Files.readAllBytes(file);
      if (bytes.length != 32) throw new IOException(file + " is not a key of 32 bytes");
    }
    return new Secrets(bytes);
  }

  String seal(String place, String secret) {
    try {
      var nonce = new byte[NONCE];
      random.nextBytes(nonce);
      var sealed = cipher(Cipher.ENCRYPT_MODE, place, nonce).doFinal(secret.getBytes(UTF_8));
      var all = Arrays.copyOf(nonce, NONCE + sealed.length);
      System.arraycopy(sealed, 0, all, NONCE, sealed.length);
      return MARK + Base64.getEncoder().encodeToString(all);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  String open(String place, String sealed) {
    if (!sealed.startsWith(MARK)) throw new IllegalStateException(place + " is not encrypted");
    try {
      var all = Base64.getDecoder().decode(sealed.substring(MARK.length()));
      var nonce = Arrays.copyOf(all, NONCE);
      var secret =
          cipher(Cipher.DECRYPT_MODE, place, nonce).doFinal(all, NONCE, all.length - NONCE);
      return new String(secret, UTF_8);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(
          place + " cannot be decrypted; does secret.key belong to this database?", e);
    }
  }

  private Cipher cipher(int mode, String place, byte[] nonce) throws GeneralSecurityException {
    var cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(place.getBytes(UTF_8));
    return cipher;
  }
}
