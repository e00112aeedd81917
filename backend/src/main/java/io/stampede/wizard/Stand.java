package io.stampede.wizard;

/// How far one host is on its way in.
public enum Stand {
  /// It is being reached for its key.
  REACHING(Step.TRUST),
  /// It does not answer, or not as a sshd should.
  UNREACHABLE(Step.TRUST),
  /// Its key is to be compared by a person.
  ASKS_TRUST(Step.TRUST),
  /// Its key is another than the one pinned: nothing is sent before a person has looked into it.
  KEY_CHANGED(Step.TRUST),
  CHECKING(Step.CHECKS),
  /// A check that must pass does not.
  BLOCKED(Step.CHECKS),
  /// Only a person's “add” is missing.
  MAY_BE_ADDED(Step.PLAN),
  ADDING(Step.GO),
  /// Adding it failed, and goes on after a retry.
  STUCK(Step.GO),
  ADDED(Step.READY),
  /// It was cancelled and is being forgotten.
  LEAVING(Step.GO);

  private final Step step;

  Stand(Step step) {
    this.step = step;
  }

  /// The step that it is in.
  public Step step() {
    return step;
  }

  public String word() {
    return Words.say("stand." + name());
  }

  /// Whether a person has to do something about it.
  public boolean needsAttention() {
    return switch (this) {
      case UNREACHABLE, KEY_CHANGED, BLOCKED, STUCK -> true;
      case REACHING, ASKS_TRUST, CHECKING, MAY_BE_ADDED, ADDING, ADDED, LEAVING -> false;
    };
  }

  public boolean isMoving() {
    return switch (this) {
      case REACHING, CHECKING, ADDING, LEAVING -> true;
      case UNREACHABLE, ASKS_TRUST, KEY_CHANGED, BLOCKED, MAY_BE_ADDED, STUCK, ADDED -> false;
    };
  }
}
