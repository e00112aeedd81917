package io.stampede.ssh;

import io.stampede.ssh.SshFailure.Reason;
import java.security.PublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.sshd.client.keyverifier.ServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.OpenSshCertificate;
import org.apache.sshd.common.kex.KexProposalOption;
import org.jspecify.annotations.Nullable;

/// Holds one connection attempt against a policy, and remembers the key that came. MINA asks it
/// within the key exchange, that is before anything about a user is sent (RFC 4253, section 8).
final class HostKeyGate {
  /// Where a session's context holds its gate; a session without one is refused.
  static final AttributeKey<HostKeyGate> KEY = new AttributeKey<>();

  static final ServerKeyVerifier VERIFIER =
      (session, _, key) -> {
        var gate = of(session);
        return gate != null && gate.admits(session, key);
      };

  private final Endpoint endpoint;
  private final HostKeyPolicy policy;
  private final List<String> types;
  private final Instant now;
  private volatile @Nullable HostKey seen;
  private volatile Optional<String> objection = Optional.empty();
  private volatile List<String> hostTypes = List.of();

  /// @param types the names of signatures to offer, in order
  /// @param now when certificates have to be valid
  HostKeyGate(Endpoint endpoint, HostKeyPolicy policy, List<String> types, Instant now) {
    this.endpoint = endpoint;
    this.policy = policy;
    this.types = types;
    this.now = now;
  }

  static @Nullable HostKeyGate of(ClientSession session) {
    var context = session.getConnectionContext();
    return context == null ? null : context.getAttribute(KEY);
  }

  List<String> types() {
    return types;
  }

  private boolean admits(ClientSession session, PublicKey key) {
    var authority =
        key instanceof OpenSshCertificate certificate
            ? Optional.of(Fingerprints.of(certificate.getCaPubKey()))
            : Optional.<String>empty();
    seen = new HostKey(KeyUtils.getKeyType(key), Fingerprints.of(key), authority);
    var theirs = session.getServerKexProposals().get(KexProposalOption.SERVERKEYS);
    hostTypes = theirs == null ? List.of() : List.of(theirs.split(","));
    objection =
        switch (policy) {
          case HostKeyPolicy.Pinned(var pins) -> notPinned(pins, key);
          case HostKeyPolicy.Signed signed -> notVouchedFor(signed, key);
          case HostKeyPolicy.Ask() -> Optional.of("nobody confirmed it yet");
        };
    return objection.isEmpty();
  }

  private static Optional<String> notPinned(Set<String> pins, PublicKey key) {
    return pins.contains(Fingerprints.of(key))
        ? Optional.empty()
        : Optional.of("confirmed is only " + String.join(" or ", pins));
  }

  private Optional<String> notVouchedFor(HostKeyPolicy.Signed policy, PublicKey key) {
    if (policy.revoked().contains(Fingerprints.of(key))) return Optional.of("it is revoked");
    if (policy.fingerprints().contains(Fingerprints.of(key))) return Optional.empty();
    return key instanceof OpenSshCertificate certificate
        ? HostCertificate.objection(certificate, policy, endpoint.address(), now)
        : Optional.of("it came without a certificate");
  }

  /// The key that came, whether or not it was accepted.
  Optional<HostKey> seen() {
    return Optional.ofNullable(seen);
  }

  /// What else the host can show, of which nothing is known yet; empty unless its key was refused.
  List<String> others() {
    var key = seen;
    if (objection.isEmpty() || key == null) return List.of();
    var acceptable = HostKeyTypes.acceptable(policy);
    return types.stream()
        .filter(type -> !HostKeyTypes.keyType(type).equals(key.type()))
        .filter(hostTypes::contains)
        .filter(acceptable::contains)
        .toList();
  }

  /// The order for the next connection: first what was accepted now, so that it is shown at once.
  List<String> acceptedFirst() {
    var key = seen;
    if (key == null) return types;
    var order = new ArrayList<>(HostKeyTypes.of(policy));
    order.sort((a, b) ->
        Boolean.compare(
            HostKeyTypes.keyType(b).equals(key.type()),
            HostKeyTypes.keyType(a).equals(key.type())));
    return List.copyOf(order);
  }

  /// What to tell when the key was the reason that the connection was given up.
  Optional<SshFailure> refusal() {
    var key = seen;
    return key == null ? Optional.empty() : objection.map(why -> refusal(key, why));
  }

  private SshFailure refusal(HostKey key, String why) {
    var at = Failures.at(endpoint);
    return switch (policy) {
      case HostKeyPolicy.Ask() ->
          new SshFailure(
              Reason.HOST_KEY_UNKNOWN,
              "%s is not known yet: it shows the %s key %s; compare it with the host's own and confirm it"
                  .formatted(at, key.type(), key.fingerprint()));
      case HostKeyPolicy.Pinned(var pins) ->
          new SshFailure(
              Reason.HOST_KEY_CHANGED,
              "%s shows another key than the confirmed one: %s %s instead of %s. Nothing was sent to it; confirm the new key only if the host was set up anew"
                  .formatted(at, key.type(), key.fingerprint(), String.join(" or ", pins)));
      case HostKeyPolicy.Signed _ ->
          new SshFailure(
              Reason.HOST_KEY_REFUSED,
              "%s shows the %s key %s, which no trusted authority vouches for: %s. Nothing was sent to it"
                  .formatted(at, key.type(), key.fingerprint(), why));
    };
  }
}
