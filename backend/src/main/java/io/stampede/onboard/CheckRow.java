package io.stampede.onboard;

import io.stampede.schema.Field;

/// One thing that was looked at on a candidate, as a line of its table.
///
/// @param check a stable word, as `docker-reachable`
/// @param fix what a person can copy; may be empty, may have several lines
/// @param fixable whether the console can do it on demand
/// @param tookMillis of the look that this came from
public record CheckRow(
    @Field(label = "Check") String check,
    @Field(label = "What", column = true) String title,
    @Field(label = "Severity", help = "Must be right, should be right, or a note.", column = true)
        Severity severity,
    @Field(label = "State", column = true) State state,
    @Field(label = "Found", column = true) String found,
    @Field(label = "Why it matters") String why,
    @Field(label = "Fix", multiline = true) String fix,
    @Field(label = "Fixable", help = "Whether “fix” does it for you.") boolean fixable,
    @Field(label = "Took", unit = "ms") long tookMillis) {
  /// What follows when it is not right.
  public enum Severity {
    /// The host cannot be added.
    MUST,
    /// Something will not work, or not well.
    SHOULD,
    /// Worth knowing.
    NOTE
  }

  public enum State {
    WAITING,
    RUNNING,
    OK,
    FAILED,
    /// It could not be told.
    UNKNOWN,
    /// Cannot be looked at, or need not be.
    SKIPPED;

    boolean isOver() {
      return switch (this) {
        case WAITING, RUNNING -> false;
        case OK, FAILED, UNKNOWN, SKIPPED -> true;
      };
    }
  }

  boolean bars() {
    return severity == Severity.MUST && state == State.FAILED;
  }
}
