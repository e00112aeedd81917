package io.stampede.engine;

import java.util.Locale;

/// Where a resource is in its life, computed from intent, sight, plan and last outcome.
public enum Phase {
  REQUESTED,
  CREATING,
  STARTING,
  RUNNING,
  STOPPING,
  STOPPED,
  UPDATING,
  MIGRATING,
  REMOVING,
  REMOVED,
  ERROR,
  UNREACHABLE,
  /// A host whose connection stands.
  CONNECTED,
  /// It works, but a part of it does not: the problem says which.
  DEGRADED,
  /// A host that was told to start anew, and has not come back yet.
  REBOOTING,
  /// An image, or anything else without a life of its own, that can be used.
  READY,
  /// Paused with its memory kept.
  PAUSED,
  /// A person has to decide something before it goes on.
  WAITING,
  /// What was to be added is: a host that has come out of a candidate.
  ADDED;

  /// The word for it in every face: `running`.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
