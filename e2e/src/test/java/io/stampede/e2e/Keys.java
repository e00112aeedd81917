package io.stampede.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// SSH keys made on the spot.
final class Keys {
  private Keys() {}

  /// A good key that no host knows.
  static String foreign() {
    try {
      var file = Files.createTempDirectory("key").resolve("id");
      var made = Tool.run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", file.toString());
      if (made.status() != 0) throw new AssertionError(made.out());
      return Files.readString(Path.of(file.toString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
