package io.stampede.wizard;

import java.util.Locale;

/// The steps of the wizard, in order.
public enum Step {
  WHERE,
  WHO,
  TRUST,
  CHECKS,
  PLAN,
  GO,
  READY;

  /// As it is in an address or a test: `trust`.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public String label() {
    return Words.say("step." + word());
  }

  /// What a person does here, in one sentence.
  public String help() {
    return Words.say("step." + word() + ".help");
  }

  /// How far a step is.
  public enum State {
    /// Its turn has not come.
    LATER,
    /// It waits for a person.
    ASKS,
    BUSY,
    /// Something needs a person's attention before all can go on.
    TROUBLED,
    DONE
  }

  /// A step on the left of the wizard.
  ///
  /// @param reachable whether one may turn to it now
  /// @param summary how it stands, as `2 of 3 trusted`; empty where there is nothing to say
  public record View(Step step, State state, boolean current, boolean reachable, String summary) {}
}
