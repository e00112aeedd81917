package io.stampede.web.access;

import io.stampede.engine.Problem;
import io.stampede.web.rest.ProblemJson;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/// Answers in the shape of the API from within a filter.
final class Refusal {
  private Refusal() {}

  static void send(HttpServletResponse response, int status, Problem problem) throws IOException {
    response.setStatus(status);
    response.setContentType(ProblemJson.MEDIA_TYPE);
    response.setCharacterEncoding("UTF-8");
    var json = ProblemJson.of(status, problem, List.of());
    response.getWriter().write(JsonMapper.shared().writeValueAsString(json));
  }
}
