package io.stampede;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.stampede.client.Query;
import io.stampede.client.Refused;
import io.stampede.client.Related;
import io.stampede.client.Resource;
import io.stampede.engine.Phase;
import io.stampede.engine.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Published ports, pools and floating addresses through the whole backend on emulated hosts, every
/// step done twice.
@Tag("S8")
@Tag("S13")
@Tag("S23")
@Tag("S29")
class EdgesTest extends OnEmulatedHosts {
  @Override
  Resource awaitPhase(String kind, String name, Phase phase) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> {
          var status = client.get(kind, name).status();
          assertThat(status.phase()).as(status::toString).isEqualTo(phase);
          assertThat(status.message()).isNotEqualTo("waiting for its next look");
        });
    return client.get(kind, name);
  }

  private void awaitField(String kind, String name, String field, String value) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(client.get(kind, name).text(field)).isEqualTo(value));
    awaitPhase(kind, name, Phase.READY);
  }

  private Resource container(String name, String host, Map<String, ?> more) {
    var fields = new HashMap<String, Object>(more);
    fields.putIfAbsent("networks", List.of("managed"));
    fields.putAll(Map.of("name", name, "host", host, "image", "lab/busybox:1"));
    client.create("container", fields);
    return awaitPhase("container", name, Phase.RUNNING);
  }

  private void awaitGone(String kind, String name) {
    await()
        .atMost(PATIENCE)
        .until(() ->
            client.list(kind, Query.ALL).items().stream().noneMatch(r -> r.name().equals(name)));
  }

  private static Problem refusal(String field, ThrowingCallable request) {
    var refused = catchThrowableOfType(Refused.class, request);
    assertThat(refused).as("it is refused").isNotNull();
    if (!field.isEmpty()) assertThat(refused.errors().getFirst().field()).isEqualTo(field);
    return refused.problem();
  }

  private void pool(String name, int start, int end) {
    client.create(
        "ipPool",
        Map.of(
            "name",
            name,
            "networkAddress",
            "192.168.10.0",
            "start",
            "192.168.10." + start,
            "end",
            "192.168.10." + end,
            "gateway",
            "192.168.10.254"));
    awaitPhase("ipPool", name, Phase.READY);
  }

  @Test
  void what_names_a_resource_is_found_by_the_schema() {
    addHost(1);
    var web = container("web", "h1", Map.of());
    pool("public", 1, 9);
    client.create("port", Map.of("target", "web", "publicPort", "8080"));
    client.create("port", Map.of("target", web.id(), "publicPort", "8081"));
    client.create("floatingIp", Map.of("pool", "public", "target", "web"));
    container("other", "h1", Map.of());
    assertThat(Related.of(client, client.get("container", "web")))
        .extracting(r -> r.kind().name() + " by " + r.by().label())
        .containsExactlyInAnyOrder("port by Target", "port by Target", "floatingIp by Target");
    assertThat(Related.of(client, client.get("ipPool", "public")))
        .extracting(r -> r.kind().name())
        .containsExactly("floatingIp");
    assertThat(Related.of(client, client.get("container", "other"))).isEmpty();
  }

  @Test
  void a_port_leads_to_its_target_is_pointed_elsewhere_and_back_and_goes_with_it() {
    addHost(1);
    addHost(2);
    var web = container("web", "h1", Map.of()).text("address");
    var app = container("app", "h2", Map.of()).text("address");
    var port = client.create("port", Map.of("target", "web", "publicPort", 8080, "targetPort", 80));
    assertThat(port.name()).isEqualTo("web-8080");
    awaitField("port", "web-8080", "leadsTo", "container web (" + web + ":80)");
    assertThat(client.get("port", "web-8080").text("onHost")).isEqualTo("h1");

    client.update("port", "web-8080", Map.of("target", "app", "connections", "cut"));
    awaitField("port", "web-8080", "leadsTo", "container app (" + app + ":80)");
    assertThat(client.get("port", "web-8080").text("onHost")).as("it stays").isEqualTo("h1");
    client.act("port", "web-8080", "undo", Map.of());
    awaitField("port", "web-8080", "leadsTo", "container web (" + web + ":80)");
    client.act("port", "web-8080", "undo", Map.of());
    awaitField("port", "web-8080", "leadsTo", "container app (" + app + ":80)");

    client.remove("container", "app");
    awaitGone("container", "app");
    awaitGone("port", "web-8080");
  }

  @Test
  void a_port_waits_while_its_target_is_stopped_and_says_so() {
    addHost(1);
    container("web", "h1", Map.of());
    client.create("port", Map.of("name", "door", "target", "web", "publicPort", "8000-8002"));
    awaitPhase("port", "door", Phase.READY);
    client.act("container", "web", "stop", Map.of());
    var waiting = awaitPhase("port", "door", Phase.WAITING);
    assertThat(waiting.status().problem().orElseThrow().message())
        .isEqualTo("container web does not run");
    client.act("container", "web", "start", Map.of());
    awaitPhase("port", "door", Phase.READY);
    client.remove("port", "door");
    awaitGone("port", "door");
  }

  @Test
  void what_cannot_be_published_is_refused_at_its_field() {
    addHost(1);
    container("web", "h1", Map.of("publish", List.of("9090:90")));
    container("lone", "h1", Map.of("networks", List.of()));
    client.create("port", Map.of("target", "web", "publicPort", "8000-8010"));
    assertThat(refusal("publicPort", () -> publish("web", "8005")).message())
        .isEqualTo("port 8005/tcp of h1 is taken by published port web-8000-8010");
    assertThat(refusal("publicPort", () -> publish("web", "9090")).message())
        .isEqualTo("port 9090/tcp of h1 is taken by container web");
    assertThat(refusal("target", () -> publish("nobody", "80")).code()).isEqualTo("no-such-target");
    assertThat(refusal("target", () -> publish("lone", "80")).code()).isEqualTo("no-address");
    refusal("publicPort", () -> publish("web", "70000"));
    var narrow = Map.of("target", "web", "publicPort", "80-81", "targetPort", "80");
    assertThat(refusal("targetPort", () -> client.create("port", narrow)).code())
        .isEqualTo("other-size");
    var taken =
        Map.<String, Object>of(
            "name", "late", "host", "h1", "image", "lab/busybox:1", "publish", List.of("8001:80"));
    assertThat(refusal("host", () -> client.create("container", taken)).message())
        .contains("h1 has given port 8001/tcp to published port web-8000-8010");
  }

  @Test
  void a_container_is_made_with_ports_that_are_then_as_any_other() {
    addHost(1);
    var ports = List.of("8080:80", "53:53/udp");
    var web = container("web", "h1", Map.of("ports", ports)).text("address");
    awaitField("port", "web-8080", "leadsTo", "container web (" + web + ":80)");
    awaitField("port", "web-53-udp", "leadsTo", "container web (" + web + ":53)");
    var app = container("app", "h1", Map.of()).text("address");
    client.update("port", "web-8080", Map.of("target", "app"));
    awaitField("port", "web-8080", "leadsTo", "container app (" + app + ":80)");
    client.remove("port", "web-53-udp");
    awaitGone("port", "web-53-udp");
    client.update("container", "web", Map.of("restartPolicy", "always"));
    client.remove("container", "web");
    awaitGone("container", "web");
    assertThat(client.list("port", Query.ALL).items())
        .as("one is pointed elsewhere, one was removed and stays so")
        .extracting(Resource::name)
        .containsExactly("web-8080");
  }

  @Test
  void ports_that_a_container_cannot_have_are_refused_at_their_field() {
    addHost(1);
    container("web", "h1", Map.of("ports", List.of("8000-8010:8000-8010")));
    assertThat(made(List.of("8005:80")).message())
        .isEqualTo("port 8005/tcp of h1 is taken by published port web-8000-8010");
    assertThat(made(List.of("81:80", "80-82:90-92")).code()).isEqualTo("twice");
    assertThat(made(List.of("192.0.2.99:81:80")).code()).isEqualTo("not-of-host");
    for (var wrong : List.of("80", "80-81:80", "70000:80", "8080:80/sctp", "x:1:2")) {
      assertThat(made(List.of(wrong)).message()).contains(wrong);
    }
    var lone =
        Map.of("name", "lone", "host", "h1", "image", "lab/busybox:1", "ports", List.of("1:1"));
    assertThat(refusal("ports", () -> client.create("container", lone)).code())
        .isEqualTo("off-network");
  }

  private Problem made(List<String> ports) {
    var fields =
        Map.of(
            "name", "late",
            "host", "h1",
            "image", "lab/busybox:1",
            "networks", List.of("managed"),
            "ports", ports);
    return refusal("ports", () -> client.create("container", fields));
  }

  private void publish(String target, String publicPort) {
    client.create("port", Map.of("target", target, "publicPort", publicPort));
  }

  @Test
  void a_port_of_another_host_leads_there_over_the_network() {
    addHost(1);
    addHost(2);
    var web = container("web", "h1", Map.of()).text("address");
    client.create("port", Map.of("target", "web", "publicPort", 80, "host", "h2"));
    awaitField("port", "web-80", "leadsTo", "container web (" + web + ":80)");
    var network = client.get("network", "managed");
    assertThat(network.text("hosts")).contains("host=h1", "host=h2");
    assertThat(network.text("addresses")).doesNotContain("web-80");
    assertThat(network.number("workloads")).contains(1L);
  }

  @Test
  void a_pool_is_checked_and_kept_while_it_is_used() {
    addHost(10);
    pool("public", 200, 201);
    var pool = client.get("ipPool", "public");
    assertThat(pool.number("free")).contains(2L);
    assertThat(refusal("start", () -> pool("more", 201, 210)).message())
        .isEqualTo(
            "192.168.10.201 to 192.168.10.210 overlaps pool public, which is 192.168.10.200 to"
                + " 192.168.10.201");
    var managed =
        Map.of(
            "name", "inner",
            "networkAddress", "10.42.9.0",
            "start", "10.42.9.2",
            "end", "10.42.9.3",
            "gateway", "10.42.9.1");
    assertThat(refusal("networkAddress", () -> client.create("ipPool", managed)).code())
        .isEqualTo("overlaps");
    var overlapping = Map.of("name", "late", "cidr", "192.168.0.0/16");
    assertThat(refusal("cidr", () -> client.create("network", overlapping)).message())
        .contains("overlaps pool public");
    var holding =
        Map.of(
            "name", "holding",
            "networkAddress", "192.0.2.0",
            "start", "192.0.2.9",
            "end", "192.0.2.11",
            "gateway", "192.0.2.254");
    assertThat(refusal("start", () -> client.create("ipPool", holding)).message())
        .contains("192.0.2.10, which is host h10");

    var first = client.create("floatingIp", Map.of());
    assertThat(first.name()).isEqualTo("192.168.10.200");
    assertThat(client.create("floatingIp", Map.of("pool", "public")).name())
        .isEqualTo("192.168.10.201");
    var none = refusal("pool", () -> client.create("floatingIp", Map.of("pool", "public")));
    assertThat(none.blame()).isEqualTo(Problem.Blame.CAPACITY);
    assertThat(none.message()).isEqualTo("pool public has no address left: all 2 are in use");
    assertThat(refusal("", () -> client.remove("ipPool", "public")).code())
        .isEqualTo("pool-in-use");
    for (var address : List.of("192.168.10.200", "192.168.10.201")) {
      client.remove("floatingIp", address);
      awaitGone("floatingIp", address);
    }
    client.remove("ipPool", "public");
    awaitGone("ipPool", "public");
  }

  @Test
  void many_at_once_get_an_address_each() throws Exception {
    pool("public", 100, 119);
    var asks = new ArrayList<Callable<String>>();
    for (int i = 0; i < 20; i++) asks.add(() -> client.create("floatingIp", Map.of()).name());
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var given = new ArrayList<String>();
      for (var each : threads.invokeAll(asks)) given.add(each.get());
      assertThat(given).doesNotHaveDuplicates().hasSize(20);
    }
  }

  @Test
  void a_floating_address_moves_with_its_target_and_is_free_when_that_is_gone() {
    addHost(1);
    addHost(2);
    var web = container("web", "h1", Map.of()).text("address");
    var app = container("app", "h2", Map.of()).text("address");
    pool("public", 200, 210);
    var address =
        client.create("floatingIp", Map.of("address", "192.168.10.205", "target", "web")).name();
    assertThat(address).isEqualTo("192.168.10.205");
    awaitField("floatingIp", address, "leadsTo", "container web (" + web + ")");
    assertThat(
            refusal("target", () -> client.create("floatingIp", Map.of("target", "web"))).message())
        .isEqualTo("container web has floating address 192.168.10.205 already");

    client.update("floatingIp", address, Map.of("target", "app"));
    awaitField("floatingIp", address, "leadsTo", "container app (" + app + ")");
    assertThat(client.get("floatingIp", address).text("onHost")).isEqualTo("h2");
    client.act("floatingIp", address, "undo", Map.of());
    awaitField("floatingIp", address, "onHost", "h1");
    client.act("floatingIp", address, "disassociate", Map.of());
    awaitField("floatingIp", address, "leadsTo", "");
    client.act("floatingIp", address, "undo", Map.of());
    awaitField("floatingIp", address, "onHost", "h1");

    client.remove("container", "web");
    awaitGone("container", "web");
    awaitField("floatingIp", address, "target", "");
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(client.get("ipPool", "public").text("addresses")).contains("target="));
  }
}
