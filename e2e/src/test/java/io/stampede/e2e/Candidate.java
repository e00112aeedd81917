package io.stampede.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stampede.lab.LabHost;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/// A host on its way in, as a program follows it through REST.
record Candidate(Rest rest, String path) {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  /// Begins with an address and a key, as a person does.
  static Candidate begin(Rest rest, LabHost host) {
    return begin(rest, fields(host));
  }

  static Candidate begin(Rest rest, Map<String, ?> fields) {
    return new Candidate(rest, rest.create("candidates", fields));
  }

  static Map<String, Object> fields(LabHost host) {
    return new HashMap<>(
        Map.of(
            "name", host.name(),
            "address", host.address(),
            "user", host.user(),
            "privateKey", host.privateKey()));
  }

  /// With its key compared already.
  static Candidate trusted(Rest rest, LabHost host) {
    var fields = fields(host);
    fields.put("hostKey", host.hostKeyFingerprint());
    return begin(rest, fields);
  }

  Rest.Answer look() {
    return rest.get(path);
  }

  Rest.Answer awaitThat(String what, Predicate<JsonNode> isSo) {
    var last = new Rest.Answer[1];
    await(what)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .untilAsserted(() -> {
          last[0] = look();
          assertThat(isSo.test(last[0].json()))
              .as(() -> what + ": " + last[0].json().toPrettyString())
              .isTrue();
        });
    return last[0];
  }

  Rest.Answer awaitKey() {
    return awaitThat("its key is shown", json -> !json.path("presentedKey").asString("").isEmpty());
  }

  void trust(String fingerprint) {
    rest.act(path, "trust", Map.of("fingerprint", fingerprint));
  }

  /// Until every check is over and it rests.
  Rest.Answer awaitChecked() {
    return awaitThat(
        "its checks are over",
        json ->
            !json.path("checks").isEmpty()
                && !json.path("transitioning").asString("").equals("yes")
                && states(json).stream().noneMatch(s -> s.matches("waiting|running")));
  }

  private static List<String> states(JsonNode json) {
    return StreamSupport.stream(json.path("checks").spliterator(), false)
        .map(row -> row.path("state").asString(""))
        .toList();
  }

  static JsonNode check(JsonNode json, String word) {
    return StreamSupport.stream(json.path("checks").spliterator(), false)
        .filter(row -> row.path("check").asString("").equals(word))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no check " + word + " in " + json.toPrettyString()));
  }

  /// Until this check is so, after which it is given.
  JsonNode awaitCheck(String word, String state) {
    var seen =
        awaitThat(
            word + " is " + state,
            json ->
                !json.path("checks").isEmpty()
                    && check(json, word).path("state").asString("").equals(state));
    return check(seen.json(), word);
  }

  /// Until it cannot go on for this reason.
  JsonNode awaitProblem(String code) {
    var seen =
        awaitThat(
            "its problem is " + code,
            json -> json.path("problem").path("code").asString("").equals(code));
    return seen.json().path("problem");
  }

  Rest.Answer tryToAdd() {
    return rest.post(path + "?action=add", Map.of());
  }

  /// Adds it, and gives the path of the host that comes out of it.
  String add() {
    awaitChecked();
    var answer = tryToAdd();
    assertThat(answer.status()).as(answer.json().toPrettyString()).isEqualTo(202);
    var added = awaitThat("it is added", json -> json.path("state").asString("").equals("added"));
    var host = "/v1/hosts/" + added.text("host");
    rest.awaitState(host, "connected");
    remove();
    return host;
  }

  void remove() {
    rest.delete(path);
    rest.awaitGone(path);
  }
}
