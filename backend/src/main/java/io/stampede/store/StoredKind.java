package io.stampede.store;

import io.stampede.schema.Codec;
import java.util.Set;

/// How the store turns a kind's records into JSON and back.
///
/// @param secrets names of the spec's components that are encrypted
public record StoredKind(
    String name, Class<? extends Record> spec, Class<? extends Record> facts, Set<String> secrets) {
  public StoredKind {
    secrets = Set.copyOf(secrets);
  }

  Codec<? extends Record> specCodec() {
    return new Codec<>(spec);
  }

  Codec<? extends Record> factsCodec() {
    return new Codec<>(facts);
  }
}
