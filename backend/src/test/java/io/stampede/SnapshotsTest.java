package io.stampede;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.stampede.client.Query;
import io.stampede.client.Refused;
import io.stampede.engine.Phase;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Snapshots through the whole backend on emulated hosts, every step done twice.
@Tag("S24")
class SnapshotsTest extends OnEmulatedHosts {
  private static final String KIND = "snapshot";
  private static final String VM = "virtualMachine";

  private static Refused refused(ThrowingCallable request) {
    var refused = catchThrowableOfType(Refused.class, request);
    assertThat(refused).as("it is refused").isNotNull();
    return refused;
  }

  @BeforeEach
  void aMachine() {
    addHost(1);
    client.create("image", Map.of("name", "blank"));
    client.upload("image", "blank", new ByteArrayInputStream(new byte[1 << 20]));
    awaitPhase("image", "blank", Phase.READY);
    client.create(VM, Map.of("name", "db", "image", "blank"));
    awaitPhase(VM, "db", Phase.RUNNING);
  }

  private void take(String name) {
    client.create(KIND, Map.of("name", name, "machine", "db"));
    awaitPhase(KIND, name, Phase.READY);
  }

  @Test
  void a_machine_goes_back_and_forth_and_takes_its_snapshots_with_it() {
    take("one");
    take("two");
    var two = client.get(KIND, "two");
    assertThat(two.fields())
        .containsEntry("parent", "one")
        .containsEntry("current", true)
        .containsEntry("machineThen", "running");
    assertThat(two.number("memoryMib")).isPresent();
    client.act(VM, "db", "stop", Map.of());
    awaitPhase(VM, "db", Phase.STOPPED);
    var plan = client.plan(KIND, "one", "revert", Map.of());
    assertThat(plan.steps()).hasSize(1);
    assertThat(plan.steps().getFirst().destroys()).isTrue();
    assertThat(plan.steps().getFirst().title()).contains("back to snapshot one").contains("lost");
    client.act(KIND, "one", "revert", Map.of());
    awaitPhase(VM, "db", Phase.RUNNING);
    await()
        .atMost(PATIENCE)
        .until(() -> client.get(KIND, "one").fields().get("current"), o -> o.equals(true));

    client.remove(KIND, "one");
    await().atMost(PATIENCE).until(() -> client.list(KIND, Query.ALL).total() == 1);
    await().atMost(PATIENCE).until(() -> client.get(KIND, "two").text("parent"), ""::equals);
    assertThat(client.plan(VM, "db", "remove", Map.of()).steps())
        .anyMatch(step -> step.title().contains("with its snapshot") && step.destroys());
    client.remove(VM, "db");
    await().atMost(PATIENCE).until(() -> client.list(KIND, Query.ALL).total() == 0);
    assertThat(client.list(VM, Query.ALL).total()).isZero();
  }

  @Test
  void a_machine_is_exported_and_another_one_takes_it_in() throws Exception {
    take("one");
    byte[] archive;
    try (var content = client.download(KIND, "one")) {
      archive = content.stream().readAllBytes();
      assertThat(content.bytes()).hasValue(archive.length);
    }
    assertThat(refused(() -> client.download(VM, "db")).problem().code()).isEqualTo("runs");
    client.update(VM, "db", Map.of("cpus", 3));
    client.create(
        VM, Map.of("name", "copy", "template", "blank", "diskGib", 8, "cpus", 2, "running", false));
    awaitPhase(VM, "copy", Phase.STOPPED);
    assertThat(
            refused(() -> client.upload(VM, "db", new ByteArrayInputStream(archive)))
                .problem()
                .code())
        .isEqualTo("not-blank");
    client.upload(VM, "copy", new ByteArrayInputStream(archive));
    assertThat(client.get(VM, "copy").number("cpus")).hasValue(1L);
    awaitPhase(VM, "copy", Phase.STOPPED);
    try (var content = client.download(VM, "copy")) {
      var again = content.stream().readAllBytes();
      assertThat(new String(again, US_ASCII)).contains("disk of " + VM);
    }
    archive[archive.length - 1536] ^= 1;
    assertThat(
            refused(() -> client.upload(VM, "copy", new ByteArrayInputStream(archive)))
                .problem()
                .code())
        .isEqualTo("wrong-checksum");
  }

  @Test
  void what_cannot_be_is_refused() {
    take("one");
    assertThat(refused(() -> client.update(VM, "db", Map.of("name", "shop"))).problem().code())
        .isEqualTo("has-snapshots");
    var without = Map.<String, Object>of("name", "two", "machine", "db", "memory", false);
    assertThat(refused(() -> client.create(KIND, without)).errors())
        .extracting(e -> e.field())
        .containsExactly("memory");
    client.update(VM, "db", Map.of("protection", true));
    awaitPhase(VM, "db", Phase.RUNNING);
    assertThat(refused(() -> client.act(KIND, "one", "revert", Map.of())).problem().code())
        .isEqualTo("protected");
    client.create("volume", Map.of("name", "log", "sizeGib", 1, "format", "raw"));
    awaitPhase("volume", "log", Phase.READY);
    client.update(VM, "db", Map.of("volumes", List.of("log"), "protection", false));
    await().atMost(PATIENCE).until(() -> client.get("volume", "log").text("machine"), "db"::equals);
    var raw = refused(() -> client.create(KIND, Map.of("name", "two", "machine", "db")));
    assertThat(raw.problem().message()).contains("volume log");
  }

  @Test
  void a_snapshot_holds_the_state_of_volumes_which_have_to_be_there_to_go_back() {
    client.create("volume", Map.of("name", "data", "sizeGib", 1));
    awaitPhase("volume", "data", Phase.READY);
    client.act("volume", "data", "attach", Map.of("machine", "db"));
    await()
        .atMost(PATIENCE)
        .until(() -> client.get("volume", "data").text("machine"), "db"::equals);
    awaitPhase(VM, "db", Phase.RUNNING);
    take("one");
    client.act("volume", "data", "detach", Map.of());
    await().atMost(PATIENCE).until(() -> client.get("volume", "data").text("machine"), ""::equals);
    assertThat(refused(() -> client.act(KIND, "one", "revert", Map.of())).problem().code())
        .isEqualTo("volume-away");
    client.act(VM, "db", "release", Map.of());
    await().atMost(PATIENCE).until(() -> client.list(KIND, Query.ALL).total() == 0);
  }
}
