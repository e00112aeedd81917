package io.stampede.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.stampede.cli.json.Json;
import io.stampede.cli.json.JsonObject;
import io.stampede.cli.json.JsonSyntax;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/// The REST contract, small but true: schema with ETag, lists with filters and cursors, create,
/// update, delete, actions, plans, logs, tasks, uploads, events, problem+json.
final class FakeServer implements AutoCloseable {
  static final String TOKEN = "t0ken";

  /// `GET /v1/containers?…`, in the order they came.
  final List<String> requests = new CopyOnWriteArrayList<>();

  final FakeWorld world = new FakeWorld(this::publish);
  private final List<OutputStream> listeners = new CopyOnWriteArrayList<>();
  private final HttpServer http;
  private volatile String schemas = resource("fake/schemas.json");

  FakeServer() {
    try {
      http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    http.createContext("/", this::handle);
    http.start();
  }

  /// A refusal as problem+json.
  static final class Problem extends RuntimeException {
    private static final long serialVersionUID = 1;
    final int status;
    final transient Map<String, Object> body = new LinkedHashMap<>();

    Problem(int status, String code, String detail, String fix, String field) {
      super(detail);
      this.status = status;
      body.put("type", "about:blank");
      body.put("title", "refused");
      body.put("status", status);
      body.put("detail", detail);
      body.put("code", code);
      body.put("fix", fix);
      body.put("blame", "request");
      if (!field.isEmpty()) {
        body.put("errors", List.of(Map.of("field", field, "code", code, "message", detail)));
      }
    }
  }

  record Reply(int status, Object json) {}

  static String resource(String path) {
    try (var in = FakeServer.class.getResourceAsStream("/" + path)) {
      return new String(Objects.requireNonNull(in, path).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + http.getAddress().getPort());
  }

  /// From now on the server has another schema.
  void schema(String text) {
    schemas = text;
  }

  String schema() {
    return schemas;
  }

  private void publish(String kind, String id, String what) {
    var data = Json.compact(Map.of("number", 1, "kind", kind, "id", id, "what", what));
    for (var listener : listeners) {
      try {
        listener.write(("event: change\ndata: " + data + "\n\n").getBytes(StandardCharsets.UTF_8));
        listener.flush();
      } catch (IOException e) {
        listeners.remove(listener);
      }
    }
  }

  boolean hasListeners() {
    return !listeners.isEmpty();
  }

  private void handle(HttpExchange exchange) throws IOException {
    requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
    try {
      var path = exchange.getRequestURI().getPath();
      authorize(exchange);
      if (path.equals("/v1/events")) {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        exchange.getResponseBody().write(": connected\n\n".getBytes(StandardCharsets.UTF_8));
        exchange.getResponseBody().flush();
        listeners.add(exchange.getResponseBody());
      } else if (path.equals("/v1/schemas")) {
        schemas(exchange);
      } else if (path.endsWith("/logs")) {
        send(exchange, 200, "text/plain", "line 1\nline 2\n");
      } else {
        var reply = route(exchange, List.of(path.substring(1).split("/", -1)));
        send(exchange, reply.status(), "application/json", Json.compact(reply.json()));
      }
    } catch (Problem e) {
      send(exchange, e.status, "application/problem+json", Json.compact(e.body));
    }
  }

  private static void authorize(HttpExchange exchange) {
    var given = exchange.getRequestHeaders().getFirst("Authorization");
    if (("Bearer " + TOKEN).equals(given)) return;
    throw new Problem(401, "no-token", "this needs a token", "", "");
  }

  private void schemas(HttpExchange exchange) throws IOException {
    var tag = "\"" + schemas.hashCode() + "\"";
    exchange.getResponseHeaders().set("ETag", tag);
    if (tag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
      exchange.sendResponseHeaders(304, -1);
      exchange.close();
    } else {
      send(exchange, 200, "application/json", schemas);
    }
  }

  private Reply route(HttpExchange exchange, List<String> path) throws IOException {
    var query = query(exchange.getRequestURI());
    if (path.equals(List.of("v1"))) return new Reply(200, Map.of("links", Map.of()));
    if (path.equals(List.of("v1", "tasks"))) return new Reply(200, world.tasks());
    var plural = path.get(1);
    if (!schemas.contains("\"plural\": \"" + plural + "\"")) {
      throw new Problem(404, "not-found", "there is no kind " + plural, "", "");
    }
    boolean content = path.size() == 4 && path.get(3).equals("content");
    if (content) return world.content(path.get(2), exchange.getRequestBody().readAllBytes().length);
    if (path.size() == 4 && path.get(3).equals("tasks")) return new Reply(200, world.tasks());
    if (path.getLast().equals("figures")) return new Reply(200, FakeWorld.figures());
    var body = body(exchange);
    var method = exchange.getRequestMethod();
    if (query.containsKey("plan")) return new Reply(200, FakeWorld.plan());
    if (path.size() == 2) {
      if (method.equals("GET")) return world.list(plural, query);
      var asked = query.getOrDefault("action", "");
      if (plural.equals("candidates") && !asked.isEmpty()) {
        return new Reply(200, world.candidates.ask(asked, body));
      }
      if (asked.equals("parse")) return FakeWorld.parsed(body);
      if (!asked.isEmpty()) return world.hostKey();
      return world.create(plural, body);
    }
    return switch (method) {
      case "GET" -> new Reply(200, world.look(plural, path.get(2)));
      case "PUT" -> new Reply(200, world.update(plural, path.get(2), body));
      case "DELETE" -> new Reply(202, world.delete(plural, path.get(2)));
      default ->
          new Reply(202, world.act(plural, path.get(2), query.getOrDefault("action", ""), body));
    };
  }

  private static Map<String, Object> body(HttpExchange exchange) throws IOException {
    var text = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    try {
      return text.isEmpty() ? Map.of() : Json.parseObject(text).members();
    } catch (JsonSyntax e) {
      throw new Problem(400, "malformed-json", String.valueOf(e.getMessage()), "", "");
    }
  }

  private static Map<String, String> query(URI uri) {
    Map<String, String> query = new LinkedHashMap<>();
    var raw = uri.getRawQuery() == null ? "" : uri.getRawQuery();
    for (var each : raw.split("&", -1)) {
      int split = each.indexOf('=');
      if (split > 0) {
        var value = URLDecoder.decode(each.substring(split + 1), StandardCharsets.UTF_8);
        query.put(each.substring(0, split), value);
      }
    }
    return query;
  }

  private static void send(HttpExchange exchange, int status, String type, String body)
      throws IOException {
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  /// What was asked for, without the schema.
  List<String> calls() {
    var calls = new ArrayList<>(requests);
    calls.removeIf(call -> call.equals("GET /v1/schemas") || call.equals("GET /v1/events"));
    return calls;
  }

  JsonObject last(String plural) {
    return new JsonObject(world.all(plural).getLast());
  }

  @Override
  public void close() {
    http.stop(0);
  }
}
