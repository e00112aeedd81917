package io.stampede.web.rest;

import io.stampede.schema.ActionSchema;
import io.stampede.schema.KindSchema;
import io.stampede.web.Doors;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The API as OpenAPI 3.1, generated from the schema.
final class OpenApi {
  private static final String JSON = "application/json";
  private static final Map<String, Object> TEXT = object("type", "string");

  private OpenApi() {}

  static Map<String, Object> of(List<KindSchema> kinds) {
    var paths = new LinkedHashMap<String, Object>();
    for (var kind : kinds) paths(kind, paths);
    paths.put("/v1/tasks", object("get", operation("listTasks", "Steps that were tried", "tasks")));
    paths.put("/v1/events", object("get", events()));
    return object(
        "openapi", "3.1.0",
        "info",
            object(
                "title", "Stampede",
                "version", "1",
                "description",
                    "Virtual machines and containers of every Linux host reachable over SSH."),
        "security", List.of(object("token", List.of())),
        "paths", paths,
        "components",
            object(
                "securitySchemes",
                object("token", object("type", "http", "scheme", "bearer")),
                "schemas",
                OpenApiSchemas.of(kinds)));
  }

  private static void paths(KindSchema kind, Map<String, Object> paths) {
    var base = "/v1/" + kind.plural();
    paths.put(base, collection(kind));
    paths.put(base + "/{id}", one(kind));
    paths.put(
        base + "/{id}/tasks",
        under("get", operation("tasksOf" + upper(kind), "Its journal", kind.plural())));
    if (Doors.hasLogs(kind)) paths.put(base + "/{id}/logs", under("get", logs(kind)));
    if (Doors.hasXml(kind)) paths.put(base + "/{id}/xml", under("get", xml(kind)));
    if (Doors.hasFigures(kind)) paths.put(base + "/{id}/figures", under("get", figures(kind)));
    if (Doors.hasTerminal(kind)) {
      paths.put(
          base + "/{id}/ticket",
          under(
              "post",
              operation(
                  "ticketOf" + upper(kind),
                  "A ticket for one opening of a terminal, valid for 30 seconds",
                  kind.plural())));
    }
    if (Doors.hasScreen(kind)) {
      paths.put(
          base + "/{id}/ticket",
          under(
              "post",
              operation(
                  "ticketOf" + upper(kind),
                  "A ticket for one opening of its screen, valid for 30 seconds",
                  kind.plural())));
    }
    if (Doors.takesContent(kind) || Doors.givesContent(kind))
      paths.put(base + "/{id}/content", content(kind));
  }

  private static Map<String, Object> collection(KindSchema kind) {
    var list =
        operation(
            "list" + upper(kind),
            "List " + kind.labels().toLowerCase(java.util.Locale.ROOT),
            kind.plural());
    list.put("parameters", listParameters(kind));
    list.put(
        "responses",
        responses(
            "200",
            object(
                "type",
                "object",
                "properties",
                object(
                    "data", object("type", "array", "items", ref(upper(kind))),
                    "total", object("type", "integer"),
                    "next", TEXT))));
    var create =
        operation(
            "create" + upper(kind),
            "Create, or with `action` ask the kind as a whole",
            kind.plural());
    create.put(
        "parameters",
        List.of(
            plan(),
            actions(kind, true),
            parameter(
                "Idempotency-Key", "header", "Makes the same request twice create once", TEXT)));
    create.put("requestBody", body(ref(upper(kind) + "Create")));
    create.put("responses", responses("201", ref(upper(kind))));
    return object("get", list, "post", create);
  }

  private static Map<String, Object> one(KindSchema kind) {
    var get = operation("get" + upper(kind), "Get by id or name", kind.plural());
    get.put("responses", responses("200", ref(upper(kind))));
    var patch = operation("update" + upper(kind), "Change the given fields", kind.plural());
    patch.put(
        "parameters",
        List.of(
            plan(),
            parameter(
                "If-Match",
                "header",
                "The generation that was looked at: refused (409) when it is another one now",
                TEXT)));
    patch.put("requestBody", body(ref(upper(kind) + "Update")));
    patch.put("responses", responses("200", ref(upper(kind))));
    var act = operation("act" + upper(kind), "Do an action", kind.plural());
    act.put("parameters", List.of(actions(kind, false), plan()));
    act.put("responses", responses("202", ref(upper(kind))));
    var remove = operation("remove" + upper(kind), "Remove", kind.plural());
    remove.put("parameters", List.of(plan()));
    remove.put("responses", responses("202", ref(upper(kind))));
    return object(
        "parameters", List.of(id()), "get", get, "patch", patch, "post", act, "delete", remove);
  }

  private static List<Object> listParameters(KindSchema kind) {
    var parameters = new ArrayList<Object>();
    parameters.add(
        parameter("sort", "query", "Fields, `-field` for descending, separated by commas", TEXT));
    parameters.add(
        parameter(
            "limit",
            "query",
            "1 to 1000",
            object("type", "integer", "minimum", 1, "maximum", 1000, "default", 100)));
    parameters.add(parameter("cursor", "query", "The `next` of the page before", TEXT));
    Stream.concat(
            Stream.of("state"), kind.fields().stream().filter(f -> !f.secret()).map(f -> f.name()))
        .distinct()
        .forEach(name ->
            parameters.add(
                parameter(
                    name,
                    "query",
                    "Equals; also %s_ne, _like, _prefix, _lt, _lte, _gt, _gte".formatted(name),
                    TEXT)));
    return parameters;
  }

