package io.stampede.engine;

import java.util.Optional;
import java.util.OptionalInt;

/// A resource's phase, whether it is on its way to another, what it is doing and how far (percent).
public record Status(
    Phase phase,
    Transition transition,
    String message,
    OptionalInt progress,
    Optional<Problem> problem) {
  public enum Transition {
    NO,
    YES,
    ERROR
  }

  public static final Status REQUESTED = moving(Phase.REQUESTED, "waiting for its first look");

  public static Status resting(Phase phase) {
    return new Status(phase, Transition.NO, "", OptionalInt.empty(), Optional.empty());
  }

  public static Status moving(Phase phase, String message) {
    return new Status(phase, Transition.YES, message, OptionalInt.empty(), Optional.empty());
  }

  public static Status failed(Phase phase, Problem problem) {
    return new Status(
        phase, Transition.ERROR, problem.message(), OptionalInt.empty(), Optional.of(problem));
  }

  /// At rest, though something is not as it should be.
  public static Status restingWith(Phase phase, Problem problem) {
    return new Status(
        phase, Transition.NO, problem.message(), OptionalInt.empty(), Optional.of(problem));
  }

  /// Another intent has come: whatever was shown, it is not at rest until that one was looked at.
  public Status awaitingLook() {
    if (transition == Transition.YES) return this;
    return moving(phase, "waiting for its next look");
  }

  /// On its way, but the last try failed and another will follow.
  public Status troubledBy(Problem problem) {
    return new Status(
        phase, Transition.YES, message + " · " + problem.message(), progress, Optional.of(problem));
  }

  public Status withProgress(int percent, String doing) {
    return new Status(
        phase,
        transition,
        doing.isEmpty() ? message : doing,
        OptionalInt.of(Math.clamp(percent, 0, 100)),
        problem);
  }

  /// The pure function from what is known to what is shown, the same for all kinds.
  ///
  /// @param settled what the kind calls a resource for which nothing is to be done
  public static <S, O, A extends Step> Status of(
      Intent<S> intent, Sight<O> sight, Plan<A> plan, Phase settled) {
    if (sight instanceof Sight.Unseen<O>(var why, var _)) return failed(Phase.UNREACHABLE, why);
    return switch (plan) {
      case Plan.Settled<A> _ -> resting(intent.wantsPresence() ? settled : Phase.REMOVED);
      case Plan.Act<A>(var steps) -> moving(steps.getFirst().phase(), steps.getFirst().title());
      case Plan.Wait<A>(var _, var why, var _) ->
          moving(intent.wantsPresence() ? Phase.CREATING : Phase.REMOVING, why);
      case Plan.Blocked<A>(var problem, var _) -> failed(Phase.ERROR, problem);
    };
  }
}
