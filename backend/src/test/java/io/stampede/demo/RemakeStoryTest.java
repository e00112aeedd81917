package io.stampede.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.stampede.client.PlanView;
import io.stampede.client.Refused;
import io.stampede.client.Resource;
import io.stampede.container.ContainerSpecs;
import io.stampede.engine.Phase;
import io.stampede.engine.Problem;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Containers are changed, paused and renamed, through the whole backend, each step done twice.
@Tag("S12")
@Tag("S28")
@Tag("N1")
class RemakeStoryTest {
  @TempDir private Path folder;
  private DemoBackend backend;

  @BeforeEach
  void open() throws Exception {
    backend = new DemoBackend(folder);
    backend.machine(1).containers().image(ContainerSpecs.BUSYBOX);
    backend.addHost(1);
  }

  @AfterEach
  void close() throws Exception {
    backend.close();
  }

  private Resource web(String... command) {
    var fields = new HashMap<String, Object>();
    fields.put("name", "web1");
    fields.put("host", "h1");
    fields.put("image", ContainerSpecs.BUSYBOX.value());
    fields.put("command", List.of(command));
    fields.put("healthCommand", "true");
    var made = backend.client.create("container", fields);
    return backend.settled("container", made.id(), Phase.RUNNING);
  }

  private List<String> names() {
    return backend.machine(1).containers().names();
  }

  private String identity() {
    return backend.machine(1).containers().identity("web1");
  }

  @Test
  void a_change_shows_its_steps_and_makes_the_container_anew() {
    var web = web("sleep", "1000");
    var before = identity();
    Map<String, Object> change = Map.of("env", Map.of("COLOR", "blue"));
    var plan = backend.client.plan("container", web.id(), "update", change);
    assertThat(plan.steps().stream().map(PlanView.StepView::title))
        .containsExactly(
            "make web1 anew: environment COLOR",
            "stop web1",
            "rename web1 to web1.former",
            "rename web1.next to web1",
            "start the new web1",
            "remove web1.former");
    assertThat(plan.steps().getLast().destroys()).isTrue();
    assertThat(identity()).isEqualTo(before);
    backend.client.update("container", web.id(), change);
    await().until(() -> !identity().equals(before) && names().equals(List.of("web1")));
    backend.settled("container", web.id(), Phase.RUNNING);
    backend.client.remove("container", web.id());
    await().until(() -> names().isEmpty());
  }

  @Test
  void one_that_does_not_come_up_is_taken_back_with_the_reason_and_another_change_is_tried() {
    var web = web("sleep", "1000");
    var before = identity().split(" ")[0];
    for (var bad : List.of(List.of("/nowhere/x"), List.of("sh", "-c", "exit 3"), List.of("ill"))) {
      backend.client.update("container", web.id(), Map.of("command", bad));
      var failed = backend.settled("container", web.id(), Phase.ERROR);
      assertThat(failed.status().problem().map(Problem::code)).contains("not-remade");
      assertThat(identity()).as("%s", bad).startsWith(before);
      assertThat(names()).containsExactlyInAnyOrder("web1", "web1.failed");
    }
    backend.client.update("container", web.id(), Map.of("command", List.of("sleep", "2000")));
    backend.settled("container", web.id(), Phase.RUNNING);
    assertThat(names()).containsExactly("web1");
    assertThat(identity()).doesNotStartWith(before);
  }

  @Test
  void it_is_made_anew_as_it_is_when_that_is_asked_for() {
    var web = web("sleep", "1000");
    var before = identity();
    backend.client.act("container", web.id(), "recreate", Map.of());
    await().until(() -> !identity().equals(before) && names().equals(List.of("web1")));
    backend.settled("container", web.id(), Phase.RUNNING);
  }

  @Test
  void it_is_paused_goes_on_and_is_renamed_in_the_same_run() {
    var web = web("sleep", "1000");
    var run = identity();
    backend.client.act("container", web.id(), "pause", Map.of());
    backend.settled("container", web.id(), Phase.PAUSED);
    backend.client.act("container", web.id(), "unpause", Map.of());
    backend.settled("container", web.id(), Phase.RUNNING);
    backend.client.update("container", web.id(), Map.of("name", "web2"));
    await().until(() -> names().equals(List.of("web2")));
    assertThat(backend.machine(1).containers().identity("web2")).isEqualTo(run);
    assertThat(backend.settled("container", web.id(), Phase.RUNNING).name()).isEqualTo("web2");
  }

  @Test
  void a_line_of_docker_run_is_a_filled_form() {
    var answer =
        backend.client.ask(
            "container",
            "parse",
            Map.of(
                "line",
                "docker run --rm -d --name web1 -e COLOR=red "
                    + ContainerSpecs.BUSYBOX
                    + " sleep 9"));
    assertThat((List<?>) answer.get("notes")).hasSize(1);
    var fields = new HashMap<String, Object>();
    if (!(answer.get("fields") instanceof Map<?, ?> filled)) throw new AssertionError(answer);
    filled.forEach((k, v) -> fields.put(k.toString(), v));
    var made = backend.client.create("container", fields);
    backend.settled("container", made.id(), Phase.RUNNING);
    assertThatExceptionOfType(Refused.class)
        .isThrownBy(() -> backend.client.ask("container", "parse", Map.of("line", "ls")))
        .satisfies(e -> assertThat(e.errors().getFirst().field()).isEqualTo("line"));
  }
}
