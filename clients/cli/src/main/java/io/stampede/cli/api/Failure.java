package io.stampede.cli.api;

import io.stampede.cli.json.JsonObject;
import java.util.List;

/// The end of a run that did not succeed: what, where, what next.
public final class Failure extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final Exit exit;
  private final String code;
  private final String fix;
  private final transient List<FieldFault> faults;

  /// What is wrong with one field's value.
  public record FieldFault(String field, String code, String message) {}

  private Failure(Exit exit, String code, String message, String fix, List<FieldFault> faults) {
    super(message);
    this.exit = exit;
    this.code = code;
    this.fix = fix;
    this.faults = faults;
  }

  public static Failure of(Exit exit, String message, String fix) {
    return new Failure(exit, "", message, fix, List.of());
  }

  public static Failure usage(String message, String fix) {
    return of(Exit.USAGE, message, fix);
  }

  /// The `problem` of a resource that went wrong.
  ///
  /// @param what as in `container web1`
  public static Failure ofProblem(String what, JsonObject problem) {
    var message = problem.text("message");
    return new Failure(
        Exit.FAILED,
        problem.text("code"),
        what + ": " + (message.isEmpty() ? "failed for a reason the server did not tell" : message),
        problem.text("fix"),
        List.of());
  }

  /// An answer of the server with a status of 400 or more.
  ///
  /// @param where as in `POST http://localhost:8080/v1/containers`
  static Failure ofAnswer(int status, JsonObject problem, String where) {
    var faults =
        problem.objects("errors").stream()
            .map(e -> new FieldFault(e.text("field"), e.text("code"), e.text("message")))
            .toList();
    var message = problem.text("detail");
    if (message.isEmpty()) message = problem.text("title");
    if (message.isEmpty()) message = "the server answered %d to %s".formatted(status, where);
    var fix = problem.text("fix");
    if (fix.isEmpty()) fix = usualFix(status);
    return new Failure(Exit.ofStatus(status), problem.text("code"), message, fix, faults);
  }

  private static String usualFix(int status) {
    return switch (status) {
      case 401, 403 -> "log in with `stampede login URL`, or set STAMPEDE_TOKEN";
      case 500 -> "look into the console's log and report it";
      default -> "";
    };
  }

  public Exit exit() {
    return exit;
  }

  /// A stable word for programs, as `not-unique`; may be empty.
  public String code() {
    return code;
  }

  /// What to do next; may be empty.
  public String fix() {
    return fix;
  }

  public List<FieldFault> faults() {
    return faults;
  }
}
