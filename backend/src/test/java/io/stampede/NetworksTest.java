package io.stampede;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.stampede.client.Query;
import io.stampede.client.Refused;
import io.stampede.client.Resource;
import io.stampede.engine.Phase;
import io.stampede.engine.Problem;
import java.io.ByteArrayInputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Managed networks through the whole backend on emulated hosts, every step done twice.
@Tag("S9")
@Tag("S23")
class NetworksTest extends OnEmulatedHosts {
  private Resource create(String name, String host, String... networks) {
    return client.create("container", fields(name, host, networks));
  }

  private static Map<String, Object> fields(String name, String host, String... networks) {
    return Map.of(
        "name", name, "host", host, "image", "lab/busybox:1", "networks", List.of(networks));
  }

  private static Problem refusal(
      String field, org.assertj.core.api.ThrowableAssert.ThrowingCallable request) {
    var refused = catchThrowableOfType(Refused.class, request);
    assertThat(refused).as("it is refused").isNotNull();
    if (!field.isEmpty()) assertThat(refused.errors().getFirst().field()).isEqualTo(field);
    return refused.problem();
  }

  private void remove(String kind, String name) {
    client.remove(kind, name);
    await()
        .atMost(PATIENCE)
        .until(() ->
            client.list(kind, Query.ALL).items().stream().noneMatch(r -> r.name().equals(name)));
  }

  @Test
  void a_network_is_there_from_the_start_and_never_made_again_after_its_removal() throws Exception {
    var managed = awaitPhase("network", "managed", Phase.READY);
    assertThat(managed.fields())
        .containsEntry("cidr", "10.42.0.0/16")
        .containsEntry("blockSize", 24L)
        .containsEntry("overlay", "ipsec")
        .containsEntry("domain", "managed.stampede.internal")
        .containsEntry("number", 1L);
    close();
    open();
    assertThat(client.list("network", Query.ALL).total()).isEqualTo(1);
    remove("network", "managed");
    close();
    open();
    assertThat(client.list("network", Query.ALL).total()).isZero();
  }

  @Test
  void a_new_network_has_a_number_and_range_of_its_own() {
    var other = client.create("network", Map.of("name", "back", "cidr", "10.50.0.0/22"));
    assertThat(other.fields())
        .containsEntry("number", 2L)
        .containsEntry("blockSize", 24L)
        .containsEntry("domain", "back.stampede.internal");
    assertThat(
            refusal(
                    "cidr",
                    () -> client.create("network", Map.of("name", "x", "cidr", "10.42.8.0/21")))
                .message())
        .contains("overlaps network managed, which is 10.42.0.0/16");
    addHost(1);
    assertThat(
            refusal(
                    "cidr",
                    () -> client.create("network", Map.of("name", "x", "cidr", "192.0.2.0/24")))
                .message())
        .contains("which host h1 is on");
    var same = Map.of("name", "x", "cidr", "10.60.0.0/16", "domain", "back.stampede.internal");
    assertThat(refusal("domain", () -> client.create("network", same)).code())
        .isEqualTo("not-unique");
    var narrow = Map.of("name", "x", "cidr", "10.60.0.0/20", "blockSize", 20);
    assertThat(refusal("blockSize", () -> client.create("network", narrow)).code())
        .isEqualTo("too-large");
    client.update("network", "back", Map.of("overlay", "wireguard"));
    assertThat(client.get("network", "back").text("overlay")).isEqualTo("wireguard");
    refusal("cidr", () -> client.update("network", "back", Map.of("cidr", "10.51.0.0/22")));
  }

  @Test
  void networks_made_at_once_never_share_anything() throws Exception {
    var all =
        atOnce(8, i -> client.create("network", Map.of("name", "n" + i, "cidr", "10.9.0.0/20")));
    assertThat(all.stream().filter(made -> made)).hasSize(1);
    var more =
        atOnce(
            8,
            i ->
                client.create(
                    "network", Map.of("name", "m" + i, "cidr", "10.%d.0.0/16".formatted(100 + i))));
    assertThat(more).doesNotContain(false);
    assertThat(client.list("network", Query.ALL).items().stream().map(r -> r.number("number")))
        .doesNotHaveDuplicates()
        .hasSize(10);
  }

  private interface Nth {
    Object call(int i);
  }

  /// Whether each was met.
  private static List<Boolean> atOnce(int n, Nth nth) throws Exception {
    var go = new CountDownLatch(1);
    try (var threads = Executors.newFixedThreadPool(n)) {
      List<Future<Boolean>> all =
          IntStream.range(0, n)
              .mapToObj(i ->
                  threads.submit(() -> {
                    go.await();
                    try {
                      return nth.call(i) != null;
                    } catch (Refused _) {
                      return false;
                    }
                  }))
              .toList();
      go.countDown();
      var met = new java.util.ArrayList<Boolean>();
      for (var one : all) met.add(one.get());
      return met;
    }
  }

  @Test
  void a_hundred_at_once_get_an_address_each() throws Exception {
    addHost(1);
    addHost(2);
    var name = "c%d";
    assertThat(atOnce(100, i -> create(name.formatted(i), "h" + (1 + i % 2), "managed")))
        .doesNotContain(false);
    var all = client.list("container", Query.ALL).items();
    assertThat(all.stream().map(r -> r.text("address")))
        .hasSize(100)
        .allMatch(address -> address.startsWith("10.42."))
        .doesNotHaveDuplicates();
    assertThat(all.stream().map(r -> r.text("address").replaceFirst("[.]\\d+$", "")).distinct())
        .as("a block for each host")
        .hasSize(2);
  }

