package io.stampede.web.browse;

import static io.stampede.web.browse.Html.el;

import io.stampede.client.Refused;
import io.stampede.client.StampedeClient;
import io.stampede.schema.KindSchema;
import io.stampede.web.browse.Shell.Crumb;
import io.stampede.web.rest.Kinds;
import io.stampede.web.rest.SchemaJson;
import io.stampede.web.rest.TaskJson;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// The pages of the API; [BrowseFilter] leads here.
@RestController
@RequestMapping(path = BrowseFilter.PAGES + "/v1", produces = MediaType.TEXT_HTML_VALUE)
class BrowseController {
  static final Crumb ROOT = new Crumb("API", "/v1");
  private static final int TASKS = 100;

  private final StampedeClient client;

  BrowseController(StampedeClient client) {
    this.client = client;
  }

  @GetMapping
  String root() {
    return RootPage.of(client);
  }

  @GetMapping("/{plural}")
  String collection(@PathVariable String plural, HttpServletRequest request) {
    return new CollectionPage(client, Kinds.byPlural(client, plural), request).render();
  }

  @GetMapping("/{plural}/{id}")
  String resource(
      @PathVariable String plural, @PathVariable String id, HttpServletRequest request) {
    var kind = Kinds.byPlural(client, plural);
    return new ResourcePage(client, kind, Kinds.find(client, kind, id), request).render();
  }

  @GetMapping("/{plural}/{id}/tasks")
  String tasksOf(@PathVariable String plural, @PathVariable String id) {
    var kind = Kinds.byPlural(client, plural);
    var which = Kinds.find(client, kind, id);
    var crumbs =
        List.of(
            ROOT,
            new Crumb(kind.labels(), "/v1/" + plural),
            new Crumb(which.name(), "/v1/%s/%s".formatted(plural, which.id())),
            new Crumb("Tasks", "/v1/%s/%s/tasks".formatted(plural, which.id())));
    return json(
        which.name() + ": tasks",
        crumbs,
        TaskJson.of(client.tasks(kind.name(), which.id(), TASKS)));
  }

  @GetMapping("/tasks")
  String tasks() {
    var crumbs = List.of(ROOT, new Crumb("Tasks", "/v1/tasks"));
    return json("Tasks", crumbs, TaskJson.of(client.tasks("", "", TASKS)));
  }

  @GetMapping("/schemas")
  String schemas() {
    var all = client.kinds().stream().map(SchemaJson::of).toList();
    return json("Schemas", List.of(ROOT, new Crumb("Schemas", "/v1/schemas")), Map.of("data", all));
  }

  @GetMapping("/schemas/{kind}")
  String schema(@PathVariable String kind) {
    KindSchema schema = client.kind(kind);
    var crumbs =
        List.of(
            ROOT,
            new Crumb("Schemas", "/v1/schemas"),
            new Crumb(schema.label(), "/v1/schemas/" + kind));
    return json("Schema: " + schema.label(), crumbs, SchemaJson.of(schema));
  }

  @GetMapping("/health")
  String health() {
    return json("Health", List.of(ROOT), Map.of("status", "ok"));
  }

  @GetMapping("/**")
  String nothing() {
    throw Refused.notFound("page", "of that address");
  }

  @ExceptionHandler
  ResponseEntity<String> refused(Refused e) {
    var page =
        Shell.page(
            "Not possible",
            List.of(ROOT),
            el("h1", "Not possible"),
            ResourcePage.problem(e.problem()));
    return ResponseEntity.status(e.reason().httpStatus())
        .contentType(MediaType.TEXT_HTML)
        .body(page);
  }

  private static String json(String title, List<Crumb> crumbs, Object json) {
    return Shell.page(title, crumbs, el("h1", title), JsonHtml.of(json));
  }
}
