package io.stampede.engine;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The difference between intent and sight, as data.
public sealed interface Plan<A extends Step> {
  record Settled<A extends Step>() implements Plan<A> {}

  /// Steps in order; only the first is taken before the next look.
  record Act<A extends Step>(List<A> steps) implements Plan<A> {
    public Act {
      steps = List.copyOf(steps);
      if (steps.isEmpty()) throw new IllegalArgumentException("an empty plan is Settled");
    }
  }

  /// Nothing to do before `until`, or before the resource that is waited for changes.
  record Wait<A extends Step>(Instant until, String why, Optional<ResourceId> on)
      implements Plan<A> {}

  /// Nothing can be done before somebody mends the problem; `on` is the resource that has it, when
  /// it is another one.
  record Blocked<A extends Step>(Problem problem, Optional<ResourceId> on) implements Plan<A> {
    public Blocked(Problem problem) {
      this(problem, Optional.empty());
    }
  }

  static <A extends Step> Plan<A> of(List<A> steps) {
    return steps.isEmpty() ? new Settled<>() : new Act<>(steps);
  }

  static <A extends Step> Plan<A> await(Instant until, String why) {
    return new Wait<>(until, why, Optional.empty());
  }

  static <A extends Step> Plan<A> await(Instant until, String why, ResourceId on) {
    return new Wait<>(until, why, Optional.of(on));
  }
}
