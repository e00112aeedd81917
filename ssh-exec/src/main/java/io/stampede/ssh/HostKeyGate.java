package io.stampede.ssh;

import java.security.PublicKey;
import java.util.Optional;
import org.apache.sshd.client.keyverifier.ServerKeyVerifier;
import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.jspecify.annotations.Nullable;

/// Holds one connection attempt against a policy, and remembers the key that came. MINA asks it
/// within the key exchange, that is before anything about a user is sent (RFC 4253, section 8).
final class HostKeyGate {
  /// Where a session's context holds its gate; a session without one is refused.
  static final AttributeKey<HostKeyGate> KEY = new AttributeKey<>();

  static final ServerKeyVerifier VERIFIER =
      (session, _, key) -> {
        var context = session.getConnectionContext();
        var gate = context == null ? null : context.getAttribute(KEY);
        return gate != null && gate.admits(key);
      };

  private final HostKeyPolicy policy;
  private volatile @Nullable HostKey seen;
  private volatile boolean refused;

  HostKeyGate(HostKeyPolicy policy) {
    this.policy = policy;
  }

  private boolean admits(PublicKey key) {
    var fingerprint = Fingerprints.of(key);
    seen = new HostKey(KeyUtils.getKeyType(key), fingerprint);
    boolean admitted =
        switch (policy) {
          case HostKeyPolicy.Pinned pinned -> pinned.fingerprints().contains(fingerprint);
          case HostKeyPolicy.Ask() -> false;
        };
    refused = !admitted;
    return admitted;
  }

  Optional<HostKey> seen() {
    return Optional.ofNullable(seen);
  }

  /// What to tell when the key was the reason that the connection was given up.
  Optional<SshFailure> refusal(Endpoint endpoint) {
    var key = seen;
    if (!refused || key == null) return Optional.empty();
    return Optional.of(
        switch (policy) {
          case HostKeyPolicy.Ask() ->
              new SshFailure(
                  SshFailure.Reason.HOST_KEY_UNKNOWN,
                  "%s is not known yet: it shows the %s key %s; compare it with the host's own and confirm it"
                      .formatted(Failures.at(endpoint), key.type(), key.fingerprint()));
          case HostKeyPolicy.Pinned pinned ->
              new SshFailure(
                  SshFailure.Reason.HOST_KEY_CHANGED,
                  "%s shows another key than the confirmed one: %s %s instead of %s. Nothing was sent to it; confirm the new key only if the host was set up anew"
                      .formatted(
                          Failures.at(endpoint),
                          key.type(),
                          key.fingerprint(),
                          String.join(" or ", pinned.fingerprints())));
        });
  }
}
