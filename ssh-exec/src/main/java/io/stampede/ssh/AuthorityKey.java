package io.stampede.ssh;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.regex.Pattern;
import org.apache.sshd.common.config.keys.OpenSshCertificate;
import org.apache.sshd.common.config.keys.PublicKeyEntry;

/// The public key of an authority that signs host keys: a line as in its `.pub` file, or as
/// `known_hosts` has it after `@cert-authority PATTERNS`. The patterns are ignored: an authority is
/// given for one host. The comment is dropped.
public record AuthorityKey(String line) {
  private static final Pattern KNOWN_HOSTS = Pattern.compile("@cert-authority\\s+\\S+\\s+");
  private static final int LONGEST = 16 * 1024;

  public AuthorityKey {
    var fields = KNOWN_HOSTS.matcher(line.strip()).replaceFirst("").split("\\s+", 3);
    if (line.length() > LONGEST || fields.length < 2 || line.strip().indexOf('\n') >= 0) {
      throw notAKey();
    }
    line = fields[0] + " " + fields[1];
    if (parse(line) instanceof OpenSshCertificate) throw notAKey();
  }

  private static IllegalArgumentException notAKey() {
    return new IllegalArgumentException(
        "not the public key of an authority; give the line of its .pub file, as ssh-ed25519 AAAA…");
  }

  private static PublicKey parse(String line) {
    try {
      var key = PublicKeyEntry.parsePublicKeyEntry(line).resolvePublicKey(null, null, null);
      if (key == null) throw notAKey();
      return key;
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      throw notAKey();
    }
  }

  PublicKey key() {
    return parse(line);
  }

  /// As `ssh-keygen -l` prints it: `SHA256:…`.
  public String fingerprint() {
    return Fingerprints.of(key());
  }

  @Override
  public String toString() {
    return fingerprint();
  }
}
