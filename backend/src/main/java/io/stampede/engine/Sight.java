package io.stampede.engine;

import java.time.Instant;
import java.util.Optional;

/// What a host showed us. Not reaching a host is not the same as finding nothing there.
public sealed interface Sight<O> {
  Instant at();

  record Found<O>(O facts, Instant at) implements Sight<O> {}

  record Missing<O>(Instant at) implements Sight<O> {}

  record Unseen<O>(Problem why, Instant at) implements Sight<O> {}

  default Optional<O> found() {
    return this instanceof Found<O>(var facts, var _) ? Optional.of(facts) : Optional.empty();
  }
}
