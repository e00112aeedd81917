package io.stampede.ssh;

import java.security.PublicKey;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.OpenSshCertificate;
import org.apache.sshd.common.digest.BuiltinDigests;

/// Writes keys the way `ssh-keygen -l` does: a certificate's is that of the key in it.
final class Fingerprints {
  private static final Pattern SHA256 = Pattern.compile("SHA256:[A-Za-z0-9+/]{43}");

  private Fingerprints() {}

  static String of(PublicKey key) {
    var plain = key instanceof OpenSshCertificate certificate ? certificate.getCertPubKey() : key;
    return KeyUtils.getFingerPrint(BuiltinDigests.sha256, plain);
  }

  static String of(ClientSession session) {
    return of(session.getServerKey());
  }

  /// @throws IllegalArgumentException when one is not a whole SHA-256 fingerprint
  static Set<String> checked(Set<String> fingerprints) {
    for (var f : fingerprints) {
      if (!SHA256.matcher(f).matches()) {
        throw new IllegalArgumentException("not a SHA-256 fingerprint: " + f);
      }
    }
    return Set.copyOf(fingerprints);
  }
}
