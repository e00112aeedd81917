package io.stampede;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.stampede.client.Query;
import io.stampede.client.Refused;
import io.stampede.client.Resource;
import io.stampede.engine.Phase;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Volumes through the whole backend on emulated hosts, every step done twice.
@Tag("S24")
class VolumesTest extends OnEmulatedHosts {
  private static final String KIND = "volume";
  private static final byte[] BYTES = "what is in it".getBytes(StandardCharsets.UTF_8);

  private static Refused refused(ThrowingCallable request) {
    var refused = catchThrowableOfType(Refused.class, request);
    assertThat(refused).as("it is refused").isNotNull();
    return refused;
  }

  private Resource made() {
    client.create(KIND, Map.of("name", "data", "sizeGib", 2));
    return awaitPhase(KIND, "data", Phase.READY);
  }

  private byte[] content() throws Exception {
    try (var content = client.download(KIND, "data")) {
      return content.stream().readAllBytes();
    }
  }

  private String host(String name) {
    return client.get("host", name).id();
  }

  @Test
  void a_volume_is_placed_filled_enlarged_moved_wiped_and_removed() throws Exception {
    addHost(1);
    addHost(2);
    var volume = made();
    var first = volume.text("host");
    var other = first.equals(host("h1")) ? "h2" : "h1";
    client.upload(KIND, "data", new ByteArrayInputStream(BYTES));
    assertThat(content()).isEqualTo(BYTES);

    client.update(KIND, "data", Map.of("sizeGib", 3));
    awaitPhase(KIND, "data", Phase.READY);
    var shrunk = refused(() -> client.update(KIND, "data", Map.of("sizeGib", 1)));
    assertThat(shrunk.errors()).extracting(e -> e.field()).containsExactly("sizeGib");

    assertThat(client.plan(KIND, "data", "move", Map.of("host", other)).steps())
        .extracting(step -> step.destroys())
        .containsExactly(false, false, true);
    client.act(KIND, "data", "move", Map.of("host", other));
    await()
        .atMost(PATIENCE)
        .until(() -> client.get(KIND, "data").text("host"), host(other)::equals);
    awaitPhase(KIND, "data", Phase.READY);
    assertThat(content()).isEqualTo(BYTES);
    assertThat(refused(() -> client.remove("host", other)).problem().code())
        .isEqualTo("host-in-use");

    client.act(KIND, "data", "wipe", Map.of());
    awaitPhase(KIND, "data", Phase.READY);
    assertThat(content()).isEmpty();

    client.remove(KIND, "data");
    await().atMost(PATIENCE).until(() -> client.list(KIND, Query.ALL).total() == 0);
  }

  @Test
  void what_cannot_be_is_refused_at_its_field() {
    addHost(1);
    assertThat(refused(() -> client.create(KIND, Map.of("name", "a"))).errors())
        .extracting(e -> e.field())
        .containsExactly("sizeGib");
    assertThat(refused(() -> client.create(KIND, Map.of("name", "a", "sizeGib", 60_000))).errors())
        .extracting(e -> e.field())
        .containsExactly("host");
    made();
    assertThat(refused(() -> client.act(KIND, "data", "move", Map.of("host", "h1"))).errors())
        .extracting(e -> e.field())
        .containsExactly("host");
  }

  @Test
  void a_released_volume_is_forgotten_and_the_host_may_go() {
    addHost(1);
    made();
    client.act(KIND, "data", "release", Map.of());
    await().atMost(PATIENCE).until(() -> client.list(KIND, Query.ALL).total() == 0);
    client.remove("host", "h1");
    await().atMost(PATIENCE).until(() -> client.list("host", Query.ALL).total() == 0);
  }

  private void awaitMachine(String name, Phase phase) {
    awaitPhase("virtualMachine", name, phase);
  }

  private Object machineOf(String volume) {
    return client.get(KIND, volume).text("machine");
  }

  @Test
  void a_volume_is_at_one_machine_at_a_time_and_follows_what_its_field_says() {
    addHost(1);
    addHost(2);
    client.create("image", Map.of("name", "blank"));
    client.upload("image", "blank", new ByteArrayInputStream(new byte[1 << 20]));
    awaitPhase("image", "blank", Phase.READY);
    var volume = made();
    var host = volume.text("host");
    client.create(
        "virtualMachine", Map.of("name", "db", "image", "blank", "volumes", List.of("data:ro")));
    awaitMachine("db", Phase.RUNNING);
    assertThat(client.get("virtualMachine", "db").text("host")).isEqualTo(host);
    await().atMost(PATIENCE).until(() -> machineOf("data"), "db"::equals);
    for (ThrowingCallable request :
        List.<ThrowingCallable>of(
            () -> client.remove(KIND, "data"),
            () -> client.act(KIND, "data", "wipe", Map.of()),
            () -> client.download(KIND, "data"),
            () -> client.upload(KIND, "data", new ByteArrayInputStream(BYTES)))) {
      assertThat(refused(request).problem().code()).isIn("attached", "in-use");
    }
    var other = host.equals(host("h1")) ? "h2" : "h1";
    for (var where : List.of("h1", "h2")) {
      var second =
          Map.of("name", "b2", "host", where, "image", "blank", "volumes", List.of("data"));
      assertThat(refused(() -> client.create("virtualMachine", second)).errors())
          .extracting(e -> e.field())
          .containsExactly("volumes");
    }
    client.act(KIND, "data", "detach", Map.of());
    await().atMost(PATIENCE).until(() -> machineOf("data"), ""::equals);
    awaitMachine("db", Phase.RUNNING);

    client.act(KIND, "data", "attach", Map.of("machine", "db", "bus", "scsi"));
    await().atMost(PATIENCE).until(() -> machineOf("data"), "db"::equals);
    assertThat(client.get("virtualMachine", "db").fields().get("volumes"))
        .isEqualTo(List.of("data:scsi"));
    awaitMachine("db", Phase.RUNNING);
    client.remove("virtualMachine", "db");
    await().atMost(PATIENCE).until(() -> client.list("virtualMachine", Query.ALL).total() == 0);
    await().atMost(PATIENCE).until(() -> machineOf("data"), ""::equals);
    client.act(KIND, "data", "move", Map.of("host", other));
    awaitPhase(KIND, "data", Phase.READY);
  }
}