  private static Map<String, Object> actions(KindSchema kind, boolean collection) {
    var names =
        kind.actions().stream()
            .filter(a -> a.collection() == collection)
            .map(ActionSchema::name)
            .toList();
    var schema = names.isEmpty() ? TEXT : object("type", "string", "enum", names);
    var parameter = parameter("action", "query", "Which action", schema);
    if (!collection) parameter.put("required", true);
    return parameter;
  }

  private static Map<String, Object> logs(KindSchema kind) {
    var logs = operation("logsOf" + upper(kind), "Its log", kind.plural());
    logs.put(
        "parameters",
        List.of(
            parameter(
                "tail",
                "query",
                "How many of its last lines",
                object("type", "integer", "default", 100)),
            parameter(
                "follow",
                "query",
                "Go on with what is added",
                object("type", "boolean", "default", false))));
    logs.put(
        "responses",
        object(
            "200",
            object(
                "description", "The log", "content", object("text/plain", object("schema", TEXT))),
            "default",
            problem()));
    return logs;
  }

  private static Map<String, Object> xml(KindSchema kind) {
    var xml = operation("xmlOf" + upper(kind), "Its description as its host has it", kind.plural());
    xml.put(
        "parameters",
        List.of(
            parameter(
                "of",
                "query",
                "From its next start, in its run, or the lines in which they differ",
                object(
                    "type",
                    "string",
                    "enum",
                    List.of("defined", "running", "changes"),
                    "default",
                    "defined"))));
    xml.put(
        "responses",
        object(
            "200",
            object(
                "description",
                "The XML; changes are plain text",
                "content",
                object(
                    "application/xml",
                    object("schema", TEXT),
                    "text/plain",
                    object("schema", TEXT))),
            "default",
            problem()));
    return xml;
  }

  private static Map<String, Object> figures(KindSchema kind) {
    var figures = operation("figuresOf" + upper(kind), "How busy it was", kind.plural());
    figures.put(
        "parameters",
        List.of(
            parameter(
                "from",
                "query",
                "From when on; without it, as far as there are any",
                object("type", "string", "format", "date-time")),
            parameter(
                "step",
                "query",
                "Seconds from one figure to the next: 10 reaches back an hour, 60 a day, 600 30"
                    + " days",
                object("type", "integer", "enum", List.of(10, 60, 600), "default", 10))));
    figures.put("responses", responses("200", ref("Figures")));
    return figures;
  }

  private static Map<String, Object> content(KindSchema kind) {
    var put = operation("contentOf" + upper(kind), "Upload its content", kind.plural());
    put.put(
        "requestBody",
        object("required", true, "content", object("application/octet-stream", object())));
    put.put("responses", responses("200", ref(upper(kind))));
    var both = Doors.takesContent(kind) ? under("put", put) : object("parameters", List.of(id()));
    if (!Doors.givesContent(kind)) return both;
    var get = operation("bytesOf" + upper(kind), "Download its content", kind.plural());
    get.put(
        "responses",
        object(
            "200",
            object(
                "description",
                "The content",
                "content",
                object("application/octet-stream", object()))));
    both.put("get", get);
    return both;
  }

  private static Map<String, Object> events() {
    var events = operation("events", "Changes as server-sent events", "events");
    events.put(
        "responses",
        object(
            "200",
            object(
                "description",
                "A stream of changes",
                "content",
                object("text/event-stream", object("schema", TEXT)))));
    return events;
  }

  private static Map<String, Object> under(String method, Map<String, Object> operation) {
    return object("parameters", List.of(id()), method, operation);
  }

  private static Map<String, Object> operation(String id, String summary, String tag) {
    return object(
        "operationId",
        id,
        "summary",
        summary,
        "tags",
        List.of(tag),
        "responses",
        responses("200", object("type", "object")));
  }

  private static Map<String, Object> responses(String status, Map<String, Object> schema) {
    return object(
        status,
        object(
            "description",
            "It was done, or will be",
            "content",
            object(JSON, object("schema", schema))),
        "default",
        problem());
  }

  private static Map<String, Object> problem() {
    return object(
        "description",
        "Why not",
        "content",
        object(ProblemJson.MEDIA_TYPE, object("schema", ref("Problem"))));
  }

  private static Map<String, Object> body(Map<String, Object> schema) {
    return object("required", true, "content", object(JSON, object("schema", schema)));
  }

  private static Map<String, Object> id() {
    var id = parameter("id", "path", "Its id, or its name", TEXT);
    id.put("required", true);
    return id;
  }

  private static Map<String, Object> plan() {
    return parameter(
        "plan",
        "query",
        "Do nothing, answer what would be done",
        object("type", "boolean", "default", false));
  }

  private static Map<String, Object> parameter(
      String name, String in, String description, Map<String, Object> schema) {
    return object("name", name, "in", in, "description", description, "schema", schema);
  }

  private static Map<String, Object> ref(String name) {
    return object("$ref", "#/components/schemas/" + name);
  }

  static String upper(KindSchema kind) {
    return Character.toUpperCase(kind.name().charAt(0)) + kind.name().substring(1);
  }

  /// An object in the given order.
  static Map<String, Object> object(Object... keysAndValues) {
    var map = new LinkedHashMap<String, Object>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      map.put((String) keysAndValues[i], keysAndValues[i + 1]);
    }
    return map;
  }
}
