package io.stampede.engine;

import java.util.List;

/// One move, as a record. Doing it twice leaves the host as doing it once does; creating never
/// overwrites.
public interface Step {
  /// For a person, as `create the disk of web1 on h2`.
  String title();

  /// What the resource is called while this runs, as [Phase#STARTING].
  Phase phase();

  /// Whether something of the user's is lost: needs a fresh look at the current generation.
  default boolean destroys() {
    return false;
  }

  /// The exact commands and API calls, as far as they are known before; shown in the plan.
  default List<String> calls() {
    return List.of();
  }
}
