package io.stampede.web.rest;

import io.stampede.engine.Problem;
import java.util.List;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;
import tools.jackson.databind.json.JsonMapper;

/// Answers whatever is below `/v1` and no controller knows, before the console takes it for a
/// screen of its own. It comes after the controllers, so that a known path with a wrong method is
/// still told so.
@Configuration(proxyBeanMethods = false)
class NothingElse {
  private static final int AFTER_CONTROLLERS = 10;

  @Bean
  SimpleUrlHandlerMapping unknownAddresses() {
    HttpRequestHandler nothing =
        (request, response) -> {
          var problem =
              Problem.request(
                  "not-found", "there is no page " + request.getRequestURI(), "start at /v1");
          response.setStatus(404);
          response.setContentType(ProblemJson.MEDIA_TYPE);
          response.setCharacterEncoding("UTF-8");
          response
              .getWriter()
              .write(
                  JsonMapper.shared().writeValueAsString(ProblemJson.of(404, problem, List.of())));
        };
    return new SimpleUrlHandlerMapping(Map.of("/v1/**", nothing), AFTER_CONTROLLERS);
  }
}