  @Test
  void a_workload_waits_for_its_network_keeps_its_address_and_gives_it_back() {
    addHost(1);
    var web = create("web", "h1", "managed");
    assertThat(web.text("address")).isEqualTo("10.42.0.2");
    var running = awaitPhase("container", "web", Phase.RUNNING);
    assertThat(running.text("ipAddress")).isEqualTo("10.42.0.2");
    assertThat(client.tasks("", "", 100))
        .as("what is done is told with names, not with ids")
        .anyMatch(task -> task.resourceName().equals("networks of h1"));
    client.act("container", "web", "stop", Map.of());
    awaitPhase("container", "web", Phase.STOPPED);
    assertThat(create("more", "h1", "managed").text("address")).isEqualTo("10.42.0.3");
    client.act("container", "web", "start", Map.of());
    assertThat(awaitPhase("container", "web", Phase.RUNNING).text("address"))
        .isEqualTo("10.42.0.2");
    assertThat(refusal("", () -> client.remove("network", "managed")).message())
        .contains("web", "more");
    remove("container", "web");
    assertThat(create("again", "h1", "managed").text("address")).isEqualTo("10.42.0.2");
    for (var name : List.of("again", "more")) remove("container", name);
    remove("network", "managed");
  }

  @Test
  void containers_and_machines_share_networks_and_several_cards_are_allowed() {
    addHost(1);
    addHost(2);
    client.create("network", Map.of("name", "back", "cidr", "10.50.0.0/16"));
    create("web", "h1", "managed", "back=10.50.7.9", "docker:bridge");
    var web = awaitPhase("container", "web", Phase.RUNNING);
    assertThat(web.text("address")).isEqualTo("10.42.0.2, 10.50.7.9");
    assertThat(web.fields().get("attached")).isEqualTo(List.of("bridge", "st-1", "st-2"));
    client.create("image", Map.of("name", "blank"));
    client.upload("image", "blank", new ByteArrayInputStream(new byte[1 << 20]));
    awaitPhase("image", "blank", Phase.READY);
    client.create(
        "virtualMachine",
        Map.of("name", "db", "host", "h2", "image", "blank", "networks", List.of("managed")));
    assertThat(awaitPhase("virtualMachine", "db", Phase.RUNNING).text("address"))
        .isEqualTo("10.42.1.2");
    var managed = awaitPhase("network", "managed", Phase.READY);
    assertThat(managed.number("workloads")).contains(2L);
    assertThat(managed.text("hosts"))
        .contains("h1", "10.42.0.0/24", "h2", "10.42.1.0/24", "applied");
    assertThat(managed.text("addresses")).contains("web", "db");
    client.update("virtualMachine", "db", Map.of("networks", List.of("managed", "back")));
    await()
        .atMost(PATIENCE)
        .until(() -> client.get("virtualMachine", "db").text("address").contains("10.50."));
    assertThat(client.get("virtualMachine", "db").text("address")).startsWith("10.42.1.2, ");
  }

  @Test
  void an_address_that_is_asked_for_decides_the_host() {
    addHost(1);
    addHost(2);
    create("web", "h2", "managed=10.42.9.9");
    var fields = new HashMap<>(fields("more", "h2", "managed=10.42.9.10"));
    fields.remove("host");
    assertThat(client.create("container", fields).text("host"))
        .isEqualTo(client.get("host", "h2").id());
    assertThat(refusal("networks", () -> create("web2", "h1", "managed=10.42.9.11")).code())
        .isEqualTo("not-on-host");
  }

  @Test
  void cards_that_make_no_sense_are_refused_at_their_field() {
    addHost(1);
    for (var wrong :
        List.of(
            new String[] {"nowhere"},
            new String[] {"managed", "managed=10.42.0.9"},
            new String[] {"docker:host", "managed"},
            new String[] {"bridge:br0"},
            new String[] {"Not a network"},
            new String[] {"managed=10.41.0.1"})) {
      refusal("networks", () -> create("web", "h1", wrong));
    }
    assertThatCode(() -> create("web", "h1")).doesNotThrowAnyException();
    assertThat(client.get("container", "web").fields().get("networks"))
        .isEqualTo(List.of("docker:bridge"));
  }

  @Test
  void a_host_is_left_only_after_its_networks_are() {
    addHost(1);
    create("web", "h1", "managed");
    awaitPhase("container", "web", Phase.RUNNING);
    client.act("container", "web", "release", Map.of());
    assertThat(client.plan("host", "h1", "remove", Map.of()).steps())
        .extracting(step -> step.title())
        .containsExactly("leave no trace on h1");
    remove("host", "h1");
    var done = client.tasks("", "", 100).stream().map(t -> t.title()).toList();
    var cleared = "take the networks away from the host";
    assertThat(done).contains("bring the networks to the host", cleared);
    assertThat(done.indexOf("leave no trace on h1"))
        .as("newest first")
        .isLessThan(done.indexOf(cleared));
  }
}
