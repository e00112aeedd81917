package io.stampede.ssh;

import java.nio.file.Path;
import java.util.Optional;

/// What proves who we are. `toString` never shows a secret.
public sealed interface Credential {
  /// A private key in OpenSSH or PEM form, with its passphrase where it is encrypted.
  record PrivateKey(String text, Optional<String> passphrase) implements Credential {
    @Override
    public String toString() {
      return "private key";
    }
  }

  /// The keys of an ssh-agent at a Unix socket of this machine.
  record Agent(Path socket) implements Credential {}
}
