package io.stampede.web.rest;

import io.stampede.client.Refused;
import io.stampede.client.Resource;
import io.stampede.client.StampedeClient;
import io.stampede.schema.KindSchema;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;

/// Collections and resources of every kind: list, get, create, update, remove, act, and the plan of
/// each.
@RestController
@RequestMapping(path = "/v1", produces = MediaType.APPLICATION_JSON_VALUE)
class ResourceController {
  private final StampedeClient client;

  ResourceController(StampedeClient client) {
    this.client = client;
  }

  @GetMapping("/{plural}")
  Map<String, Object> list(@PathVariable String plural, HttpServletRequest request) {
    var kind = Kinds.byPlural(client, plural);
    var page = client.list(kind.name(), ListQuery.read(client, kind, request.getParameterMap()));
    var json = new LinkedHashMap<String, Object>();
    json.put("data", page.items().stream().map(r -> ResourceJson.of(kind, r)).toList());
    json.put("total", page.total());
    var links = new LinkedHashMap<String, Object>();
    page.next()
        .ifPresent(cursor -> {
          json.put("next", cursor);
          links.put("next", next(request, cursor));
        });
    json.put("links", links);
    return json;
  }

  private static String next(HttpServletRequest request, String cursor) {
    var uri = UriComponentsBuilder.fromPath(request.getRequestURI());
    request
        .getParameterMap()
        .forEach((name, values) -> {
          if (!name.equals("cursor")) uri.queryParam(name, (Object[]) values);
        });
    return uri.queryParam("cursor", cursor).encode().build().toUriString();
  }

  @GetMapping("/{plural}/{id}")
  Map<String, Object> get(@PathVariable String plural, @PathVariable String id) {
    var kind = Kinds.byPlural(client, plural);
    return ResourceJson.of(kind, Kinds.find(client, kind, id));
  }

  @PostMapping(path = "/{plural}", params = "!action")
  ResponseEntity<Map<String, Object>> create(
      @PathVariable String plural,
      @RequestParam(defaultValue = "false") String plan,
      @RequestHeader(name = "Idempotency-Key", defaultValue = "") String key,
      HttpServletRequest request)
      throws IOException {
    var kind = Kinds.byPlural(client, plural);
    var fields = Bodies.object(request);
    if (isTrue(plan)) return planned(kind, "", "create", fields);
    var made =
        key.isEmpty()
            ? client.create(kind.name(), fields)
            : client.create(kind.name(), fields, key);
    return ResponseEntity.created(URI.create(ResourceJson.self(kind, made.id())))
        .body(ResourceJson.of(kind, made));
  }

  /// An action of the collection: answers at once.
  @PostMapping(path = "/{plural}", params = "action")
  Map<String, Object> ask(
      @PathVariable String plural, @RequestParam String action, HttpServletRequest request)
      throws IOException {
    var kind = Kinds.byPlural(client, plural);
    requireAction(kind, action, true);
    return client.ask(kind.name(), action, Bodies.object(request));
  }

  @RequestMapping(
      path = "/{plural}/{id}",
      method = {RequestMethod.PUT, RequestMethod.PATCH})
  ResponseEntity<Map<String, Object>> update(
      @PathVariable String plural,
      @PathVariable String id,
      @RequestParam(defaultValue = "false") String plan,
      @RequestHeader(name = HttpHeaders.IF_MATCH, defaultValue = "") String generation,
      HttpServletRequest request)
      throws IOException {
    var kind = Kinds.byPlural(client, plural);
    var fields = Bodies.object(request);
    var seen = Kinds.find(client, kind, id);
    if (isTrue(plan)) return planned(kind, seen.id(), "update", fields);
    if (generation.isEmpty()) {
      return ResponseEntity.ok(
          ResourceJson.of(kind, client.update(kind.name(), seen.id(), fields)));
    }
    demandGeneration(seen, generation);
    return ResponseEntity.ok(
        ResourceJson.of(kind, client.update(kind.name(), seen.id(), fields, seen)));
  }

  /// Who says which generation was looked at does not change another one.
  private static void demandGeneration(Resource is, String said) {
    if (said.replace("\"", "").equals(Long.toString(is.generation()))) return;
    throw Refused.conflict(
        "changed-meanwhile",
        "%s is of generation %d, not %s: somebody else has changed it"
            .formatted(is.name(), is.generation(), said),
        "look at it as it is now, then change it again");
  }

  @DeleteMapping("/{plural}/{id}")
  ResponseEntity<Map<String, Object>> remove(
      @PathVariable String plural,
      @PathVariable String id,
      @RequestParam(defaultValue = "false") String plan) {
    var kind = Kinds.byPlural(client, plural);
    var which = Kinds.find(client, kind, id).id();
    if (isTrue(plan)) return planned(kind, which, "remove", Map.of());
    return accepted(kind, client.remove(kind.name(), which));
  }

  @PostMapping("/{plural}/{id}")
  ResponseEntity<Map<String, Object>> act(
      @PathVariable String plural,
      @PathVariable String id,
      @RequestParam(defaultValue = "") String action,
      @RequestParam(defaultValue = "false") String plan,
      HttpServletRequest request)
      throws IOException {
    var kind = Kinds.byPlural(client, plural);
    var input = Bodies.object(request);
    var which = Kinds.find(client, kind, id).id();
    requireAction(kind, action, false);
    if (isTrue(plan)) return planned(kind, which, action, input);
    return accepted(kind, client.act(kind.name(), which, action, input));
  }

  private static void requireAction(KindSchema kind, String action, boolean collection) {
    if (kind.action(action).filter(a -> a.collection() == collection).isPresent()) return;
    throw Refused.field(
        "action",
        action.isEmpty() ? "missing" : "unknown-action",
        action.isEmpty() ? "is required" : "there is no action " + action,
        "see the actions in /v1/schemas/" + kind.name());
  }

  private ResponseEntity<Map<String, Object>> planned(
      KindSchema kind, String id, String verb, Map<String, ?> input) {
    return ResponseEntity.ok(ResourceJson.plan(client.plan(kind.name(), id, verb, input)));
  }

  private static ResponseEntity<Map<String, Object>> accepted(KindSchema kind, Resource resource) {
    return ResponseEntity.accepted().body(ResourceJson.of(kind, resource));
  }

  private static boolean isTrue(String plan) {
    return switch (plan) {
      case "true", "" -> true;
      case "false" -> false;
      default -> throw Refused.field("plan", "invalid", "is neither true nor false", "");
    };
  }
}
