package io.stampede;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.stampede.client.Query;
import io.stampede.client.Refused;
import io.stampede.client.Resource;
import io.stampede.engine.Phase;
import io.stampede.engine.Status;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.assertj.core.api.InstanceOfAssertFactories;
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

  private Resource ready(String name) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> {
          var is = client.get(KIND, name);
          assertThat(is.status()).as(is::toString).isEqualTo(Status.resting(Phase.READY));
        });
    return client.get(KIND, name);
  }

  private Resource made() {
    client.create(KIND, Map.of("name", "data", "sizeGib", 2));
    return ready("data");
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
    ready("data");
    var shrunk = refused(() -> client.update(KIND, "data", Map.of("sizeGib", 1)));
    assertThat(shrunk.errors()).extracting(e -> e.field()).containsExactly("sizeGib");

    assertThat(client.plan(KIND, "data", "move", Map.of("host", other)).steps())
        .extracting(step -> step.destroys())
        .containsExactly(false, false, true);
    client.act(KIND, "data", "move", Map.of("host", other));
    await()
        .atMost(PATIENCE)
        .until(() -> client.get(KIND, "data").text("host"), host(other)::equals);
    ready("data");
    assertThat(content()).isEqualTo(BYTES);
    client.act("host", first, "cordon", Map.of());
    var back = refused(() -> client.act(KIND, "data", "move", Map.of("host", first)));
    assertThat(back.problem().code()).as("as on any other way there").isEqualTo("no-room");
    assertThat(refused(() -> client.remove("host", other)).problem().code())
        .isEqualTo("host-in-use");

    client.act(KIND, "data", "wipe", Map.of());
    ready("data");
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
    makeImage();
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
    ready("data");
  }

  private void makeMachine(String name, List<String> volumes) {
    client.create("virtualMachine", Map.of("name", name, "image", "blank", "volumes", volumes));
    awaitMachine(name, Phase.RUNNING);
  }

  private void makeImage() {
    client.create("image", Map.of("name", "blank"));
    client.upload("image", "blank", new ByteArrayInputStream(new byte[1 << 20]));
    awaitPhase("image", "blank", Phase.READY);
  }

  private String code(ThrowingCallable request) {
    return refused(request).problem().code();
  }

  @Test
  void what_a_released_machine_goes_on_using_is_not_free_and_it_can_be_adopted_again() {
    addHost(1);
    addHost(2);
    makeImage();
    var other = made().text("host").equals(host("h1")) ? "h2" : "h1";
    makeMachine("db", List.of("data"));
    makeMachine("web", List.of());
    await().atMost(PATIENCE).until(() -> machineOf("data"), "db"::equals);
    var id = client.get("virtualMachine", "db").id();
    client.act("virtualMachine", id, "release", Map.of());
    for (ThrowingCallable request :
        List.<ThrowingCallable>of(
            () -> client.remove(KIND, "data"),
            () -> client.act(KIND, "data", "wipe", Map.of()),
            () -> client.act(KIND, "data", "move", Map.of("host", other)),
            () -> client.upload(KIND, "data", new ByteArrayInputStream(BYTES)),
            () -> client.update("virtualMachine", "web", Map.of("volumes", List.of("data"))))) {
      assertThat(code(request)).isEqualTo("attached");
    }

    client.act("virtualMachine", id, "adopt", Map.of());
    assertThat(client.get("virtualMachine", id).fields().get("volumes")).isEqualTo(List.of());
    client.update("virtualMachine", id, Map.of("memoryMib", 300));
    assertThat(code(() -> client.remove(KIND, "data"))).isEqualTo("attached");
    client.act(KIND, "data", "release", Map.of());
    await().atMost(PATIENCE).until(() -> client.list(KIND, Query.ALL).total() == 0);
  }

  @Test
  void of_volumes_that_are_attached_at_the_same_time_none_is_lost() throws Exception {
    addHost(1);
    makeImage();
    makeMachine("db", List.of());
    var names = List.of("a", "b", "c", "d");
    for (var name : names) client.create(KIND, Map.of("name", name, "sizeGib", 1));
    for (var name : names) ready(name);
    together(names, name -> client.act(KIND, name, "attach", Map.of("machine", "db")));
    assertThat(client.get("virtualMachine", "db").fields().get("volumes"))
        .asInstanceOf(InstanceOfAssertFactories.list(String.class))
        .containsExactlyInAnyOrderElementsOf(names);
    together(names, name -> client.act(KIND, name, "detach", Map.of()));
    assertThat(client.get("virtualMachine", "db").fields().get("volumes")).isEqualTo(List.of());
  }

  private static void together(List<String> names, Consumer<String> request) throws Exception {
    var begin = new CountDownLatch(1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var all =
          names.stream()
              .map(name ->
                  threads.submit(() -> {
                    begin.await();
                    request.accept(name);
                    return name;
                  }))
              .toList();
      begin.countDown();
      for (var one : all) one.get();
    }
  }

  /// Whether it is refused or the volume has arrived is a matter of who is faster.
  @Test
  void a_host_that_is_removed_during_a_move_takes_nothing_with_it() throws Exception {
    addHost(1);
    addHost(2);
    var first = made().text("host");
    client.upload(KIND, "data", new ByteArrayInputStream(BYTES));
    ready("data");
    var other = first.equals(host("h1")) ? "h2" : "h1";
    client.act(KIND, "data", "move", Map.of("host", other));
    try {
      client.remove("host", first);
    } catch (Refused e) {
      assertThat(e.problem().code()).isEqualTo("host-in-use");
    }
    ready("data");
    assertThat(content()).isEqualTo(BYTES);
  }
}
