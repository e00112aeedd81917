package io.stampede;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.stampede.client.Query;
import io.stampede.client.Refused;
import io.stampede.client.Resource;
import io.stampede.engine.Phase;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Links through the whole backend on emulated hosts, every step done twice.
@Tag("S12")
@Tag("S13")
@Tag("N3")
class LinksTest extends OnEmulatedHosts {
  @BeforeEach
  void aHost() {
    addHost(1);
  }

  private void awaitLeads(String link, String address) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> {
          var now = client.get("link", link);
          assertThat(now.status().phase()).as(now::toString).isEqualTo(Phase.READY);
          assertThat(now.text("leads")).contains(address);
        });
  }

  private Resource create(String name, String... links) {
    var fields = new HashMap<String, Object>();
    fields.put("name", name);
    fields.put("host", "h1");
    fields.put("image", "lab/busybox:1");
    fields.put("networks", List.of("managed"));
    fields.put("links", List.of(links));
    return client.create("container", fields);
  }

  private boolean isThere(String kind, String name) {
    return client.list(kind, Query.ALL).items().stream().anyMatch(r -> r.name().equals(name));
  }

  @Test
  void a_link_waits_for_its_target_is_turned_undone_and_goes_with_its_consumer() {
    create("web");
    var link =
        client.create("link", Map.of("consumer", "web", "alias", "db", "targets", List.of("db1")));
    assertThat(link.name()).isEqualTo("web.db");
    assertThat(link.text("address")).isEqualTo("10.42.240.1");
    var waits = awaitPhase("link", "web.db", Phase.WAITING);
    assertThat(waits.status().message()).isEqualTo("there is no container or machine db1 yet");
    create("db1");
    awaitLeads("web.db", "10.42.0.3");
    create("db2");
    awaitPhase("container", "db2", Phase.RUNNING);
    client.update("link", "web.db", Map.of("targets", List.of("db2"), "connections", "cut"));
    awaitLeads("web.db", "10.42.0.4");
    client.act("link", "web.db", "undo", Map.of());
    awaitLeads("web.db", "10.42.0.3");
    client.act("container", "db1", "stop", Map.of());
    assertThat(awaitPhase("link", "web.db", Phase.WAITING).status().message())
        .isEqualTo("db1 does not run");
    client.act("link", "web.db", "undo", Map.of());
    awaitLeads("web.db", "10.42.0.4");
    client.remove("container", "web");
    await().atMost(PATIENCE).until(() -> !isThere("link", "web.db"));
  }

  @Test
  void a_container_waits_for_what_it_is_linked_to_and_then_is_made() {
    create("web", "db1:db");
    await()
        .atMost(PATIENCE)
        .until(
            () -> client.get("container", "web").status().message(),
            "waiting for link db: there is no container or machine db1 yet"::equals);
    create("db1");
    awaitPhase("container", "web", Phase.RUNNING);
    awaitLeads("web.db", "10.42.0.3");
    var refused = catchThrowableOfType(Refused.class, () -> client.remove("link", "web.db"));
    assertThat(refused.problem().code()).isEqualTo("part-of-consumer");
    client.remove("container", "web");
    await().atMost(PATIENCE).until(() -> !isThere("link", "web.db"));
  }

  @Test
  void links_that_make_no_sense_are_refused_at_their_field() {
    create("web");
    client.create("link", Map.of("consumer", "web", "alias", "db", "targets", List.of("db1")));
    for (var wrong :
        List.<Map.Entry<String, Map<String, Object>>>of(
            Map.entry("consumer", Map.of("consumer", "nobody", "targets", List.of("db1"))),
            Map.entry("targets", Map.of("consumer", "web", "targets", List.of())),
            Map.entry(
                "alias",
                Map.of("consumer", "web", "name", "x", "alias", "db", "targets", List.of("a"))),
            Map.entry(
                "ports", Map.of("consumer", "web", "targets", List.of("a"), "ports", List.of("x"))),
            Map.entry(
                "consumer",
                Map.of("consumer", "web", "targets", List.of("a"), "network", "back")))) {
      var refused =
          catchThrowableOfType(Refused.class, () -> client.create("link", wrong.getValue()));
      assertThat(refused).as(wrong.toString()).isNotNull();
      assertThat(refused.errors().getFirst().field()).isEqualTo(wrong.getKey());
    }
    assertThat(
            catchThrowableOfType(Refused.class, () -> create("web2", "db1:db", "db2:db"))
                .errors()
                .getFirst()
                .field())
        .isEqualTo("links");
  }
}
