package io.stampede.web.rest;

import io.stampede.client.Change;
import io.stampede.client.StampedeClient;
import jakarta.annotation.PreDestroy;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/// Changes as server-sent events. A client that reads too slowly loses some, as it may: it reads
/// the resource anew anyway.
@RestController
class EventsController {
  private static final int BACKLOG = 1000;
  private static final int PING_SECONDS = 15;

  private final StampedeClient client;
  private final JsonMapper json = JsonMapper.shared();
  private volatile boolean ending;

  EventsController(StampedeClient client) {
    this.client = client;
  }

  @GetMapping("/v1/events")
  void events(HttpServletResponse response) throws Exception {
    response.setContentType("text/event-stream;charset=utf-8");
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("X-Accel-Buffering", "no");
    var changes = new ArrayBlockingQueue<Change>(BACKLOG);
    try (var _ = client.watch(changes::offer)) {
      write(response, ": connected\n\n");
      for (int quiet = 0; !ending; ) {
        var change = changes.poll(1, TimeUnit.SECONDS);
        quiet = change == null ? quiet + 1 : 0;
        if (change != null) write(response, event(change));
        if (quiet == PING_SECONDS) {
          write(response, ": ping\n\n");
          quiet = 0;
        }
      }
    }
  }

  private String event(Change change) {
    var data = new LinkedHashMap<String, Object>();
    data.put("number", change.number());
    data.put("kind", change.kind());
    data.put("id", change.id());
    data.put("what", change.what().name().toLowerCase(Locale.ROOT));
    return "event: change\nid: %d\ndata: %s\n\n"
        .formatted(change.number(), json.writeValueAsString(data));
  }

  private static void write(HttpServletResponse response, String text) throws IOException {
    response.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    response.flushBuffer();
  }

  @PreDestroy
  void end() {
    ending = true;
  }
}
