package io.stampede.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stampede.lab.Host;
import io.stampede.lab.Lab;
import io.stampede.lab.LabHost;
import io.stampede.lab.LabImages;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Lab
@Tag("C4")
class ContainerStoryTest {
  private static Console console;
  private static Rest rest;
  private static LabHost h1;

  @BeforeAll
  static void start(@TempDir Path folder, @Host("h1") LabHost host) {
    h1 = host;
    console = Console.start(folder.resolve("data"));
    rest = console.rest();
    Onboarding.add(rest, h1);
  }

  @AfterAll
  static void stop() {
    console.close();
  }

  @Test
  @Tag("S28")
  @Tag("S26")
  void a_container_is_created_stopped_started_restarted_and_removed_without_a_trace() {
    var path = rest.create("containers", Onboarding.container("web", h1));
    rest.awaitState(path, "running");
    assertThat(running()).isEqualTo("web");
    await()
        .atMost(Duration.ofSeconds(90))
        .until(() -> rest.text(path + "/logs?tail=10").contains("hello from"));
    rest.put(path, Map.of("memoryMib", 128, "cpus", "0.5"));
    await("its limits are changed while it runs")
        .atMost(Duration.ofSeconds(90))
        .until(
            () -> h1.sh("docker inspect -f '{{.HostConfig.Memory}} {{.HostConfig.NanoCpus}}' web"),
            "134217728 500000000"::equals);
    rest.act(path, "stop");
    rest.awaitState(path, "stopped");
    assertThat(running()).isEmpty();
    rest.act(path, "start");
    rest.awaitState(path, "running");
    var before = h1.ssh("docker inspect -f {{.State.StartedAt}} web");
    rest.act(path, "restart");
    await()
        .atMost(Duration.ofSeconds(90))
        .until(() -> !h1.ssh("docker inspect -f {{.State.StartedAt}} web").equals(before));
    rest.awaitState(path, "running");
    rest.delete(path);
    rest.awaitGone(path);
    assertThat(OwnContainers.all(h1)).isEmpty();
  }

  @Test
  @Tag("S22")
  void what_others_do_to_a_container_is_seen_within_a_second() {
    var path = rest.create("containers", Onboarding.container("watched", h1));
    rest.awaitState(path, "running");
    h1.ssh("docker pause watched");
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> rest.get(path).text("state").equals("paused"));
    h1.ssh("docker unpause watched");
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> rest.get(path).text("state").equals("running"));
    h1.ssh("docker rm -f watched");
    rest.awaitState(path, "running");
    assertThat(running()).isEqualTo("watched");
    rest.delete(path);
    rest.awaitGone(path);
  }

  @Test
  void a_taken_name_is_refused_and_an_unknown_image_is_an_error_that_leaves_nothing() {
    var path = rest.create("containers", Onboarding.container("only", h1));
    var twice = rest.post("/v1/containers", Onboarding.container("only", h1));
    assertThat(twice.status()).isEqualTo(422);
    assertThat(twice.error()).isEqualTo("name: not-unique");
    var fields = new HashMap<>(Onboarding.container("lost", h1));
    fields.put("image", "no.such.registry.invalid/nothing:1");
    var lost = rest.create("containers", fields);
    var failed = rest.awaitState(lost, "error");
    assertThat(failed.json().path("problem").path("code").asString()).isEqualTo("no-such-image");
    assertThat(failed.json().path("problem").path("fix").asString()).isNotEmpty();
    assertThat(h1.ssh("docker ps -a --filter name=lost -q").strip()).isEmpty();
    rest.awaitState(path, "running");
    for (var p : new String[] {path, lost}) {
      rest.delete(p);
      rest.awaitGone(p);
    }
  }

  @Test
  @Tag("N1")
  void a_plan_shows_the_calls_and_does_nothing() {
    var plan = rest.post("/v1/containers?plan=true", Onboarding.container("planned", h1));
    assertThat(plan.status()).isEqualTo(200);
    assertThat(plan.json().path("steps").toString()).contains("/containers/create");
    assertThat(OwnContainers.all(h1)).isEmpty();
    assertThat(rest.get("/v1/containers/planned").status()).isEqualTo(404);
  }

  @Test
  void malformed_json_is_refused_with_its_place() {
    var answer = rest.post("/v1/containers", "{\"name\": \"x\",\n oops}");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text("code")).isEqualTo("malformed-json");
    assertThat(answer.text("detail")).contains("line 2");
    assertThat(rest.post("/v1/containers", Map.of("name", 5, "nonsense", 1)).status())
        .isEqualTo(422);
  }

  @Test
  @Tag("S28")
  @Tag("S12")
  void a_pasted_line_runs_and_a_change_that_does_not_come_up_is_taken_back() {
    var line =
        "docker run --rm -d --name pasted -m 64m -e COLOR=red %s sh -c 'while :; do sleep 1; done'"
            .formatted(LabImages.BUSYBOX);
    var filled = rest.post("/v1/containers?action=parse", Map.of("line", line)).json();
    assertThat(filled.path("notes").toString()).contains("--rm");
    var fields = new HashMap<String, Object>();
    filled.path("fields").properties().forEach(e -> fields.put(e.getKey(), e.getValue()));
    fields.put("host", h1.name());
    fields.put("stopSeconds", 1);
    var path = rest.create("containers", fields);
    rest.awaitState(path, "running");
    assertThat(h1.ssh("docker inspect -f {{.HostConfig.Memory}} pasted")).isEqualTo("67108864");
    rest.put(path, Map.of("env", Map.of("COLOR", "blue")));
    await("it is made anew")
        .atMost(Duration.ofSeconds(90))
        .until(() -> h1.sh("docker exec pasted sh -c 'echo $COLOR' || true"), "blue"::equals);
    rest.awaitState(path, "running");
    assertThat(OwnContainers.all(h1)).isEqualTo("pasted");
    rest.put(path, Map.of("command", List.of("sh", "-c", "exit 3")));
    var failed = rest.awaitState(path, "error");
    assertThat(failed.json().path("problem").path("code").asString()).isEqualTo("not-remade");
    assertThat(running()).isEqualTo("pasted");
    assertThat(h1.sh("docker exec pasted sh -c 'echo $COLOR'")).isEqualTo("blue");
    assertThat(OwnContainers.all(h1).lines()).containsExactlyInAnyOrder("pasted", "pasted.failed");
    rest.delete(path);
    rest.awaitGone(path);
    assertThat(OwnContainers.all(h1)).isEmpty();
  }

  private static String running() {
    return OwnContainers.running(h1);
  }
}
