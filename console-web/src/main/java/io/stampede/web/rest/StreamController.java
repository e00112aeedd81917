package io.stampede.web.rest;

import io.stampede.client.Resource;
import io.stampede.client.StampedeClient;
import io.stampede.client.XmlView;
import io.stampede.web.Doors;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Bytes that flow: logs out, contents in, tickets for screens and terminals. Each request has a
/// virtual thread of its own, so all of this just blocks.
@RestController
@RequestMapping("/v1")
class StreamController {
  private static final int BLOCK = 1 << 16;
  private static final int MAX_TAIL = 100_000;

  private final StampedeClient client;

  StreamController(StampedeClient client) {
    this.client = client;
  }

  @GetMapping("/{plural}/{id}/logs")
  void logs(
      @PathVariable String plural,
      @PathVariable String id,
      @RequestParam(defaultValue = "") String tail,
      @RequestParam(defaultValue = "false") boolean follow,
      HttpServletResponse response)
      throws IOException {
    var kind = Kinds.byPlural(client, plural);
    var which = Kinds.find(client, kind, id).id();
    int lines = ListQuery.number("tail", tail, 100, 0, MAX_TAIL);
    try (var log = client.logs(kind.name(), which, lines, follow)) {
      response.setContentType("text/plain;charset=utf-8");
      response.setHeader("X-Accel-Buffering", "no");
      response.flushBuffer();
      var out = response.getOutputStream();
      var buffer = new byte[16 * 1024];
      for (int n = log.read(buffer); n >= 0; n = log.read(buffer)) {
        out.write(buffer, 0, n);
        if (log.available() == 0) out.flush();
      }
    }
  }

  /// @param of `defined`, `running` or `changes`
  @GetMapping("/{plural}/{id}/xml")
  ResponseEntity<String> xml(
      @PathVariable String plural,
      @PathVariable String id,
      @RequestParam(defaultValue = "defined") String of) {
    var kind = Kinds.byPlural(client, plural);
    var which = Kinds.find(client, kind, id).id();
    var view =
        switch (of) {
          case "defined" -> XmlView.DEFINED;
          case "running" -> XmlView.RUNNING;
          case "changes" -> XmlView.CHANGES;
          default ->
              throw new BadRequest(
                  400, "bad-view", "there is no view " + of, "defined, running or changes");
        };
    var type = view == XmlView.CHANGES ? MediaType.TEXT_PLAIN : MediaType.APPLICATION_XML;
    return ResponseEntity.ok()
        .contentType(new MediaType(type, StandardCharsets.UTF_8))
        .body(client.xml(kind.name(), which, view));
  }

  @PutMapping(
      path = "/{plural}/{id}/content",
      consumes = MediaType.APPLICATION_OCTET_STREAM_VALUE,
      produces = MediaType.APPLICATION_JSON_VALUE)
  Map<String, Object> content(
      @PathVariable String plural, @PathVariable String id, HttpServletRequest request)
      throws IOException {
    var kind = Kinds.byPlural(client, plural);
    var which = Kinds.find(client, kind, id).id();
    if (!Doors.takesContent(kind)) {
      throw new BadRequest(409, "no-content", "a " + kind.label() + " takes no content", "");
    }
    Resource filled = client.upload(kind.name(), which, request.getInputStream());
    return ResourceJson.of(kind, filled);
  }

  /// The last part is sent when all of it is known to be good: who gets less than was announced
  /// knows that it broke off.
  @GetMapping("/{plural}/{id}/content")
  void content(@PathVariable String plural, @PathVariable String id, HttpServletResponse response)
      throws IOException {
    var kind = Kinds.byPlural(client, plural);
    var which = Kinds.find(client, kind, id).id();
    try (var content = client.download(kind.name(), which)) {
      response.setContentType(MediaType.APPLICATION_OCTET_STREAM_VALUE);
      content.bytes().ifPresent(response::setContentLengthLong);
      response.setHeader(
          "Content-Disposition", "attachment; filename=\"%s\"".formatted(content.name()));
      var out = response.getOutputStream();
      var in = content.stream();
      var held = in.readNBytes(BLOCK);
      for (var next = in.readNBytes(BLOCK); next.length > 0; next = in.readNBytes(BLOCK)) {
        out.write(held);
        held = next;
      }
      out.write(held);
    }
  }

  @PostMapping(path = "/{plural}/{id}/ticket", produces = MediaType.APPLICATION_JSON_VALUE)
  Map<String, Object> ticket(@PathVariable String plural, @PathVariable String id) {
    var kind = Kinds.byPlural(client, plural);
    var ticket = client.ticket(kind.name(), Kinds.find(client, kind, id).id());
    var json = new LinkedHashMap<String, Object>();
    json.put("ticket", ticket);
    var door = Doors.hasTerminal(kind) ? "terminal" : "screen";
    json.put("url", "/v1/%s?ticket=%s".formatted(door, ticket));
    return json;
  }
}
