package io.stampede.cli;

import io.stampede.cli.FakeServer.Problem;
import io.stampede.cli.FakeServer.Reply;
import io.stampede.cli.json.JsonObject;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/// The resources of [FakeServer]. A resource that changes goes one state further each time somebody
/// looks at it, or, when held, when the test says so.
final class FakeWorld {
  interface Publisher {
    void publish(String kind, String id, String what);
  }

  private static final String FINGERPRINT = FakeCandidates.KEY;
  private final Publisher publisher;
  private final Map<String, List<Map<String, Object>>> resources = new HashMap<>();
  private final Map<String, Deque<String>> ahead = new HashMap<>();
  private boolean held;
  private int count;
  final FakeCandidates candidates = new FakeCandidates(this);

  FakeWorld(Publisher publisher) {
    this.publisher = publisher;
  }

  /// From now on nothing changes by being looked at.
  synchronized void hold() {
    held = true;
  }

  /// Shows it at rest for a moment, as a look that was under way before the change does.
  synchronized void rest(String plural, String name) {
    find(plural, name).put("transitioning", "no");
  }

  /// Goes one state further, and says so to all that listen.
  synchronized void advance(String plural, String name) {
    var resource = find(plural, name);
    step(plural, resource);
    var kind = plural.substring(0, plural.length() - 1);
    publisher.publish(kind, id(resource), "changed");
  }

  synchronized List<Map<String, Object>> all(String plural) {
    return resources.computeIfAbsent(plural, _ -> new ArrayList<>());
  }

  /// Puts a resting one there.
  synchronized Map<String, Object> add(String plural, String name, String state, Object... fields) {
    Map<String, Object> resource = new LinkedHashMap<>();
    resource.put("type", plural.substring(0, plural.length() - 1));
    resource.put("id", plural.substring(0, 2) + "-" + ++count);
    resource.put("name", name);
    resource.put("state", state);
    resource.put("transitioning", "no");
    resource.put("message", "");
    resource.put("created", "2026-01-02T03:04:05Z");
    for (int i = 0; i < fields.length; i += 2) resource.put(fields[i].toString(), fields[i + 1]);
    resource.put("links", Map.of("self", "/v1/" + plural + "/" + resource.get("id")));
    resource.put("actions", Map.of("stop", "/v1/" + plural + "/x?action=stop"));
    all(plural).add(resource);
    return resource;
  }

  synchronized Reply list(String plural, Map<String, String> query) {
    if (plural.equals("candidates")) List.copyOf(all(plural)).forEach(this::stepCandidate);
    var found = new ArrayList<>(all(plural));
    query.forEach((name, wanted) -> {
      if (List.of("sort", "limit", "cursor").contains(name)) return;
      if (name.equals("flavour")) {
        throw new Problem(422, "unknown-field", "there is no field flavour", "", "flavour");
      }
      if (name.endsWith("_like")) {
        var field = name.substring(0, name.length() - 5);
        found.removeIf(r -> !text(r, field).contains(wanted));
      } else {
        found.removeIf(r -> !text(r, name).equals(wanted));
      }
    });
    int from = Integer.parseInt(query.getOrDefault("cursor", "0"));
    int to = Math.min(found.size(), from + Integer.parseInt(query.getOrDefault("limit", "100")));
    // Small pages, so that a few resources make several.
    to = Math.min(to, from + 3);
    Map<String, Object> page = new LinkedHashMap<>();
    page.put("data", found.subList(from, to));
    page.put("total", found.size());
    if (to < found.size()) page.put("next", String.valueOf(to));
    return new Reply(200, page);
  }

  private void stepCandidate(Map<String, Object> row) {
    step("candidates", row);
    candidates.step(row);
  }

  synchronized Reply create(String plural, Map<String, Object> body) {
    if (plural.equals("candidates")) return new Reply(201, candidates.create(body));
    for (var field : List.of("name", "image")) {
      boolean needed = field.equals("name") || plural.equals("containers");
      if (needed && !body.containsKey(field)) {
        throw new Problem(422, "missing", "is required", "", field);
      }
    }
    var name = text(body, "name");
    if (all(plural).stream().anyMatch(r -> text(r, "name").equals(name))) {
      throw new Problem(422, "not-unique", name + " is taken", "choose another name", "name");
    }
    var made =
        add(
            plural,
            name,
            "requested",
            body.entrySet().stream().flatMap(e -> Stream.of(e.getKey(), e.getValue())).toArray());
    var last = plural.equals("hosts") ? "connected" : plural.equals("images") ? "ready" : "running";
    boolean fails = text(body, "image").equals("no-such:image");
    go(made, "creating", fails ? "error" : last);
    publisher.publish(text(made, "type"), id(made), "created");
    return new Reply(201, made);
  }

