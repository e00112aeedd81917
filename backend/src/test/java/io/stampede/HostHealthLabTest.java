package io.stampede;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stampede.client.StampedeClient;
import io.stampede.engine.Phase;
import io.stampede.engine.Problem;
import io.stampede.figures.Figures;
import io.stampede.figures.Resolution;
import io.stampede.lab.Host;
import io.stampede.lab.Lab;
import io.stampede.lab.LabHost;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A real host, seen by the whole backend while things happen to it.
@Lab
@Tag("S1")
@Tag("S30")
class HostHealthLabTest {
  private static Stampede stampede;
  private static StampedeClient client;

  private final LabHost lab;

  HostHealthLabTest(@Host("h1") LabHost lab) {
    this.lab = lab;
  }

  @BeforeAll
  static void open(@TempDir Path folder) throws IOException {
    stampede = Stampede.open(Stampede.Settings.in(folder.resolve("data")));
    client = stampede.client();
  }

  @AfterAll
  static void close() throws IOException {
    stampede.close();
  }

  @BeforeEach
  void add() {
    if (client.list("host", io.stampede.client.Query.where("name", lab.name())).total() == 0) {
      client.create(
          "host",
          Map.of(
              "name", lab.name(),
              "address", lab.address(),
              "user", lab.user(),
              "privateKey", lab.privateKey(),
              "hostKey", lab.hostKeyFingerprint()));
    }
    awaitPhase(Phase.CONNECTED, 90);
  }

  private void awaitPhase(Phase phase, int seconds) {
    await()
        .atMost(Duration.ofSeconds(seconds))
        .untilAsserted(
            () -> assertThat(status().phase()).as(() -> status().toString()).isEqualTo(phase));
  }

  private io.stampede.engine.Status status() {
    return client.get("host", lab.name()).status();
  }

  private List<String> problems() {
    return status().problem().map(Problem::code).stream().toList();
  }

  @Test
  void a_docker_that_is_stopped_shows_within_seconds_and_so_does_its_return() {
    lab.sh("systemctl stop docker.socket docker.service");
    try {
      awaitPhase(Phase.DEGRADED, 30);
      assertThat(problems()).containsExactly("docker");
      assertThat(status().problem().orElseThrow().fix()).contains("systemctl start docker");
    } finally {
      lab.sh("systemctl start docker.socket docker.service");
    }
    awaitPhase(Phase.CONNECTED, 90);
  }

  @Test
  void a_small_disk_shows_and_so_does_a_large_one() {
    lab.smallDisk(64);
    client.act("host", lab.name(), "retry", Map.of());
    awaitPhase(Phase.DEGRADED, 90);
    assertThat(problems()).containsExactly("disk-full");
    lab.bigDisk();
    awaitPhase(Phase.CONNECTED, 90);
  }

  @Test
  void a_reboot_is_followed_back() {
    var before = client.get("host", lab.name()).text("bootId");
    var phases = new ConcurrentLinkedQueue<Phase>();
    client.act("host", lab.name(), "reboot", Map.of());
    await()
        .atMost(Duration.ofSeconds(90))
        .until(() -> {
          phases.add(status().phase());
          return !client.get("host", lab.name()).text("bootId").equals(before)
              && status().phase() == Phase.CONNECTED;
        });
    assertThat(phases).contains(Phase.REBOOTING).doesNotContain(Phase.UNREACHABLE, Phase.ERROR);
    lab.awaitReady();
  }

  @Test
  void a_shell_runs_what_is_typed_in_a_window_of_its_size() throws Exception {
    try (var terminal = client.openTerminal(client.ticket("host", lab.name()))) {
      terminal.resize(132, 43);
      terminal.out().write("stty size; echo h$((40+2)); exit 7\n".getBytes(UTF_8));
      terminal.out().flush();
      var shown = new String(terminal.in().readAllBytes(), UTF_8);
      assertThat(shown).contains("43 132", "h42");
      assertThat(terminal.waitFor(Duration.ofSeconds(5))).isEqualTo(7);
    }
  }

  @Test
  void figures_move_under_a_load() throws Exception {
    var began = Instant.now();
    lab.sh("(timeout 25 sh -c 'while :; do :; done' >/dev/null 2>&1 </dev/null &)");
    lab.sh(
        "dd if=/dev/zero of=/var/lib/load bs=1M count=64 conv=fsync 2>/dev/null; rm /var/lib/load");
    try (var terminal = client.terminal("host", lab.name())) {
      terminal
          .out()
          .write("stty -echo; sleep 11; head -c 20000000 /dev/zero; exit\n".getBytes(UTF_8));
      terminal.out().flush();
      assertThat(terminal.in().readAllBytes().length).isGreaterThan(20_000_000);
    }
    await()
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(() -> {
          var seen =
              client.figures("host", lab.name(), began.minusSeconds(1), Resolution.TEN_SECONDS);
          assertThat(most(seen, Figures::cpuPercent)).isBetween(25.0, 100.0);
          assertThat(most(seen, Figures::netOut)).isGreaterThan(500_000);
          assertThat(most(seen, Figures::diskWrite)).isGreaterThan(100_000);
          assertThat(seen)
              .allSatisfy(f -> {
                assertThat(f.memoryUsed()).isBetween(1e7, f.memoryTotal());
                assertThat(f.diskUsed()).isBetween(1e7, f.diskTotal());
              });
        });
  }

  private static double most(List<Figures> figures, ToDoubleFunction<Figures> of) {
    return figures.stream().mapToDouble(of).max().orElse(0);
  }
}
