package io.stampede.client;

import io.stampede.engine.Problem;
import io.stampede.schema.FieldError;
import java.util.List;

/// A request that cannot be met; nothing was changed.
public final class Refused extends RuntimeException {
  private static final long serialVersionUID = 1;

  /// What kind of refusal, and the HTTP status that goes with it.
  public enum Reason {
    /// Fields are wrong; see [#errors].
    INVALID(422),
    NOT_FOUND(404),
    /// Not in this phase, or changed meanwhile.
    CONFLICT(409),
    /// A host that is needed for the answer does not answer.
    UNREACHABLE(502);

    private final int httpStatus;

    Reason(int httpStatus) {
      this.httpStatus = httpStatus;
    }

    public int httpStatus() {
      return httpStatus;
    }
  }

  private final Reason reason;
  private final transient Problem problem;
  private final transient List<FieldError> errors;

  public Refused(Reason reason, Problem problem, List<FieldError> errors) {
    super(problem.message());
    this.reason = reason;
    this.problem = problem;
    this.errors = List.copyOf(errors);
  }

  /// One field is at fault.
  public static Refused field(String field, String code, String message, String fix) {
    return new Refused(
        Reason.INVALID,
        Problem.request(code, message, fix),
        List.of(new FieldError(field, code, message)));
  }

  public static Refused fields(List<FieldError> errors) {
    var first = errors.getFirst();
    var message = first.field().isEmpty() ? first.message() : first.field() + " " + first.message();
    return new Refused(Reason.INVALID, Problem.request(first.code(), message, ""), errors);
  }

  public static Refused notFound(String kind, String id) {
    return new Refused(
        Reason.NOT_FOUND,
        Problem.request("not-found", "there is no %s %s".formatted(kind, id), ""),
        List.of());
  }

  public static Refused conflict(String code, String message, String fix) {
    return new Refused(Reason.CONFLICT, Problem.request(code, message, fix), List.of());
  }

  public Reason reason() {
    return reason;
  }

  public Problem problem() {
    return problem;
  }

  public List<FieldError> errors() {
    return errors;
  }
}
