package io.stampede.demo;

import static io.stampede.container.ContainerSpecs.sleeper;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.stampede.client.Query;
import io.stampede.client.Refused;
import io.stampede.client.Resource;
import io.stampede.engine.Phase;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What runs on a host already is seen, adopted and given back.
@Tag("N4")
class AdoptionStoryTest {
  @TempDir private Path folder;
  private DemoBackend backend;
  private Resource host;

  @BeforeEach
  void open() throws Exception {
    backend = new DemoBackend(folder);
    backend.machine(1).containers().foreign(sleeper("redis"));
    backend.machine(1).containers().startByHand("redis");
    host = backend.addHost(1);
    backend.machines.makeForeign(host.id(), "old");
    backend.census.take(host.id());
  }

  @AfterEach
  void close() throws Exception {
    backend.close();
  }

  private Resource redis() {
    var all = backend.client.list("container", Query.ALL).items();
    assertThat(all).hasSize(1);
    return all.getFirst();
  }

  private Resource container(Phase phase) {
    return backend.settled("container", redis().id(), phase);
  }

  private Resource machine(Phase phase) {
    var all = backend.client.list("virtualMachine", Query.ALL).items();
    assertThat(all).hasSize(1);
    return backend.settled("virtualMachine", all.getFirst().id(), phase);
  }

  private void refused(String code, org.assertj.core.api.ThrowableAssert.ThrowingCallable request) {
    assertThatExceptionOfType(Refused.class)
        .isThrownBy(request)
        .satisfies(e -> assertThat(e.problem().code()).isEqualTo(code));
  }

  private String identity() {
    return backend.machine(1).containers().identity("redis");
  }

  @Test
  void what_is_foreign_is_listed_with_its_state_and_can_only_be_looked_at() throws Exception {
    var redis = container(Phase.RUNNING);
    assertThat(redis.name()).isEqualTo("redis@h1");
    assertThat(redis.text("managed")).isEqualTo("foreign");
    assertThat(redis.actions()).containsExactly("adopt");
    var client = backend.client;
    for (var action : List.of("stop", "restart", "kill", "release", "takeOver")) {
      refused("not-offered", () -> client.act("container", redis.id(), action, Map.of()));
    }
    refused("foreign", () -> client.remove("container", redis.id()));
    refused(
        "foreign", () -> client.update("container", redis.id(), Map.of("restartPolicy", "always")));
    try (var log = client.logs("container", redis.id(), 10, false)) {
      assertThat(new String(log.readAllBytes(), StandardCharsets.UTF_8)).contains("started");
    }
    var old = machine(Phase.RUNNING);
    assertThat(old.actions()).containsExactly("adopt");
    refused("foreign", () -> client.screen("virtualMachine", old.id()));
  }

  @Test
  void what_appears_and_goes_by_hand_appears_and_goes_here() {
    backend.machine(1).containers().foreign(sleeper("db"));
    backend.census.ring(host.id());
    await().until(() -> backend.client.list("container", Query.ALL).total() == 2);
    backend.machine(1).containers().removeByHand("db");
    backend.machine(1).containers().removeByHand("redis");
    backend.census.ring(host.id());
    await().until(() -> backend.client.list("container", Query.ALL).total() == 0);
  }

  @Test
  void an_adopted_container_is_the_same_one_and_ours_to_control() {
    var before = identity();
    var redis = container(Phase.RUNNING);
    backend.client.act("container", redis.id(), "adopt", Map.of());
    var adopted = container(Phase.RUNNING);
    assertThat(adopted.id()).isEqualTo(redis.id());
    assertThat(adopted.name()).isEqualTo("redis");
    assertThat(adopted.text("managed")).isEqualTo("adopted");
    assertThat(identity()).isEqualTo(before);
    assertThat(backend.client.tasks("container", redis.id(), 10)).isEmpty();
    backend.client.act("container", redis.id(), "stop", Map.of());
    container(Phase.STOPPED);
    assertThat(identity()).isEqualTo(before);
    backend.client.act("container", redis.id(), "start", Map.of());
    container(Phase.RUNNING);
    backend.client.update("container", redis.id(), Map.of("restartPolicy", "always"));
    await()
        .until(() ->
            backend
                .client
                .tasks("container", redis.id(), 1)
                .getFirst()
                .title()
                .contains("restart policy"));
    backend.client.remove("container", redis.id());
    await().until(() -> backend.machine(1).containers().names().isEmpty());
  }

