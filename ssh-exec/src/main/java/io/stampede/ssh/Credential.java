package io.stampede.ssh;

import java.nio.file.Path;
import java.util.Optional;

/// What proves who we are. `toString` never shows a secret.
public sealed interface Credential {
  /// A private key in OpenSSH or PEM form, with its passphrase where it is encrypted.
  ///
  /// @param certificate the line of an OpenSSH certificate (`…-cert.pub`, PROTOCOL.certkeys) that
  ///   vouches for this key; the host is asked to take it first, and the plain key after it
  record PrivateKey(String text, Optional<String> passphrase, Optional<String> certificate)
      implements Credential {
    public PrivateKey(String text, Optional<String> passphrase) {
      this(text, passphrase, Optional.empty());
    }

    @Override
    public String toString() {
      return certificate.isPresent() ? "private key with certificate" : "private key";
    }
  }

  /// The keys and certificates of an ssh-agent at a Unix socket of this machine.
  record Agent(Path socket) implements Credential {}

  /// A password, for the methods `password` (RFC 4252, section 8) and `keyboard-interactive` (RFC
  /// 4256). A connection says it once; one that the host refused is never said again by the same
  /// [Remote], for accounts are locked after a few wrong ones.
  record Password(String text) implements Credential {
    public Password {
      if (text.isEmpty()) throw new IllegalArgumentException("an empty password");
    }

    @Override
    public String toString() {
      return "password";
    }
  }
}
