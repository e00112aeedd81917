package io.stampede.ssh;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.stampede.ssh.SshFailure.Reason;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import javax.security.auth.login.FailedLoginException;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.OpenSshCertificate;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.jspecify.annotations.Nullable;

/// Reads private keys out of text.
final class Keys {
  private static final NamedResource NAME = NamedResource.ofName("private key");

  private static final String NO_CERTIFICATE =
      "this is not an OpenSSH certificate; give the one line of a file like"
          + " ~/.ssh/id_ed25519-cert.pub";

  private Keys() {}

  /// What to offer for a key: its certificate first where there is one, and itself.
  ///
  /// @param now when the certificate has to be valid
  static List<KeyPair> identities(Credential.PrivateKey key, Instant now) throws SshFailure {
    var plain = parse(key);
    if (key.certificate().isEmpty()) return List.of(plain);
    var certificate = certificate(key.certificate().get());
    if (certificate.getType() != OpenSshCertificate.Type.USER) {
      throw notACertificate("this is the certificate of a host; give that of the user's key");
    }
    if (!KeyUtils.compareKeys(certificate.getCertPubKey(), plain.getPublic())) {
      throw notACertificate(
          "the certificate is that of another key; give the -cert.pub file made for this one");
    }
    if (!OpenSshCertificate.isValidAt(certificate, now)) {
      throw notACertificate(
          "the certificate is valid %s only; have the key signed anew"
              .formatted(HostCertificate.validity(certificate)));
    }
    return List.of(new KeyPair(certificate, plain.getPrivate()), plain);
  }

  private static OpenSshCertificate certificate(String line) throws SshFailure {
    try {
      var entry = PublicKeyEntry.parsePublicKeyEntry(line.strip());
      if (entry.resolvePublicKey(null, null, null) instanceof OpenSshCertificate certificate) {
        return certificate;
      }
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      throw notACertificate(NO_CERTIFICATE + " (" + e.getClass().getSimpleName() + ")");
    }
    throw notACertificate(NO_CERTIFICATE);
  }

  private static SshFailure notACertificate(String message) {
    return new SshFailure(Reason.BAD_CREDENTIAL, message);
  }

  static KeyPair parse(Credential.PrivateKey key) throws SshFailure {
    var passphrase = key.passphrase();
    FilePasswordProvider passphrases = (_, _, _) -> passphrase.orElse("");
    try {
      var found =
          SecurityUtils.loadKeyPairIdentities(
              null, NAME, new ByteArrayInputStream(normalized(key.text())), passphrases);
      Iterator<KeyPair> pairs = found == null ? null : found.iterator();
      if (pairs == null || !pairs.hasNext()) throw notAKey(null);
      return pairs.next();
    } catch (SshFailure e) {
      throw e;
    } catch (FailedLoginException e) {
      throw new SshFailure(
          Reason.BAD_CREDENTIAL, "the private key is encrypted; give its passphrase", e);
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      if (passphrase.isPresent() && encrypted(key.text())) {
        throw new SshFailure(
            Reason.BAD_CREDENTIAL, "the passphrase does not open the private key", e);
      }
      throw notAKey(e);
    }
  }

  private static SshFailure notAKey(@Nullable Throwable cause) {
    var message =
        "this is not a private key in OpenSSH or PEM form; give the whole text of a file like"
            + " ~/.ssh/id_ed25519, from its BEGIN to its END line";
    // The parser's own message can quote the key, so it goes no further than its type.
    return cause == null
        ? new SshFailure(Reason.BAD_CREDENTIAL, message)
        : new SshFailure(
            Reason.BAD_CREDENTIAL, message + " (" + cause.getClass().getSimpleName() + ")");
  }

  /// Text that was pasted often comes with spaces around it and foreign line ends.
  private static byte[] normalized(String text) {
    return (text.strip().replace("\r\n", "\n") + "\n").getBytes(UTF_8);
  }

  /// PEM says so in its head; OpenSSH's form does inside, where the parser found a passphrase used.
  private static boolean encrypted(String text) {
    return text.contains("ENCRYPTED") || text.contains("OPENSSH PRIVATE KEY");
  }
}