  @Test
  void what_is_released_runs_on_and_is_foreign_again() {
    var before = identity();
    var id = container(Phase.RUNNING).id();
    backend.client.act("container", id, "adopt", Map.of());
    backend.client.act("container", id, "release", Map.of());
    backend.census.take(host.id());
    var released = container(Phase.RUNNING);
    assertThat(released.text("managed")).isEqualTo("foreign");
    assertThat(released.name()).isEqualTo("redis@h1");
    assertThat(identity()).isEqualTo(before);
  }

  @Test
  void what_was_made_here_is_given_back_and_taken_again() {
    var made =
        backend.client.create(
            "container", Map.of("name", "web1", "host", "h1", "image", "lab/busybox:1"));
    backend.settled("container", made.id(), Phase.RUNNING);
    var before = backend.machine(1).containers().identity("web1");
    backend.client.act("container", made.id(), "release", Map.of());
    backend.census.take(host.id());
    var released = backend.settled("container", made.id(), Phase.RUNNING);
    assertThat(released.name()).isEqualTo("web1@h1");
    assertThat(released.text("managed")).isEqualTo("foreign");
    assertThat(backend.client.list("container", Query.ALL).total()).isEqualTo(2);
    backend.client.act("container", made.id(), "adopt", Map.of());
    assertThat(backend.settled("container", made.id(), Phase.RUNNING).name()).isEqualTo("web1");
    assertThat(backend.machine(1).containers().identity("web1")).isEqualTo(before);
  }

  @Test
  void an_adopted_machine_keeps_its_uuid_and_its_run() {
    var before = backend.machines.identity(host.id(), "old");
    var old = machine(Phase.RUNNING);
    backend.client.act("virtualMachine", old.id(), "adopt", Map.of());
    await()
        .until(() ->
            backend.machines.identity(host.id(), "old").contains("Optional[" + old.id() + "]"));
    assertThat(backend.machines.identity(host.id(), "old").substring(0, 40))
        .isEqualTo(before.substring(0, 40));
    backend.client.act("virtualMachine", old.id(), "stop", Map.of());
    machine(Phase.STOPPED);
    backend.client.act("virtualMachine", old.id(), "start", Map.of());
    machine(Phase.RUNNING);
    backend.client.act("virtualMachine", old.id(), "release", Map.of());
    await().until(() -> backend.machines.identity(host.id(), "old").contains("Optional.empty"));
    machine(Phase.RUNNING);
  }

  @Test
  void all_of_a_host_are_adopted_at_once() {
    container(Phase.RUNNING);
    machine(Phase.RUNNING);
    backend.client.act("host", "h1", "adoptAll", Map.of());
    assertThat(container(Phase.RUNNING).text("managed")).isEqualTo("adopted");
    assertThat(machine(Phase.RUNNING).text("managed")).isEqualTo("adopted");
  }

  @Test
  void the_mark_of_another_console_has_to_be_taken_over() {
    backend.machine(1).containers().marked("ct-elsewhere", sleeper("theirs"));
    backend.census.take(host.id());
    var theirs = backend.client.get("container", "theirs@h1");
    assertThat(theirs.text("managed")).isEqualTo("other");
    refused("not-offered", () -> backend.client.act("container", theirs.id(), "adopt", Map.of()));
    backend.settled("container", theirs.id(), Phase.STOPPED);
    backend.client.act("container", theirs.id(), "takeOver", Map.of());
    assertThat(backend.client.get("container", theirs.id()).text("managed")).isEqualTo("adopted");
  }

  @Test
  void a_name_that_is_taken_here_does_not_keep_one_from_adopting() {
    container(Phase.RUNNING);
    backend.addHost(2);
    backend.client.create(
        "container", Map.of("name", "redis", "host", "h2", "image", "lab/busybox:1"));
    backend.client.act("container", "redis@h1", "adopt", Map.of());
    assertThat(backend.client.list("container", Query.where("managed", "adopted")).items())
        .hasSize(1);
  }

  @Test
  void a_host_that_is_given_up_keeps_its_foreign_workloads() {
    container(Phase.RUNNING);
    machine(Phase.RUNNING);
    backend.client.remove("host", "h1");
    await().until(() -> backend.client.list("container", Query.ALL).total() == 0);
    await().until(() -> backend.client.list("virtualMachine", Query.ALL).total() == 0);
    assertThat(backend.machine(1).containers().names()).containsExactly("redis");
    assertThat(backend.machines.hasForeign(host.id(), "old")).isTrue();
  }
}
