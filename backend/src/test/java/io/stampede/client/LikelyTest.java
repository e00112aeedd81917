package io.stampede.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.stampede.engine.Phase;
import io.stampede.engine.Problem;
import io.stampede.engine.Status;
import io.stampede.schema.ActionSchema;
import io.stampede.schema.KindSchema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LikelyTest {
  private static final List<String> OFFERED =
      List.of("reconnect", "stop", "restart", "kill", "start", "retry");

  record Spec(String name) {}

  record Facts() {}

  private static KindSchema kind(String name) {
    var actions =
        List.of("reconnect", "stop", "restart", "kill", "start", "adopt").stream()
            .map(a -> ActionSchema.of(a, a, ""))
            .toArray(ActionSchema[]::new);
    return KindSchema.of(name, name, name, "", Spec.class, Facts.class, actions);
  }

  private static String likely(String kind, Status status, List<String> offered, String url) {
    var resource =
        new Resource(
            kind,
            "id",
            "x",
            1,
            Map.of("url", url),
            status,
            Instant.EPOCH,
            Optional.empty(),
            offered);
    return Likely.of(kind(kind), resource)
        .map(l ->
            switch (l) {
              case Likely.Act(var action) -> action.name();
              case Likely.Open(var door) -> door.name();
            })
        .orElse("");
  }

  @ParameterizedTest
  @CsvSource({
    "host, CONNECTED, TERMINAL",
    "host, DEGRADED, TERMINAL",
    "host, UNREACHABLE, reconnect",
    "host, REBOOTING, ''",
    "host, ERROR, retry",
    "virtualMachine, RUNNING, SCREEN",
    "virtualMachine, STOPPED, start",
    "virtualMachine, STOPPING, ''",
    "container, RUNNING, LOG",
    "container, STOPPED, start",
    "container, CREATING, ''",
    "image, READY, ''",
    "image, REQUESTED, CONTENT",
  })
  void what_is_likely_goes_by_the_phase(String kind, Phase phase, String expected) {
    assertThat(likely(kind, Status.resting(phase), OFFERED, "")).isEqualTo(expected);
  }

  @Test
  void an_image_with_an_address_is_not_brought_by_a_person() {
    assertThat(likely("image", Status.resting(Phase.REQUESTED), OFFERED, "https://x")).isEmpty();
  }

  @Test
  void a_host_that_cannot_be_reached_is_connected_anew() {
    var lost = Status.failed(Phase.UNREACHABLE, Problem.request("x", "x", ""));
    assertThat(likely("host", lost, OFFERED, "")).isEqualTo("reconnect");
  }

  @Test
  void what_is_foreign_is_adopted_first() {
    var foreign = List.of("adopt");
    assertThat(likely("container", Status.resting(Phase.RUNNING), foreign, "")).isEqualTo("adopt");
    assertThat(likely("container", Status.resting(Phase.STOPPED), foreign, "")).isEqualTo("adopt");
  }

  @ParameterizedTest
  @EnumSource(Phase.class)
  void what_failed_is_tried_again_and_what_ends_something_is_never_likely(Phase phase) {
    var problem = Problem.request("x", "x", "");
    assertThat(likely("container", Status.failed(phase, problem), List.of("stop", "retry"), ""))
        .isEqualTo("retry");
    assertThat(likely("container", Status.resting(phase), OFFERED, "")).isNotIn("stop", "kill");
  }

  @ParameterizedTest
  @EnumSource(Phase.class)
  void what_is_not_offered_is_not_likely(Phase phase) {
    assertThat(likely("container", Status.resting(phase), List.of(), "")).isIn("", "LOG");
  }
}
