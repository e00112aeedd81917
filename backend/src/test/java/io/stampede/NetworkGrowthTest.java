package io.stampede;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stampede.client.Query;
import io.stampede.client.StampedeClient;
import io.stampede.demo.PlaneMove;
import io.stampede.engine.Phase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Many workloads over emulated hosts: counted is what these are brought, as no clock tells how
/// work grows.
@Tag("S27")
@Tag("S13")
class NetworkGrowthTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int HOSTS = 2;
  private static final int STEP = 100;

  @TempDir private Path folder;
  private Stampede stampede;
  private StampedeClient client;

  @BeforeEach
  void open() throws Exception {
    var settings = Stampede.Settings.in(folder.resolve("data")).asDemo().withTwice(false);
    stampede = Stampede.open(settings);
    client = stampede.client();
    for (int i = 1; i <= HOSTS; i++) {
      var address = "192.0.2." + i;
      var key = client.ask("host", "hostKey", Map.of("address", address)).get("fingerprint");
      client.create(
          "host", Map.of("name", "h" + i, "address", address, "privateKey", "any", "hostKey", key));
    }
    for (int i = 1; i <= HOSTS; i++) {
      var name = "h" + i;
      await()
          .atMost(PATIENCE)
          .until(() -> client.get("host", name).text("components"), c -> c.contains("net"));
    }
  }

  @AfterEach
  void close() throws Exception {
    stampede.close();
  }

  private List<PlaneMove> moves() {
    return stampede.emulatedNetworks().orElseThrow().moves();
  }

  private void create(int number) {
    client.create(
        "container",
        Map.of(
            "name",
            "c" + number,
            "host",
            "h" + (1 + number % HOSTS),
            "image",
            "lab/busybox:1",
            "networks",
            List.of("managed")));
  }

  /// Returns what was brought until all of them run, and every host was seen to have its networks.
  private List<PlaneMove> grown(int from) {
    int before = moves().size();
    for (int i = from; i < from + STEP; i++) create(i);
    await()
        .atMost(PATIENCE)
        .until(() ->
            client.list("container", Query.ALL).items().stream()
                    .filter(c -> c.status().phase() == Phase.RUNNING)
                    .count()
                == from + STEP);
    await()
        .atMost(PATIENCE)
        .until(() -> {
          var hosts = client.get("network", "managed").text("hosts");
          return hosts.split("applied", -1).length == HOSTS + 1;
        });
    return moves().subList(before, moves().size());
  }

  private static long files(List<PlaneMove> moves) {
    return moves.stream().mapToLong(PlaneMove::files).sum();
  }

  @Test
  void two_hundred_workloads_cost_as_much_each_as_one_hundred_and_a_link_turned_one_element() {
    var first = grown(0);
    var second = grown(STEP);
    // a new workload is a new name on each host of its network, and several may come in one command
    for (var moves : List.of(first, second)) {
      assertThat(moves).hasSizeBetween(1, STEP * HOSTS).noneMatch(PlaneMove::quick);
    }
    assertThat(second)
        .as("a command brings names, leases and rules only, however many there are")
        .allMatch(move -> move.files() <= 4);
    assertThat(files(second)).isLessThanOrEqualTo(4L * STEP * HOSTS);
    turn();
  }

  private void turn() {
    for (int i = 0; i < 3; i++) {
      client.create(
          "link",
          Map.of(
              "consumer",
              "c1",
              "alias",
              "l" + i,
              "targets",
              List.of("c2"),
              "ports",
              List.of("80")));
    }
    awaitLeads("c2");
    int before = moves().size();
    client.update("link", "c1.l1", Map.of("targets", List.of("c3")));
    awaitLeads("c3");
    var moves = moves().subList(before, moves().size());
    assertThat(moves)
        .filteredOn(move -> move.quick() || move.elements() > 0)
        .containsExactly(new PlaneMove(client.get("host", "h2").id(), true, 0, 1));
  }

  private void awaitLeads(String target) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> {
          var link = client.get("link", "c1.l1");
          assertThat(link.status().phase()).isEqualTo(Phase.READY);
          assertThat(link.text("leads")).contains(target);
        });
  }
}
