package io.stampede.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.stampede.engine.ResourceId;
import io.stampede.network.LinkModels.Workload;
import io.stampede.plane.Cidr;
import io.stampede.plane.Ipv4;
import io.stampede.plane.Redirect;
import io.stampede.store.Amount;
import io.stampede.store.Held;
import io.stampede.store.Reservation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("S12")
class LinkModelsTest implements LinkModels.World {
  private static final Network NETWORK =
      new Network("nw-1", "managed", Cidr.of("10.42.0.0/16"), 24, 1, "managed.internal");
  private static final ResourceId WEB = new ResourceId("container", "ct-web");

  private final List<Workload> workloads = new ArrayList<>();
  private final List<Reservation> reservations = new ArrayList<>();

  @Override
  public List<Workload> find(String nameOrId) {
    return workloads.stream().filter(w -> w.id().value().equals("ct-" + nameOrId)).toList();
  }

  @Override
  public Optional<Reservation> reserved(ResourceId id) {
    return reservations.stream().filter(r -> r.id().equals(id)).findFirst();
  }

  private void add(String name, boolean runs, boolean unwell, String address, String... exposed) {
    var id = new ResourceId("container", "ct-" + name);
    var ports = List.of(exposed).stream().map(LinkPort::new).toList();
    workloads.add(new Workload(id, runs, unwell, ports, Map.of("OF", name)));
    var held =
        address.isEmpty()
            ? List.<Held>of()
            : List.of(new Held("nw-1", address, address.replaceAll("\\d+$", "0/24")));
    reservations.add(new Reservation(id, name, "ho-1", Amount.NOTHING, List.of(), List.of(), held));
  }

  private static LinkSpec link(String ports, String... targets) {
    var asked = new ContainerLink(targets[0] + ":db" + (ports.isEmpty() ? "" : ":" + ports));
    var spec = LinkSpec.inborn(WEB, "web", asked).on(NETWORK, Ipv4.of("10.42.240.1"));
    return new LinkSpec(
        spec.name(),
        spec.consumer(),
        spec.alias(),
        List.of(targets),
        spec.ports(),
        spec.connections(),
        spec.network(),
        spec.address(),
        spec.consumerKind(),
        spec.networkId(),
        List.of(),
        OptionalLong.empty(),
        false);
  }

  private LinkModels.Leading leading(LinkSpec link) {
    add("web", true, false, "10.42.0.2");
    return new LinkModels(List.of(), this).leading(link);
  }

  private static List<String> spots(LinkModels.Leading leading) {
    return leading.redirects().stream()
        .map(Redirect::targets)
        .map(targets -> targets.stream().map(Redirect.Spot::toString).toList().toString())
        .toList();
  }

  @Test
  void it_leads_to_what_its_target_exposes() {
    add("db1", true, false, "10.42.1.7", "5432/tcp", "53/udp");
    var leading = leading(link("", "db1"));
    assertThat(spots(leading)).containsExactly("[10.42.1.7 . 5432]", "[10.42.1.7 . 53]");
    assertThat(leading.problem()).isEmpty();
    assertThat(leading.host()).contains("ho-1");
  }

  @Test
  void ports_that_are_asked_for_go_to_every_target_that_is_well() {
    add("db1", true, false, "10.42.1.7", "5432/tcp");
    add("db2", true, true, "10.42.1.8");
    add("db3", true, false, "10.42.1.9");
    add("db4", false, false, "10.42.1.10");
    var leading = leading(link("80:8080", "db1", "db2", "db3", "db4"));
    assertThat(spots(leading)).containsExactly("[10.42.1.7 . 8080, 10.42.1.9 . 8080]");
    assertThat(leading.problem()).as("somebody answers").isEmpty();
    assertThat(leading.targets().stream().map(LinkFacts.Target::state))
        .containsExactly(
            LinkFacts.State.READY,
            LinkFacts.State.UNHEALTHY,
            LinkFacts.State.READY,
            LinkFacts.State.STOPPED);
  }

  @Test
  void why_it_leads_nowhere_is_said_with_whose_fault_it_is() {
    add("db1", false, false, "10.42.1.7", "5432/tcp");
    add("db2", true, true, "10.42.1.8", "5432/tcp");
    add("db3", true, false, "", "5432/tcp");
    add("db4", true, false, "10.42.1.9");
    assertThat(code("db0")).isEqualTo("no-target");
    assertThat(code("db1")).isEqualTo("target-stopped ct-db1");
    assertThat(code("db2")).isEqualTo("target-unhealthy ct-db2");
    assertThat(code("db3")).isEqualTo("target-off-network ct-db3");
    assertThat(code("db4")).isEqualTo("no-ports");
  }

  private String code(String target) {
    var leading = leading(link("", target));
    assertThat(leading.redirects()).isEmpty();
    var on = leading.on().map(id -> " " + id.value()).orElse("");
    return leading.problem().orElseThrow().code() + on;
  }

  @Test
  void a_container_is_told_once_the_ports_are_known() {
    var models = new LinkModels(List.of(), this);
    assertThat(models.linked("web", link("", "db1")).pending().orElseThrow().why())
        .isEqualTo("waiting for link db: there is no container or machine db1 yet");
    assertThat(models.linked("web", link("5432", "db1")).env()).containsKey("DB_PORT_5432_TCP");
    add("db1", false, false, "10.42.1.7", "80/tcp");
    var linked = models.linked("web", link("", "db1"));
    assertThat(linked.env())
        .containsEntry("DB_PORT", "tcp://10.42.240.1:80")
        .containsEntry("DB_ENV_OF", "db1");
    assertThat(linked.hosts()).containsExactly(Map.entry("db", "10.42.240.1"));
  }
}
