package io.stampede.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.stampede.lab.Host;
import io.stampede.lab.Lab;
import io.stampede.lab.LabHost;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What becomes of a host's own workloads, and of the host when it is taken out again.
@Lab
class HostLifeStoryTest {
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

  @AfterEach
  void nothing_is_left_behind() {
    for (var row : rest.get("/v1/hosts").json().path("data")) {
      var path = "/v1/hosts/" + row.path("id").asString("");
      if (rest.delete(path).status() != 202) rest.act(path, "forget");
      rest.awaitGone(path);
    }
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
}
