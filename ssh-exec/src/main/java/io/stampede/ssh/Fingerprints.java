package io.stampede.ssh;

import java.security.PublicKey;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.digest.BuiltinDigests;

/// Writes keys the way `ssh-keygen -l` does.
final class Fingerprints {
  private Fingerprints() {}

  static String of(PublicKey key) {
    return KeyUtils.getFingerPrint(BuiltinDigests.sha256, key);
  }

  static String of(ClientSession session) {
    return of(session.getServerKey());
  }
}
