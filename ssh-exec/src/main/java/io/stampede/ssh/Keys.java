package io.stampede.ssh;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.stampede.ssh.SshFailure.Reason;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.Iterator;
import javax.security.auth.login.FailedLoginException;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.jspecify.annotations.Nullable;

/// Reads private keys out of text.
final class Keys {
  private static final NamedResource NAME = NamedResource.ofName("private key");

  private Keys() {}

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
        "this is not a private key in OpenSSH or PEM form; give the whole text of a file like ~/.ssh/id_ed25519, from its BEGIN to its END line";
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
