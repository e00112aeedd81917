package io.stampede;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.stampede.client.Refused;
import io.stampede.engine.Phase;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Ports and floating addresses that lead to one of several addresses of their target; and what is
/// undone after the console was started anew.
@Tag("S8")
@Tag("S13")
@Tag("N3")
class ChosenNetworkTest extends OnEmulatedHosts {
  private static final String FLOATING = "192.168.10.200";

  @BeforeEach
  void twoNetworks() {
    addHost(1);
    client.create("network", Map.of("name", "wire", "cidr", "10.60.0.0/16"));
    client.create(
        "ipPool",
        Map.of(
            "name", "public",
            "networkAddress", "192.168.10.0",
            "start", FLOATING,
            "end", "192.168.10.201",
            "gateway", "192.168.10.254"));
    container("both", "managed", "wire");
    container("one", "managed");
  }

  private void container(String name, String... networks) {
    client.create(
        "container",
        Map.of(
            "name", name, "host", "h1", "image", "lab/busybox:1", "networks", List.of(networks)));
    awaitPhase("container", name, Phase.RUNNING);
  }

  private void awaitLeads(String kind, String name, String end) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> {
          var now = client.get(kind, name);
          assertThat(now.text("leadsTo")).as(now::toString).contains(end);
          assertThat(now.status().phase()).as(now::toString).isEqualTo(Phase.READY);
        });
  }

  private static String refusedAt(ThrowingCallable request) {
    var refused = catchThrowableOfType(Refused.class, request);
    assertThat(refused).as("it is refused").isNotNull();
    return refused.errors().getFirst().field() + ": " + refused.getMessage();
  }

  @Test
  void a_port_leads_by_the_network_that_is_chosen_and_undo_knows_it() {
    client.create("port", Map.of("name", "door", "target", "both", "publicPort", 8080));
    awaitLeads("port", "door", "(10.42.0.");
    client.update("port", "door", Map.of("network", "wire"));
    awaitLeads("port", "door", "(10.60.0.");
    assertThat(refusedAt(() -> client.update("port", "door", Map.of("target", "one"))))
        .isEqualTo("network: container one has no address on network wire");
    client.update("port", "door", Map.of("target", "one", "network", "managed"));
    awaitLeads("port", "door", "container one (10.42.0.");
    client.act("port", "door", "undo", Map.of());
    awaitLeads("port", "door", "container both (10.60.0.");
    client.update("port", "door", Map.of("network", ""));
    awaitLeads("port", "door", "container both (10.42.0.");
  }

  @Test
  void a_floating_address_leads_by_the_network_that_is_chosen() {
    client.create("floatingIp", Map.of("target", "both", "network", "wire"));
    awaitLeads("floatingIp", FLOATING, "container both (10.60.0.");
    assertThat(refusedAt(() -> client.update("floatingIp", FLOATING, Map.of("target", "one"))))
        .isEqualTo("network: container one has no address on network wire");
    client.act("floatingIp", FLOATING, "disassociate", Map.of());
    awaitLeads("floatingIp", FLOATING, "");
    client.update("floatingIp", FLOATING, Map.of("target", "one"));
    awaitLeads("floatingIp", FLOATING, "container one (10.42.0.");
  }

  /// Over the same data; the emulated hosts come back empty, and are filled again.
  private void startAnew() throws Exception {
    close();
    open();
    awaitPhase("host", "h1", Phase.CONNECTED);
  }

  @Test
  void a_first_association_and_a_turned_link_are_undone_after_the_console_was_started_anew()
      throws Exception {
    client.create("floatingIp", Map.of());
    client.update("floatingIp", FLOATING, Map.of("target", "both", "network", "wire"));
    awaitLeads("floatingIp", FLOATING, "container both (10.60.0.");
    client.create(
        "link",
        Map.of(
            "consumer", "one", "alias", "db", "targets", List.of("both"), "ports", List.of("80")));
    container("two", "managed");
    client.update("link", "one.db", Map.of("targets", List.of("two")));
    awaitPhase("link", "one.db", Phase.READY);

    startAnew();
    client.act("link", "one.db", "undo", Map.of());
    assertThat(client.get("link", "one.db").text("targets")).isEqualTo("[both]");
    client.act("floatingIp", FLOATING, "undo", Map.of());
    awaitLeads("floatingIp", FLOATING, "");
    assertThat(client.get("floatingIp", FLOATING).text("target")).isEmpty();
    client.act("floatingIp", FLOATING, "undo", Map.of());
    awaitLeads("floatingIp", FLOATING, "container both (10.60.0.");
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> {
          var link = client.get("link", "one.db");
          assertThat(link.status().phase()).as(link::toString).isEqualTo(Phase.READY);
          assertThat(link.text("leads")).contains("10.42.0.2");
        });
  }
}
