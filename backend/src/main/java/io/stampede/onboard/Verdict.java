package io.stampede.onboard;

import io.stampede.onboard.CheckRow.State;

/// What a check makes of what was found.
///
/// @param fix what a person can copy; empty when there is nothing to be done
/// @param fixable whether the check's own fix would do here
record Verdict(State state, String found, String fix, boolean fixable) {
  static Verdict ok(String found) {
    return new Verdict(State.OK, found, "", false);
  }

  static Verdict failed(String found, String fix) {
    return new Verdict(State.FAILED, found, fix, false);
  }

  static Verdict unknown(String found) {
    return new Verdict(State.UNKNOWN, found, "", false);
  }

  static Verdict skipped(String found) {
    return new Verdict(State.SKIPPED, found, "", false);
  }

  /// Where the console can do it.
  Verdict fixableIf(boolean safe) {
    return new Verdict(state, found, fix, safe);
  }
}
