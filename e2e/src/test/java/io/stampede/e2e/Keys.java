package io.stampede.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// SSH keys made on the spot.
final class Keys {
  private Keys() {}

  /// A pair of keys.
  ///
  /// @param file of the private key
  record Pair(Path file, String privateKey, String publicKey) {}

  /// A good key that no host knows.
  static String foreign() {
    return make("").privateKey();
  }

  /// @param passphrase may be empty
  static Pair make(String passphrase) {
    try {
      var file = Files.createTempDirectory("key").resolve("id");
      var made =
          Tool.run("ssh-keygen", "-q", "-t", "ed25519", "-N", passphrase, "-f", file.toString());
      if (made.status() != 0) throw new AssertionError(made.out());
      return new Pair(file, Files.readString(file), Files.readString(Path.of(file + ".pub")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
