package io.stampede.vm;

import io.stampede.schema.Field;

/// What tells a key from others.
///
/// @param fingerprint as `ssh-keygen -l` prints it
public record KeyPairFacts(@Field(label = "Fingerprint", column = true) String fingerprint) {}
