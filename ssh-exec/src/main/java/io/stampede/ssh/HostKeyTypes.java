package io.stampede.ssh;

import java.util.List;
import java.util.stream.Stream;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.signature.BuiltinSignatures;
import org.apache.sshd.common.signature.Signature;

/// The signatures by which a host may prove its key, in the order in which OpenSSH prefers them. No
/// SHA-1 and no DSA.
final class HostKeyTypes {
  private static final List<BuiltinSignatures> PLAIN =
      List.of(
          BuiltinSignatures.ed25519,
          BuiltinSignatures.nistp256,
          BuiltinSignatures.nistp384,
          BuiltinSignatures.nistp521,
          BuiltinSignatures.rsaSHA512,
          BuiltinSignatures.rsaSHA256);
  private static final List<BuiltinSignatures> CERTIFIED =
      List.of(
          BuiltinSignatures.ed25519_cert,
          BuiltinSignatures.nistp256_cert,
          BuiltinSignatures.nistp384_cert,
          BuiltinSignatures.nistp521_cert,
          BuiltinSignatures.rsaSHA512_cert,
          BuiltinSignatures.rsaSHA256_cert);

  private HostKeyTypes() {}

  static List<NamedFactory<Signature>> plain() {
    return List.copyOf(NamedFactory.setUpBuiltinFactories(true, PLAIN));
  }

  static List<NamedFactory<Signature>> all() {
    return Stream.concat(
            NamedFactory.setUpBuiltinFactories(true, CERTIFIED).stream(), plain().stream())
        .toList();
  }

  /// The names to offer at first. Certificates only where an authority is trusted, for what is
  /// pinned otherwise is a key; and plain keys always, so that a host without a certificate shows
  /// what it has.
  static List<String> of(HostKeyPolicy policy) {
    return names(policy instanceof HostKeyPolicy.Signed ? all() : plain());
  }

  /// The names of what a policy can accept at all.
  static List<String> acceptable(HostKeyPolicy policy) {
    return switch (policy) {
      case HostKeyPolicy.Pinned _ -> names(plain());
      case HostKeyPolicy.Signed signed ->
          signed.fingerprints().isEmpty()
              ? names(NamedFactory.setUpBuiltinFactories(true, CERTIFIED))
              : names(all());
      case HostKeyPolicy.Ask() -> List.of();
    };
  }

  private static List<String> names(List<? extends NamedFactory<Signature>> factories) {
    return factories.stream().map(NamedFactory::getName).toList();
  }

  /// The type of key by which a signature of this name is made: three names are one RSA key's.
  static String keyType(String name) {
    return KeyUtils.getCanonicalKeyType(name);
  }
}