  synchronized Map<String, Object> look(String plural, String name) {
    var resource = find(plural, name);
    if (!held) step(plural, resource);
    return find(plural, name);
  }

  synchronized Map<String, Object> update(String plural, String name, Map<String, Object> body) {
    var resource = find(plural, name);
    if (plural.equals("candidates")) return candidates.update(resource, body);
    resource.putAll(body);
    return resource;
  }

  synchronized Map<String, Object> delete(String plural, String name) {
    var resource = find(plural, name);
    go(resource, "removing", "removed");
    return resource;
  }

  synchronized Map<String, Object> act(
      String plural, String name, String action, Map<String, Object> input) {
    var resource = find(plural, name);
    if (plural.equals("candidates")) return candidates.act(resource, action, input);
    if (action.equals("stop") && !text(resource, "state").equals("running")) {
      var detail = name + " is " + text(resource, "state") + ", not running";
      throw new Problem(409, "wrong-phase", detail, "start it first", "");
    }
    go(
        resource,
        action.equals("stop") ? "stopping" : "starting",
        action.equals("stop") ? "stopped" : "running");
    return resource;
  }

  synchronized Reply content(String name, int length) {
    var image = find("images", name);
    image.put("size", (long) length);
    return new Reply(200, image);
  }

  Reply hostKey() {
    return new Reply(200, Map.of("type", "ssh-ed25519", "fingerprint", FINGERPRINT));
  }

  /// Reads `docker run --name NAME … IMAGE`.
  static Reply parsed(Map<String, Object> body) {
    var words = List.of(String.valueOf(body.get("line")).split(" "));
    if (!words.getFirst().equals("docker")) {
      throw new Problem(422, "invalid", "is no docker run", "", "line");
    }
    return new Reply(
        200,
        Map.of(
            "fields",
            Map.of(
                "name",
                words.get(words.indexOf("--name") + 1),
                "image",
                words.getLast(),
                "env",
                Map.of("COLOR", "red")),
            "notes",
            List.of("--rm has \u001b[31mno field")));
  }

  static Map<String, Object> plan() {
    var step =
        Map.of(
            "title",
            "remove the container",
            "destroys",
            true,
            "calls",
            List.of("DELETE /containers/x"));
    return Map.of("steps", List.of(step), "waiting", "");
  }

  static Map<String, Object> figures() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("step", 60L);
    json.put("times", List.of(0L, 60L));
    json.put("cpuPercent", List.of(1.5, 20L));
    json.put("memoryUsed", List.of(1023L, 1610612736L));
    return json;
  }

  Map<String, Object> tasks() {
    Map<String, Object> task = new LinkedHashMap<>();
    task.put("id", 1L);
    task.put("kind", "container");
    task.put("resourceName", "web1");
    task.put("title", "start");
    task.put("started", "2026-01-02T03:04:05Z");
    task.put("outcome", "done");
    task.put("transcript", List.of("POST /containers/x/start"));
    return Map.of("data", List.of(task));
  }

  private void go(Map<String, Object> resource, String... states) {
    resource.put("transitioning", "yes");
    resource.put("message", "waiting for its turn");
    ahead.put(id(resource), new ArrayDeque<>(List.of(states)));
  }

  private void step(String plural, Map<String, Object> resource) {
    var states = ahead.get(id(resource));
    if (states == null || states.isEmpty()) return;
    var state = Objects.requireNonNull(states.poll());
    resource.put("state", state);
    boolean moving = !states.isEmpty();
    resource.put("transitioning", moving ? "yes" : state.equals("error") ? "error" : "no");
    resource.put("message", moving ? "pulling \u001b[31mbusybox" : "");
    if (moving) resource.put("progress", 43L);
    else resource.remove("progress");
    if (state.equals("removed")) all(plural).remove(resource);
    if (state.equals("error")) {
      resource.put(
          "problem",
          new JsonObject(
              Map.of(
                  "code",
                  "no-image",
                  "message",
                  "there is no image no-such:image",
                  "fix",
                  "name another image")));
    }
  }

  private Map<String, Object> find(String plural, String name) {
    return all(plural).stream()
        .filter(r -> id(r).equals(name) || text(r, "name").equals(name))
        .findFirst()
        .orElseThrow(
            () -> new Problem(404, "not-found", "there is no " + plural + " " + name, "", ""));
  }

  private static String id(Map<String, Object> resource) {
    return text(resource, "id");
  }

  private static String text(Map<String, Object> resource, String field) {
    return String.valueOf(resource.getOrDefault(field, ""));
  }
}
