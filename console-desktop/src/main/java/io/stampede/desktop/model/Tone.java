package io.stampede.desktop.model;

import io.stampede.engine.Phase;
import io.stampede.engine.Status;

/// The colour of a state; the words are those of `assets/tokens.json`.
public enum Tone {
  GOOD,
  BUSY,
  CALM,
  WARN,
  BAD;

  public static Tone of(Status status) {
    if (status.transition() == Status.Transition.ERROR && status.phase() != Phase.UNREACHABLE) {
      return BAD;
    }
    return of(status.phase());
  }

  public static Tone of(Phase phase) {
    return switch (phase) {
      case REQUESTED, CREATING, STARTING, STOPPING, UPDATING, MIGRATING, REMOVING, REBOOTING ->
          BUSY;
      case RUNNING, CONNECTED, READY, ADDED -> GOOD;
      case STOPPED, REMOVED, PAUSED -> CALM;
      case ERROR -> BAD;
      case UNREACHABLE, WAITING, DEGRADED -> WARN;
    };
  }

  /// Its style class: `tone-good`.
  public String style() {
    return "tone-" + name().toLowerCase(java.util.Locale.ROOT);
  }
}
