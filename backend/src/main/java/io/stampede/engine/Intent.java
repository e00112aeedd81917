package io.stampede.engine;

/// What a person asked for, numbered so that an answer can be tied to its question.
///
/// @param generation grows by one with every change of the goal
public record Intent<S>(ResourceId id, long generation, Goal<S> goal) {
  public sealed interface Goal<S> {
    /// What was last asked for; for [Absent], what it was before.
    S spec();

    record Present<S>(S spec) implements Goal<S> {}

    /// To be gone; the last spec says where to look for it.
    record Absent<S>(S spec) implements Goal<S> {}
  }

  public boolean wantsPresence() {
    return goal instanceof Goal.Present;
  }

  public S spec() {
    return goal.spec();
  }
}
