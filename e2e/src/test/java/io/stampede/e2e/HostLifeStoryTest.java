package io.stampede.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stampede.lab.Host;
import io.stampede.lab.Lab;
import io.stampede.lab.LabHost;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// What becomes of a host's own workloads, and of the host when it is taken out again.
@Lab
class HostLifeStoryTest {
  private static final String VIRSH = "virsh -c qemu:///system ";

  private static Console console;
  private static Rest rest;

  @BeforeAll
  static void start(@TempDir Path folder) {
    console = Console.start(folder.resolve("data"));
    rest = console.rest();
  }

  @AfterAll
  static void stop() {
    console.close();
  }

  private static void remove(String path) {
    assertThat(rest.delete(path).status()).isEqualTo(202);
    rest.awaitGone(path);
  }

  @AfterEach
  void nothing_is_left_behind() {
    for (var row : rest.get("/v1/hosts").json().path("data")) {
      var path = "/v1/hosts/" + row.path("id").asString("");
      rest.act(path, "releaseAll");
      if (rest.delete(path).status() != 202) rest.act(path, "forget");
      rest.awaitGone(path);
    }
  }

  /// What is foreign has its host's name beside its own.
  private static Optional<JsonNode> named(String plural, String name) {
    return StreamSupport.stream(rest.get("/v1/" + plural).json().path("data").spliterator(), false)
        .filter(row -> row.path("name").asString("").contains(name))
        .findFirst();
  }

  private static String awaitNamed(String plural, String name) {
    await(name + " is listed")
        .atMost(Duration.ofSeconds(90))
        .until(() -> named(plural, name).isPresent());
    return "/v1/" + plural + "/" + named(plural, name).orElseThrow().path("id").asString("");
  }

  private static void awaitManaged(String path, String word) {
    await(path + " is " + word)
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(() -> assertThat(rest.get(path).text("managed")).isEqualTo(word));
  }

  @Test
  @Tag("N4")
  void what_runs_on_a_host_already_is_listed_adopted_driven_and_given_back(@Host("h1") LabHost h1) {
    h1.sh("docker run -d --name own-web --restart always lab/busybox:1 sleep 100000");
    var dockerId = h1.sh("docker inspect -f '{{.Id}} {{.Created}}' own-web").strip();
    var host = Candidate.trusted(rest, h1).add();
    var web = awaitNamed("containers", "own-web");
    awaitManaged(web, "foreign");
    assertThat(rest.post(web + "?action=stop", Map.of()).status()).as("not ours").isEqualTo(409);
    rest.act(web, "adopt");
    awaitManaged(web, "adopted");
    rest.awaitState(web, "running");
    rest.act(web, "stop");
    rest.awaitState(web, "stopped");
    assertThat(h1.sh("docker ps -q --filter name=own-web").strip()).isEmpty();
    rest.act(web, "start");
    rest.awaitState(web, "running");
    assertThat(h1.sh("docker inspect -f '{{.Id}} {{.Created}}' own-web").strip())
        .as("never made anew")
        .isEqualTo(dockerId);
    rest.act(web, "release");
    awaitManaged(web, "foreign");
    remove(host);
    assertThat(h1.sh("docker ps --format '{{.Names}}'").strip()).isEqualTo("own-web");
  }

  @Test
  @Tag("N4")
  void all_that_runs_on_a_host_is_adopted_at_once(@Host("h2") LabHost h2) {
    for (int i = 0; i < 3; i++) {
      h2.sh("docker run -d --name many-%d lab/busybox:1 sleep 100000".formatted(i));
    }
    var host = Candidate.trusted(rest, h2).add();
    for (int i = 0; i < 3; i++) awaitManaged(awaitNamed("containers", "many-" + i), "foreign");
    rest.act(host, "adoptAll");
    for (int i = 0; i < 3; i++) {
      var path = awaitNamed("containers", "many-" + i);
      awaitManaged(path, "adopted");
      rest.act(path, "release");
      awaitManaged(path, "foreign");
    }
    remove(host);
    assertThat(h2.sh("docker ps -q | wc -l").strip()).isEqualTo("3");
  }

  @Test
  @Tag("N7")
  void a_host_that_was_used_and_is_taken_out_keeps_no_trace_of_us(@Host("h1") LabHost h1) {
    h1.sh(VIRSH + "list >/dev/null; docker ps >/dev/null");
    var before = HostTrace.of(h1);
    var host = Candidate.trusted(rest, h1).add();
    var web = rest.create("containers", Onboarding.container("shortlived", h1));
    rest.awaitState(web, "running");
    var image = Onboarding.tinyImage(rest);
    var machine = rest.create("virtualMachines", Onboarding.machine("brief", h1));
    rest.awaitState(machine, "running");
    for (var path : List.of(web, machine)) remove(path);
    remove(host);
    remove(image);
    var after = HostTrace.of(h1);
    assertThat(after.stream().filter(line -> !before.contains(line)).toList()).isEmpty();
    assertThat(before.stream().filter(line -> !after.contains(line)).toList()).isEmpty();
  }

  @Test
  @Tag("N7")
  void a_host_that_was_only_looked_at_keeps_no_trace_of_us(@Host("h2") LabHost h2) {
    var before = HostTrace.of(h2);
    var candidate = Candidate.trusted(rest, h2);
    candidate.awaitChecked();
    candidate.remove();
    assertThat(HostTrace.of(h2)).isEqualTo(before);
  }

  @Test
  @Tag("N4")
  void a_host_that_is_cordoned_gets_nothing_new(@Host("h2") LabHost h2) {
    var host = Candidate.trusted(rest, h2).add();
    rest.act(host, "cordon");
    await().until(() -> rest.get(host).json().path("cordoned").asBoolean());
    var fields = new java.util.HashMap<>(Onboarding.container("unwanted", h2));
    fields.remove("host");
    var answer = rest.post("/v1/containers", fields);
    assertThat(answer.status()).as(answer.json().toPrettyString()).isBetween(400, 499);
    assertThat(answer.json().toString()).contains(h2.name()).contains("cordoned");
    rest.act(host, "uncordon");
    remove(host);
  }
}
