package io.stampede.wizard;

import java.time.Duration;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;

/// One check of one host.
///
/// @param name stable, as `docker-reachable`
/// @param found what was found on the host
/// @param why why it matters
/// @param fix to copy; may be empty
/// @param fixable whether the console can do the fix itself
public record Check(
    String name,
    String title,
    Severity severity,
    State state,
    String found,
    String why,
    String fix,
    boolean fixable,
    Duration took) {
  /// What a failure means.
  public enum Severity {
    /// The host cannot be added.
    MUST,
    /// Something will not work, or not well.
    SHOULD,
    /// Worth knowing.
    NOTE;

    public String label() {
      return Words.say("severity." + name());
    }
  }

  public enum State {
    WAITING,
    RUNNING,
    OK,
    FAILED,
    /// It could not be found out.
    UNKNOWN,
    SKIPPED;

    public String label() {
      return Words.say("check." + name());
    }
  }

  /// How it is drawn: the colour's name in the tokens, and so the order, worst first.
  public enum Tone {
    BAD,
    WARN,
    BUSY,
    CALM,
    GOOD;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// Worst first: what blocks, then what should be mended, what is still open, what is well.
  public static final Comparator<Check> WORST_FIRST =
      Comparator.comparing(Check::tone).thenComparing(Check::severity);

  /// From a row of the candidate's table; words that are not known are taken as open questions.
  static Check of(Map<?, ?> row) {
    return new Check(
        text(row, "check"),
        text(row, "title").isEmpty() ? text(row, "check") : text(row, "title"),
        word(Severity.class, text(row, "severity"), Severity.NOTE),
        word(State.class, text(row, "state"), State.UNKNOWN),
        text(row, "found"),
        text(row, "why"),
        text(row, "fix"),
        Boolean.TRUE.equals(row.get("fixable")),
        Duration.ofMillis(row.get("tookMillis") instanceof Number n ? n.longValue() : 0));
  }

  private static String text(Map<?, ?> row, String column) {
    var value = row.get(column);
    return value == null ? "" : value.toString();
  }

  private static <E extends Enum<E>> E word(Class<E> type, String word, E otherwise) {
    for (var constant : type.getEnumConstants()) {
      if (constant.name().equalsIgnoreCase(word)) return constant;
    }
    return otherwise;
  }

  public Tone tone() {
    return switch (state) {
      case FAILED ->
          switch (severity) {
            case MUST -> Tone.BAD;
            case SHOULD -> Tone.WARN;
            case NOTE -> Tone.CALM;
          };
      case UNKNOWN -> severity == Severity.NOTE ? Tone.CALM : Tone.WARN;
      case WAITING, RUNNING -> Tone.BUSY;
      case SKIPPED -> Tone.CALM;
      case OK -> Tone.GOOD;
    };
  }

  public boolean isOpen() {
    return state == State.WAITING || state == State.RUNNING;
  }

  /// Whether there is something to mend or at least to know.
  public boolean isWell() {
    return state == State.OK || state == State.SKIPPED;
  }

  /// Whether it keeps the host from being added.
  public boolean blocks() {
    return severity == Severity.MUST && state == State.FAILED;
  }

  /// The word beside its icon: of a failure its severity, else its state.
  public String word() {
    return state == State.FAILED ? severity.label() : state.label();
  }
}
