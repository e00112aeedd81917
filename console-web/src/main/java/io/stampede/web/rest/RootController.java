package io.stampede.web.rest;

import io.stampede.client.StampedeClient;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// What the API says of itself: links, schemas, OpenAPI, health; and the journal of all.
@RestController
@RequestMapping(path = "/v1", produces = MediaType.APPLICATION_JSON_VALUE)
class RootController {
  private static final int TASKS = 100;

  private final StampedeClient client;

  RootController(StampedeClient client) {
    this.client = client;
  }

  @GetMapping
  Map<String, Object> root() {
    var links = new LinkedHashMap<String, Object>();
    client.kinds().forEach(kind -> links.put(kind.plural(), "/v1/" + kind.plural()));
    links.put("tasks", "/v1/tasks");
    links.put("events", "/v1/events");
    links.put("schemas", "/v1/schemas");
    links.put("openapi", "/v1/openapi.json");
    return Map.of("links", links);
  }

  @GetMapping("/health")
  Map<String, Object> health() {
    return Map.of("status", "ok");
  }

  @GetMapping("/schemas")
  Map<String, Object> schemas() {
    return Map.of("data", client.kinds().stream().map(SchemaJson::of).toList());
  }

  @GetMapping("/schemas/{kind}")
  Map<String, Object> schema(@PathVariable String kind) {
    return SchemaJson.of(client.kind(kind));
  }

  @GetMapping("/openapi.json")
  Map<String, Object> openApi() {
    return OpenApi.of(client.kinds());
  }

  @GetMapping("/tasks")
  Map<String, Object> tasks(@RequestParam(defaultValue = "") String limit) {
    return TaskJson.of(client.tasks("", "", ListQuery.limit(limit, TASKS)));
  }

  @GetMapping("/{plural}/{id}/tasks")
  Map<String, Object> tasksOf(
      @PathVariable String plural,
      @PathVariable String id,
      @RequestParam(defaultValue = "") String limit) {
    var kind = Kinds.byPlural(client, plural);
    var which = Kinds.find(client, kind, id).id();
    return TaskJson.of(client.tasks(kind.name(), which, ListQuery.limit(limit, TASKS)));
  }
}
