package io.stampede.web.rest;

import io.stampede.engine.Problem;
import io.stampede.schema.FieldError;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.http.HttpStatus;

/// `application/problem+json` (RFC 9457) with the field at fault.
public final class ProblemJson {
  public static final String MEDIA_TYPE = "application/problem+json";

  private ProblemJson() {}

  public static Map<String, Object> of(int status, Problem problem, List<FieldError> errors) {
    var known = HttpStatus.resolve(status);
    var json = new LinkedHashMap<String, Object>();
    json.put("type", "about:blank");
    json.put("title", known == null ? "Error" : known.getReasonPhrase());
    json.put("status", status);
    json.put("detail", problem.message());
    json.put("code", problem.code());
    json.put("fix", problem.fix());
    json.put("blame", problem.blame().name().toLowerCase(Locale.ROOT));
    json.put("errors", errors.stream().map(ProblemJson::error).toList());
    return json;
  }

  private static Map<String, Object> error(FieldError error) {
    var json = new LinkedHashMap<String, Object>();
    json.put("field", error.field());
    json.put("code", error.code());
    json.put("message", error.message());
    return json;
  }
}
