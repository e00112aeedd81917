package io.stampede.web.rest;

import io.stampede.client.Refused;
import io.stampede.engine.Problem;
import io.stampede.schema.FieldError;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;

/// Every failure of the REST API as one shape; nothing of our inside gets out.
@RestControllerAdvice(basePackageClasses = Problems.class)
class Problems {
  private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

  @ExceptionHandler
  ResponseEntity<Map<String, Object>> refused(Refused e) {
    return answer(e.reason().httpStatus(), e.problem(), e.errors());
  }

  @ExceptionHandler
  ResponseEntity<Map<String, Object>> bad(BadRequest e) {
    return answer(e.status(), e.problem(), List.of());
  }

  /// The other side has gone: there is nobody to tell.
  @ExceptionHandler({AsyncRequestNotUsableException.class, IOException.class})
  void gone(IOException e) {
    LOG.debug("a client went away: {}", e.getMessage());
  }

  @ExceptionHandler
  ResponseEntity<Map<String, Object>> bug(RuntimeException e) {
    LOG.error("a request met a bug", e);
    var problem =
        new Problem(
            Problem.Blame.BUG,
            "bug",
            "Stampede met an error of its own",
            "look into the server's log and report it");
    return answer(500, problem);
  }

  static ResponseEntity<Map<String, Object>> answer(int status, Problem problem) {
    return answer(status, problem, List.<FieldError>of());
  }

  private static ResponseEntity<Map<String, Object>> answer(
      int status, Problem problem, List<FieldError> errors) {
    return ResponseEntity.status(status)
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(ProblemJson.of(status, problem, errors));
  }
}
