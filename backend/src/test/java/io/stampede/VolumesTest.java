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
}
