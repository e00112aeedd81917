package io.stampede.web.rest;

import io.stampede.client.Refused;
import io.stampede.client.StampedeClient;
import io.stampede.figures.Resolution;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// How busy a host was.
@RestController
class FiguresController {
  private final StampedeClient client;

  FiguresController(StampedeClient client) {
    this.client = client;
  }

  @GetMapping(path = "/v1/{plural}/{id}/figures", produces = MediaType.APPLICATION_JSON_VALUE)
  Map<String, Object> figures(
      @PathVariable String plural,
      @PathVariable String id,
      @RequestParam(defaultValue = "") String from,
      @RequestParam(defaultValue = "10") String step) {
    var kind = Kinds.byPlural(client, plural);
    var which = Kinds.find(client, kind, id).id();
    var resolution = resolution(step);
    var now = Instant.now();
    var since = from.isEmpty() ? now.minus(resolution.kept()) : instant(from);
    return FiguresJson.of(resolution, client.figures(kind.name(), which, since, resolution));
  }

  private static Resolution resolution(String step) {
    int seconds = ListQuery.number("step", step, 10, 1, 600);
    return Resolution.ofSeconds(seconds)
        .orElseThrow(
            () -> Refused.field("step", "invalid", "is none of 10, 60, 600", "they are seconds"));
  }

  private static Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException _) {
      throw Refused.field("from", "invalid", "is not a time like 2026-01-31T12:00:00Z", "");
    }
  }
}
