package io.stampede.vm;

import io.stampede.engine.Intent;
import io.stampede.engine.Kind;
import io.stampede.engine.Outcome;
import io.stampede.engine.Phase;
import io.stampede.engine.Plan;
import io.stampede.engine.Sight;
import io.stampede.engine.Step;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;

/// Key pairs: nothing of them is on any host. New machines are given their public halves.
public final class KeyPairKind implements Kind<KeyPairSpec, KeyPairFacts, Step> {
  public static final String NAME = "keyPair";

  private final InstantSource clock;

  public KeyPairKind(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String lane(Intent<KeyPairSpec> intent) {
    return "console";
  }

  @Override
  public Sight<KeyPairFacts> look(Intent<KeyPairSpec> intent) {
    if (!intent.wantsPresence()) return new Sight.Missing<>(clock.instant());
    var facts = new KeyPairFacts(fingerprint(intent.spec().publicKey()));
    return new Sight.Found<>(facts, clock.instant());
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

  @Override
  public Plan<Step> plan(Intent<KeyPairSpec> intent, Sight<KeyPairFacts> sight, Instant now) {
    return new Plan.Settled<>();
  }

  @Override
  public Outcome apply(Intent<KeyPairSpec> intent, Step step) {
    throw new IllegalStateException("a key pair has no steps");
  }

  @Override
  public Phase settled(Intent<KeyPairSpec> intent, Sight<KeyPairFacts> sight) {
    return Phase.READY;
  }
}
