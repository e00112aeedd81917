package io.stampede.vm;

import io.stampede.client.KindFace;
import io.stampede.engine.Step;
import io.stampede.host.MadeKey;
import io.stampede.schema.ActionSchema;
import io.stampede.schema.KindSchema;
import java.util.Map;
import java.util.Optional;

/// Key pairs as every face offers them.
public final class KeyPairFace implements KindFace<KeyPairSpec, KeyPairFacts, Step> {
  private static final String MAKE = "make";

  private final KeyPairKind kind;
  private final KindSchema schema =
      KindSchema.of(
          KeyPairKind.NAME,
          "Key pair",
          "Key pairs",
          "An SSH key that new machines let in. Only its public half is kept.",
          KeyPairSpec.class,
          KeyPairFacts.class,
          ActionSchema.of(
                  MAKE,
                  "Make a pair",
                  "Makes a new pair and shows both halves, this once: keep the private one, and"
                      + " create a key pair with the public one.")
              .ofCollection());

  public KeyPairFace(KeyPairKind kind) {
    this.kind = kind;
  }

  @Override
  public KindSchema schema() {
    return schema;
  }

  @Override
  public KeyPairKind kind() {
    return kind;
  }

  @Override
  public Class<KeyPairSpec> specType() {
    return KeyPairSpec.class;
  }

  @Override
  public Class<KeyPairFacts> factsType() {
    return KeyPairFacts.class;
  }

  @Override
  public String idPrefix() {
    return "kp";
  }

  @Override
  public String name(KeyPairSpec spec) {
    return spec.name().value();
  }

  @Override
  public KeyPairSpec admit(
      String id, KeyPairSpec wanted, Optional<KeyPairSpec> before, Resources world) {
    return wanted;
  }

  /// Nothing of it is kept.
  @Override
  public Map<String, Object> ask(ActionSchema action, Map<String, ?> input) {
    var made = MadeKey.text("stampede");
    return Map.of("privateKey", made, "publicKey", MadeKey.publicLine(made));
  }
}
