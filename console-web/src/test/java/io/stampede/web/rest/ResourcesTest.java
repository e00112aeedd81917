package io.stampede.web.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.stampede.web.RunningServer;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class ResourcesTest {
  private final RunningServer server = RunningServer.shared();

  @BeforeEach
  void empty() {
    server.client().clear();
  }

  private Map<String, Object> container(String name) {
    var made =
        server.send(
            "POST", "/v1/containers", "{\"name\":\"%s\",\"image\":\"redis:8\"}".formatted(name));
    assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    return RunningServer.json(made);
  }

  @Test
  void what_is_created_is_told_of_where_it_is_and_what_it_does() {
    var made = container("cache");
    var id = made.get("id");
    assertThat(made)
        .containsEntry("type", "container")
        .containsEntry("name", "cache")
        .containsEntry("state", "creating")
        .containsEntry("transitioning", "yes")
        .containsEntry("message", "create cache")
        .containsEntry("progress", 10)
        .containsEntry("restart", "no")
        .containsEntry("actions", Map.of())
        .containsEntry(
            "links",
            Map.of(
                "self", "/v1/containers/" + id,
                "schema", "/v1/schemas/container",
                "tasks", "/v1/containers/" + id + "/tasks",
                "logs", "/v1/containers/" + id + "/logs"));
    assertThat(RunningServer.json(server.get("/v1/containers/cache"))).isEqualTo(made);
  }

  @Test
  void an_action_is_offered_with_its_address_and_accepted_there() {
    container("cache");
    server.client().settle();
    var running = server.get("/v1/containers/cache");
    var stop = RunningServer.text(running, "/actions/stop");
    assertThat(stop)
        .isEqualTo("/v1/containers/%s?action=stop".formatted(RunningServer.text(running, "/id")));
    var accepted = server.send("POST", stop, "");
    assertThat(accepted.statusCode()).isEqualTo(202);
    assertThat(RunningServer.json(accepted)).containsEntry("state", "stopping");
  }

  @Test
  void a_removal_is_accepted_and_then_there_is_nothing() {
    container("cache");
    assertThat(server.send("DELETE", "/v1/containers/cache", "").statusCode()).isEqualTo(202);
    server.client().settle();
    assertThat(server.get("/v1/containers/cache").statusCode()).isEqualTo(404);
  }

  @Test
  void a_list_is_filtered_sorted_and_paged() {
    for (var name : List.of("a1", "a2", "a3", "b1")) container(name);
    assertThat(names(server.get("/v1/containers?name_prefix=a&sort=-name&limit=2")))
        .containsExactly("a3", "a2");
    var first = server.get("/v1/containers?sort=-name&limit=3");
    assertThat(RunningServer.json(first)).containsEntry("total", 4).containsKey("next");
    var next = RunningServer.text(first, "/links/next");
    assertThat(names(server.get(next))).containsExactly("a1");
    assertThat(RunningServer.json(server.get(next))).doesNotContainKey("next");
  }

  private static List<String> names(HttpResponse<String> response) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return JsonMapper.shared()
        .readTree(response.body())
        .at("/data")
        .valueStream()
        .map(r -> r.path("name").asString())
        .toList();
  }

  @Test
  void the_same_key_creates_once() {
    var body = "{\"name\":\"cache\",\"image\":\"redis:8\"}";
    for (int i = 0; i < 2; i++) {
      var response =
          server.send(
              server
                  .request("/v1/containers")
                  .header("Content-Type", "application/json")
                  .header("Idempotency-Key", "k1")
                  .POST(java.net.http.HttpRequest.BodyPublishers.ofString(body)));
      assertThat(response.statusCode()).isEqualTo(201);
    }
    assertThat(names(server.get("/v1/containers"))).containsExactly("cache");
  }

  @Test
  void a_plan_changes_nothing() {
    var plan =
        server.send(
            "POST", "/v1/containers?plan=true", "{\"name\":\"cache\",\"image\":\"redis:8\"}");
    assertThat(RunningServer.json(plan))
        .isEqualTo(
            Map.of(
                "steps",
                List.of(
                    Map.of(
                        "title",
                        "create it on h1",
                        "destroys",
                        false,
                        "calls",
                        List.of("docker create cache"))),
                "waiting",
                ""));
    assertThat(names(server.get("/v1/containers"))).isEmpty();
  }

  @Test
  void a_collection_answers_a_question_at_once() {
    var answer = server.send("POST", "/v1/hosts?action=hostKey", "{\"address\":\"10.0.0.1\"}");
    assertThat(RunningServer.json(answer)).containsEntry("address", "10.0.0.1");
  }

  @Test
  void a_host_that_does_not_answer_is_to_blame() {
    var answer = server.send("POST", "/v1/hosts?action=hostKey", "{\"address\":\"10.0.0.99\"}");
    assertThat(answer.statusCode()).isEqualTo(502);
    assertThat(RunningServer.json(answer))
        .containsEntry("blame", "host")
        .containsEntry("fix", "check address and firewall");
  }

  @Test
  void secrets_are_not_given_back() {
    var made =
        server.send(
            "POST",
            "/v1/hosts",
            """
            {"name":"h1","address":"10.0.0.1","privateKey":"KEY","hostKey":"SHA256:x"}\
            """);
    assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    assertThat(made.body()).doesNotContain("KEY");
    assertThat(server.get("/v1/hosts/h1").body()).doesNotContain("KEY");
  }

  @Test
  void the_schema_says_what_a_form_needs() {
    var schema = RunningServer.json(server.get("/v1/schemas/virtualMachine"));
    assertThat(schema).containsEntry("plural", "virtualMachines");
    assertThat((List<?>) schema.get("fields"))
        .filteredOn(f -> "memory".equals(((Map<?, ?>) f).get("name")))
        .singleElement()
        .isEqualTo(
            RunningServer.parse(
                """
                {"name":"memory","type":"integer","label":"Memory","help":"","unit":"MiB",
                 "default":512,"required":false,"create":true,"update":true,"secret":false,
                 "multiline":false,"column":true,"more":false,"min":64,"max":1048576,
                 "maxLength":1024}\
                """));
  }

  /// Method, path, content type, body; then status, code, and the field at fault.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "POST|/v1/containers|application/json|{\"name\": }|400|malformed-json|-",
        "POST|/v1/containers|application/json|{\"name\":1,\"name\":2}|400|malformed-json|-",
        "POST|/v1/containers|application/json|{} {}|400|malformed-json|-",
        "POST|/v1/containers|application/json|[]|400|malformed-json|-",
        "POST|/v1/containers|application/json|null|400|malformed-json|-",
        "POST|/v1/containers|application/json|{\"name\":\"a\"}|422|missing|image",
        "POST|/v1/containers|application/json|{\"name\":{},\"image\":\"x\"}|422|invalid|name",
        "POST|/v1/containers|application/json|{\"name\":\"A B\",\"image\":\"x\"}|422|invalid|name",
        "POST|/v1/containers|application/json|{\"nam\":\"a\"}|422|unknown-field|nam",
        "POST|/v1/containers|application/json|{\"name\":\"a\",\"image\":\"x\",\"host\":\"h9\"}|422|no-such-reference|host",
        "POST|/v1/virtualMachines|application/json|{\"name\":\"a\",\"image\":\"x\",\"cpus\":0}|422|no-such-reference|image",
        "POST|/v1/containers|text/plain|{}|415|unsupported-media-type|-",
        "POST|/v1/planets|application/json|{}|404|not-found|-",
        "POST|/v1/containers?plan=maybe|application/json|{}|422|invalid|plan",
        "POST|/v1/hosts?action=explode|application/json|{}|422|unknown-action|action",
        "GET|/v1/planets|-||404|not-found|-",
        "GET|/v1/schemas/planet|-||404|not-found|-",
        "GET|/v1/containers/nothing|-||404|not-found|-",
        "GET|/v1/containers/..%2f..%2fetc|-||400|-|-",
        "GET|/v1/containers?color=red|-||422|unknown-field|color",
        "GET|/v1/containers?name_about=x|-||422|unknown-operator|name_about",
        "GET|/v1/containers?sort=color|-||422|unknown-field|sort",
        "GET|/v1/containers?limit=0|-||422|invalid|limit",
        "GET|/v1/containers?limit=lots|-||422|invalid|limit",
        "GET|/v1/containers?cursor=x|-||422|invalid|cursor",
        "GET|/v1/tasks?limit=-1|-||422|invalid|limit",
        "GET|/v1/a/b/c/d|-||404|not-found|-",
        "GET|/v1/screen|-||426|-|-",
        "PUT|/v1/containers|application/json|{}|405|bad-request|-",
        "PUT|/v1/images/x/content|application/json|{}|415|bad-request|-",
      })
  void bad_input_is_answered_with_what_is_bad(
      String method,
      String path,
      @org.jspecify.annotations.Nullable String type,
      @org.jspecify.annotations.Nullable String body,
      int status,
      @org.jspecify.annotations.Nullable String code,
      @org.jspecify.annotations.Nullable String field) {
    var request =
        server
            .request(path)
            .method(
                method,
                java.net.http.HttpRequest.BodyPublishers.ofString(body == null ? "" : body));
    if (type != null) request.header("Content-Type", type);
    var response = server.send(request);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertThat(response.body()).doesNotContain("Exception", "\tat ");
    if (code == null) return;
    assertThat(response.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/problem+json");
    var problem = RunningServer.json(response);
    assertThat(problem).containsEntry("status", status).containsEntry("code", code);
    if (field == null) return;
    assertThat((List<?>) problem.get("errors"))
        .anySatisfy(e -> assertThat(((Map<?, ?>) e).get("field")).isEqualTo(field));
  }

  @Test
  void malformed_json_is_shown_its_place() {
    var response = server.send("POST", "/v1/containers", "{\n  \"name\" \"a\"}");
    assertThat(RunningServer.text(response, "/detail")).contains("line 2, column 1");
  }

  @Test
  void a_giant_body_is_refused_and_a_giant_content_is_taken() {
    var giant = "{\"name\":\"" + "a".repeat(Bodies.LIMIT) + "\"}";
    assertThat(server.send("POST", "/v1/containers", giant).statusCode()).isEqualTo(413);
    server.send("POST", "/v1/images", "{\"name\":\"i\"}");
    var response =
        server.send(
            server
                .request("/v1/images/i/content")
                .header("Content-Type", "application/octet-stream")
                .PUT(
                    java.net.http.HttpRequest.BodyPublishers.ofByteArray(
                        new byte[4 * Bodies.LIMIT])));
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    assertThat(RunningServer.json(response)).containsEntry("size", 4 * Bodies.LIMIT);
  }

  @Test
  void deeply_nested_json_is_refused() {
    var response = server.send("POST", "/v1/containers", "[".repeat(100_000));
    assertThat(response.statusCode()).isEqualTo(400);
  }

  @Test
  void who_says_which_generation_was_looked_at_changes_no_other() {
    server.send("POST", "/v1/images", "{\"name\":\"i\"}");
    var generation = RunningServer.json(server.get("/v1/images/i")).get("generation");
    assertThat(changed("\"" + generation + "\"").statusCode()).isEqualTo(200);
    var other = changed("\"x\"");
    assertThat(other.statusCode()).isEqualTo(409);
    assertThat(RunningServer.text(other, "/code")).isEqualTo("changed-meanwhile");
  }

  private HttpResponse<String> changed(String generation) {
    return server.send(
        server
            .request("/v1/images/i")
            .header("Content-Type", "application/json")
            .header("If-Match", generation)
            .method("PATCH", java.net.http.HttpRequest.BodyPublishers.ofString("{}")));
  }
}
