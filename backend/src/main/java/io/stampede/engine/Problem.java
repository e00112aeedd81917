package io.stampede.engine;

/// Why something is not as it should be, for a person: what and where (`message`), what next
/// (`fix`, may be empty), and a stable word for programs (`code`, as `no-space`).
public record Problem(Blame blame, String code, String message, String fix) {
  public enum Blame {
    /// What was asked for cannot be.
    REQUEST,
    /// A host failed us.
    HOST,
    /// There is not enough of something.
    CAPACITY,
    /// Stampede is at fault.
    BUG
  }

  public static Problem request(String code, String message, String fix) {
    return new Problem(Blame.REQUEST, code, message, fix);
  }

  public static Problem host(String code, String message, String fix) {
    return new Problem(Blame.HOST, code, message, fix);
  }

  public static Problem capacity(String code, String message, String fix) {
    return new Problem(Blame.CAPACITY, code, message, fix);
  }

  public static Problem bug(Throwable t) {
    return new Problem(
        Blame.BUG,
        "bug",
        "unexpected " + t.getClass().getSimpleName() + ": " + t.getMessage(),
        "look into the console's log and report it");
  }
}
