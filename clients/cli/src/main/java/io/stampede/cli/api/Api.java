package io.stampede.cli.api;

import io.stampede.cli.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;

/// The calls that every kind has.
public record Api(Server server) {
  /// As many as the server gives at once.
  private static final int PAGE = 500;

  private static String path(Kind kind, String idOrName) {
    return kind.path() + "/" + Server.encoded(idOrName);
  }

  private static String query(Map<String, String> parameters) {
    return query(parameters.entrySet());
  }

  private static String query(Collection<Map.Entry<String, String>> parameters) {
    if (parameters.isEmpty()) return "";
    return parameters.stream()
        .map(p -> Server.encoded(p.getKey()) + "=" + Server.encoded(p.getValue()))
        .collect(Collectors.joining("&", "?", ""));
  }

  /// All that match, page after page, in the server's order.
  ///
  /// @param parameters filters and sort; a parameter may stand there several times
  /// @param limit how many at most
  public List<JsonObject> list(
      Kind kind, Collection<Map.Entry<String, String>> parameters, int limit) {
    var found = new ArrayList<JsonObject>();
    var cursor = "";
    do {
      var asked = new ArrayList<>(parameters);
      asked.add(Map.entry("limit", String.valueOf(Math.min(PAGE, limit - found.size()))));
      if (!cursor.isEmpty()) asked.add(Map.entry("cursor", cursor));
      var page = server.get(kind.path() + query(asked));
      found.addAll(page.objects("data"));
      // A server that answers with the cursor it was asked with would keep us for ever.
      var next = page.text("next");
      cursor = next.equals(cursor) ? "" : next;
    } while (!cursor.isEmpty() && found.size() < limit);
    return List.copyOf(found.subList(0, Math.min(limit, found.size())));
  }

  public JsonObject get(Kind kind, String idOrName) {
    return server.get(path(kind, idOrName));
  }

  public JsonObject create(Kind kind, JsonObject fields, boolean plan) {
    return server.post(kind.path() + query(planned(plan)), fields);
  }

  public JsonObject update(Kind kind, String idOrName, JsonObject fields, boolean plan) {
    return server.put(path(kind, idOrName) + query(planned(plan)), fields);
  }

  public JsonObject delete(Kind kind, String idOrName, boolean plan) {
    return server.delete(path(kind, idOrName) + query(planned(plan)));
  }

  public JsonObject act(Kind kind, String idOrName, Action action, JsonObject input, boolean plan) {
    var parameters = new LinkedHashMap<String, String>();
    parameters.put("action", action.name());
    parameters.putAll(planned(plan));
    return server.post(path(kind, idOrName) + query(parameters), input);
  }

  /// An action of the kind as a whole, which answers at once.
  public JsonObject ask(Kind kind, Action action, JsonObject input) {
    return server.post(kind.path() + query(Map.of("action", action.name())), input);
  }

  public JsonObject upload(Kind kind, String idOrName, Path file, LongConsumer sent) {
    return server.upload(path(kind, idOrName) + "/content", file, sent);
  }

  public InputStream content(Kind kind, String idOrName) {
    return server.stream(path(kind, idOrName) + "/content", "application/octet-stream", false);
  }

  public InputStream logs(Kind kind, String idOrName, int tail, boolean follow) {
    var parameters = Map.of("tail", String.valueOf(tail), "follow", String.valueOf(follow));
    return server.stream(path(kind, idOrName) + "/logs" + query(parameters), "text/plain", false);
  }

  /// Libvirt's description of a machine.
  ///
  /// @param view `defined`, `running` or `changes`
  public InputStream xml(Kind kind, String idOrName, String view) {
    var type = view.equals("changes") ? "text/plain" : "application/xml";
    return server.stream(path(kind, idOrName) + "/xml" + query(Map.of("of", view)), type, false);
  }

  /// How busy it was, as columns beside `times`.
  ///
  /// @param step seconds from one figure to the next
  public JsonObject figures(Kind kind, String idOrName, int step) {
    return server.get(
        path(kind, idOrName) + "/figures" + query(Map.of("step", String.valueOf(step))));
  }

  /// Opens its terminal or screen once, as `url`.
  public JsonObject ticket(Kind kind, String idOrName) {
    return server.post(path(kind, idOrName) + "/ticket", JsonObject.EMPTY);
  }

  /// What was done, newest first.
  public List<JsonObject> tasks(int limit) {
    return server.get("/v1/tasks" + query(Map.of("limit", String.valueOf(limit)))).objects("data");
  }

  public List<JsonObject> tasks(Kind kind, String idOrName) {
    return server.get(path(kind, idOrName) + "/tasks").objects("data");
  }

  /// Hands out each change until the server ends the stream or `each` throws.
  public void events(Consumer<JsonObject> each) {
    try (var in = server.stream("/v1/events", "text/event-stream", true)) {
      EventReader.read(in, each);
    } catch (IOException e) {
      throw Failure.of(
          Exit.NO_CONNECTION, "the event stream broke: " + e.getMessage(), "try again");
    }
  }

  private static Map<String, String> planned(boolean plan) {
    return plan ? Map.of("plan", "true") : Map.of();
  }
}
