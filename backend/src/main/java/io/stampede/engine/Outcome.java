package io.stampede.engine;

import java.time.Duration;

/// How a step ended.
public sealed interface Outcome {
  record Done() implements Outcome {}

  /// Failed, and may succeed later: tried again after at least this long.
  record Again(Duration after, Problem problem) implements Outcome {}

  /// Failed, and trying again by itself would not help: waits for a change or a person's retry.
  record Stuck(Problem problem) implements Outcome {}

  static Outcome done() {
    return new Done();
  }

  static Outcome again(Problem problem) {
    return new Again(Duration.ofSeconds(1), problem);
  }

  static Outcome again(Problem problem, Duration after) {
    return new Again(after, problem);
  }

  static Outcome stuck(Problem problem) {
    return new Stuck(problem);
  }
}
