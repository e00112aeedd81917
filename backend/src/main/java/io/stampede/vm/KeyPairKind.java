package io.stampede.vm;

import io.stampede.engine.Intent;
import io.stampede.engine.StandingKind;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;

/// Key pairs: nothing of them is on any host. New machines are given their public halves.
public final class KeyPairKind extends StandingKind<KeyPairSpec, KeyPairFacts> {
  public static final String NAME = "keyPair";

  public KeyPairKind(InstantSource clock) {
    super(NAME, clock);
  }

  @Override
  protected KeyPairFacts facts(Intent<KeyPairSpec> intent) {
    return new KeyPairFacts(fingerprint(intent.spec().publicKey()));
  }

  @Override
  protected Optional<Waiting> waiting(Intent<KeyPairSpec> intent, KeyPairFacts facts) {
    return Optional.empty();
  }

  /// `SHA256:` and the digest of the key itself, in base64 without padding.
  static String fingerprint(SshKey key) {
    try {
      var blob = Base64.getDecoder().decode(key.value().split(" ", 3)[1]);
      var digest = MessageDigest.getInstance("SHA-256").digest(blob);
      return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
