package io.stampede;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.stampede.client.Query;
import io.stampede.client.Refused;
import io.stampede.client.StampedeClient;
import io.stampede.engine.Phase;
import io.stampede.figures.Resolution;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The whole backend on emulated hosts, every step done twice.
@Tag("S23")
class StampedeTest {
  private static final byte[] BLANK_DISK = new byte[1 << 20];

  @TempDir private Path folder;

  private Stampede open() throws IOException {
    return Stampede.open(Stampede.Settings.in(folder.resolve("data")).asDemo());
  }

  private static void awaitPhase(StampedeClient client, String kind, String name, Phase phase) {
    await()
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(() ->
            assertThat(client.get(kind, name).status().phase())
                .as(() -> client.get(kind, name).toString())
                .isEqualTo(phase));
  }

  private static void fill(StampedeClient client) {
    var key = client.ask("host", "hostKey", Map.of("address", "192.0.2.1")).get("fingerprint");
    client.create(
        "host", Map.of("name", "h1", "address", "192.0.2.1", "privateKey", "any", "hostKey", key));
    awaitPhase(client, "host", "h1", Phase.CONNECTED);
    client.create("image", Map.of("name", "blank"));
    client.upload("image", "blank", new ByteArrayInputStream(BLANK_DISK));
    awaitPhase(client, "image", "blank", Phase.READY);
    client.create("container", Map.of("name", "web", "host", "h1", "image", "lab/busybox:1"));
    client.create("virtualMachine", Map.of("name", "vm1", "host", "h1", "image", "blank"));
    awaitPhase(client, "container", "web", Phase.RUNNING);
    awaitPhase(client, "virtualMachine", "vm1", Phase.RUNNING);
  }

  @Test
  void everything_is_made_and_leaves_nothing() throws Exception {
    try (var stampede = open()) {
      var client = stampede.client();
      fill(client);
      assertThatThrownBy(() -> client.remove("host", "h1"))
          .isInstanceOf(Refused.class)
          .hasMessageContaining("web")
          .hasMessageContaining("vm1");
      for (var kind : new String[] {"container", "virtualMachine", "image", "host"}) {
        removeAll(client, kind);
      }
    }
  }

  private static void removeAll(StampedeClient client, String kind) {
    client.list(kind, Query.ALL).items().forEach(r -> client.remove(kind, r.id()));
    await().atMost(Duration.ofSeconds(90)).until(() -> client.list(kind, Query.ALL).total() == 0);
  }

  @Test
  void an_image_can_be_removed_after_the_host_that_had_a_copy_of_it() throws Exception {
    try (var stampede = open()) {
      var client = stampede.client();
      fill(client);
      for (var kind : new String[] {"container", "virtualMachine", "host", "image"}) {
        removeAll(client, kind);
      }
    }
  }

  @Test
  void a_cordoned_host_takes_no_new_workloads_and_keeps_those_it_has() throws Exception {
    try (var stampede = open()) {
      var client = stampede.client();
      fill(client);
      client.act("host", "h1", "cordon", Map.of());
      assertThatThrownBy(() ->
              client.create(
                  "container", Map.of("name", "more", "host", "h1", "image", "lab/busybox:1")))
          .isInstanceOfSatisfying(
              Refused.class,
              e -> assertThat(e.errors()).extracting(f -> f.field()).containsExactly("host"))
          .hasMessageContaining("h1 is cordoned");
      client.update("container", "web", Map.of("restartPolicy", "always"));
      awaitPhase(client, "container", "web", Phase.RUNNING);
      client.act("host", "h1", "uncordon", Map.of());
      client.create("container", Map.of("name", "more", "host", "h1", "image", "lab/busybox:1"));
      awaitPhase(client, "container", "more", Phase.RUNNING);
    }
  }

  @Test
  void a_reboot_is_followed_until_the_host_is_back() throws Exception {
    try (var stampede = open()) {
      var client = stampede.client();
      fill(client);
      var before = client.get("host", "h1").text("bootId");
      client.act("host", "h1", "reboot", Map.of());
      awaitPhase(client, "host", "h1", Phase.REBOOTING);
      awaitPhase(client, "host", "h1", Phase.CONNECTED);
      assertThat(client.get("host", "h1").text("bootId")).isNotEqualTo(before);
      assertThat(client.tasks("host", "h1", 100))
          .filteredOn(t -> t.title().equals("reboot h1"))
          .hasSize(1);
    }
  }

  @Test
  void an_emulated_host_has_a_shell_and_figures() throws Exception {
    try (var stampede = open()) {
      var client = stampede.client();
      fill(client);
      var ticket = client.ticket("host", "h1");
      try (var terminal = client.openTerminal(ticket)) {
        terminal.resize(132, 43);
        terminal.out().write("stty size\rexit\r".getBytes(StandardCharsets.UTF_8));
        var shown = new String(terminal.in().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shown).contains("root@h1", "43 132");
        assertThat(terminal.waitFor(Duration.ofSeconds(5))).isZero();
      }
      assertThatThrownBy(() -> client.openTerminal(ticket)).isInstanceOf(Refused.class);
      assertThatThrownBy(() -> client.openTerminal(client.ticket("container", "web")))
          .isInstanceOf(Refused.class);
      await()
          .atMost(Duration.ofSeconds(90))
          .until(
              () -> !client.figures("host", "h1", Instant.EPOCH, Resolution.TEN_SECONDS).isEmpty());
      assertThatThrownBy(() -> client.figures("container", "web", Instant.EPOCH, Resolution.MINUTE))
          .isInstanceOf(Refused.class);
    }
  }

  @Test
  void a_second_console_is_kept_out_of_the_folder() throws Exception {
    try (var _ = open()) {
      assertThatThrownBy(this::open).isInstanceOf(Exception.class).hasMessageNotContaining("null");
    }
    open().close();
  }

  @Test
  void every_kind_describes_itself_for_all_faces() throws Exception {
    try (var stampede = open()) {
      var kinds = stampede.client().kinds();
      assertThat(kinds.stream().map(k -> k.name()))
          .containsExactly(
              "host",
              "candidate",
              "virtualMachine",
              "container",
              "volume",
              "snapshot",
              "network",
              "link",
              "port",
              "ipPool",
              "floatingIp",
              "securityGroup",
              "image",
              "template",
              "instanceType",
              "keyPair");
      for (var kind : kinds) {
        assertThat(kind.help()).isNotBlank();
        assertThat(kind.fields()).isNotEmpty().allSatisfy(f -> assertThat(f.label()).isNotBlank());
        // every resource has these beside its own
        assertThat(kind.fields().stream().map(f -> f.name()))
            .doesNotContain("id", "state", "transitioning", "message", "progress", "problem")
            .doesNotContain("generation", "created", "seenAt", "actions");
        assertThat(kind.actions()).allSatisfy(a -> assertThat(a.help()).isNotBlank());
      }
    }
  }
}
