package io.stampede.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.stampede.engine.Problem;
import io.stampede.engine.ResourceId;
import io.stampede.metadata.Instance;
import io.stampede.network.HostModels.Assembled;
import io.stampede.network.HostModels.HostSeen;
import io.stampede.network.HostModels.Net;
import io.stampede.network.HostModels.Standing;
import io.stampede.plane.Cidr;
import io.stampede.plane.Endpoint;
import io.stampede.plane.HostModel;
import io.stampede.plane.Ipv4;
import io.stampede.plane.Mac;
import io.stampede.plane.Node;
import io.stampede.plane.Segment;
import io.stampede.plane.Told;
import io.stampede.store.Amount;
import io.stampede.store.Held;
import io.stampede.store.Reservation;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class HostModelsTest {
  private static final NetworkSpec MANAGED = NetworkSpec.usual().numbered(1);
  private static final Net NET = new Net("nw-1", MANAGED);
  private static final List<Reservation> TAKEN =
      List.of(
          taken("container", "ct-1", "Web_1", "ho-1", "10.42.0.2", "10.42.0.0/24"),
          taken("virtualMachine", "vm-1", "db", "ho-2", "10.42.1.2", "10.42.1.0/24"));

  private static Reservation taken(
      String kind, String id, String name, String host, String address, String block) {
    return new Reservation(
        new ResourceId(kind, id),
        name,
        host,
        Amount.NOTHING,
        List.of(),
        List.of(),
        List.of(new Held("nw-1", address, block)));
  }

  private static Underlay at(String address) {
    return new Underlay(Ipv4.of(address), Optional.empty(), 1500);
  }

  private static HostSeen host(int number, Standing standing) {
    return new HostSeen(
        "ho-" + number,
        "h" + number,
        number,
        Optional.of(at("192.0.2." + number)),
        Optional.empty(),
        Optional.empty(),
        standing);
  }

  private static HostModels models(Standing standing) {
    var hosts = List.of(host(1, standing), host(2, Standing.NONE), host(3, Standing.NONE));
    return new HostModels("in-1", hosts, List.of(NET), TAKEN);
  }

  private static HostModel model(String host) {
    return ((Assembled.Model) models(Standing.NONE).of(host)).model();
  }

  @Test
  void a_host_has_a_segment_with_all_names_and_the_ways_to_the_others() {
    assertThat(model("ho-1").self().underlay()).hasToString("192.0.2.1");
    var segment = model("ho-1").segments().getFirst();
    assertThat(segment.bridge()).isEqualTo("st-1");
    assertThat(segment.block()).hasToString("10.42.0.0/24");
    assertThat(segment.domain()).isEqualTo("managed.stampede.internal");
    assertThat(segment.far())
        .containsExactly(new Segment.Far(model("ho-2").self(), Cidr.of("10.42.1.0/24")));
    assertThat(segment.endpoints())
        .containsExactly(
            new Endpoint("ct-1", "web-1", "ho-1", Ipv4.of("10.42.0.2"), Optional.empty()),
            new Endpoint(
                "vm-1", "db", "ho-2", Ipv4.of("10.42.1.2"), Optional.of(Mac.from("vm-1/nw-1"))));
  }

  private static Guest guest(String kind, String id, String name) {
    return new Guest(
        new ResourceId(kind, id),
        new UUID(0, 1),
        name,
        new Instance.Image("im-1", "tiny", "x86_64"),
        new Instance.Type("custom-1-96", 1, 96),
        Instant.EPOCH,
        List.of(),
        Optional.empty(),
        List.of("vda"));
  }

  private static List<Told> told(String host, NetworkSpec network) {
    var hosts = List.of(host(1, Standing.NONE), host(2, Standing.NONE));
    var guests =
        List.of(guest("container", "ct-1", "Web_1"), guest("virtualMachine", "vm-1", "db"));
    var models = new HostModels("in-1", hosts, List.of(new Net("nw-1", network)), TAKEN, guests);
    return ((Assembled.Model) models.of(host)).model().told();
  }

  @Test
  void a_machine_is_told_about_itself_on_its_own_host_with_what_DHCP_tells_it() {
    assertThat(told("ho-1", MANAGED)).isEmpty();
    var db = told("ho-2", MANAGED).getFirst();
    assertThat(db.mark()).startsWith("vm-1 ");
    assertThat(db.instance().hostname()).isEqualTo("db");
    assertThat(db.instance().place()).isEqualTo(new Instance.Place("h2", "in-1"));
    var nic = db.instance().nics().getFirst();
    assertThat(nic.address().getHostAddress()).isEqualTo("10.42.1.2");
    assertThat(nic.mac()).isEqualTo(Mac.from("vm-1/nw-1").toString());
    assertThat(nic.network().base().getHostAddress()).isEqualTo("10.42.0.0");
    assertThat(nic.network().prefix()).isEqualTo(16);
    assertThat(nic.network().gateway().orElseThrow().getHostAddress()).isEqualTo("10.42.1.1");
    assertThat(nic.network().mtu()).hasValue(1400);
    assertThat(nic.network().domain()).contains("managed.stampede.internal");
  }

  @Test
  void a_container_is_told_about_itself_where_its_network_says_so() {
    var open =
        new NetworkSpec(
            MANAGED.name(),
            MANAGED.cidr(),
            MANAGED.blockSize(),
            MANAGED.overlay(),
            MANAGED.domain(),
            MANAGED.mtu(),
            MANAGED.number(),
            true);
    var web = told("ho-1", open).getFirst().instance();
    assertThat(web.hostname()).isEqualTo("web-1");
    assertThat(web.nics().getFirst().mac()).isEqualTo("02:42:0a:2a:00:02");
  }

  @Test
  void a_host_without_workloads_has_nothing_of_it() {
    assertThat(model("ho-3").segments()).isEmpty();
    assertThat(models(Standing.NONE).nothing("ho-1").segments()).isEmpty();
    assertThat(models(Standing.NONE).nothing("ho-gone").self().host()).isEqualTo("ho-gone");
  }

  @Test
  void a_host_behind_nat_is_reached_at_its_routers_address_and_has_its_own() {
    var hidden = new Underlay(Ipv4.of("10.0.0.5"), Optional.of(Ipv4.of("203.0.113.5")), 1400);
    var node = hidden.node("ho-1", 1, Optional.empty());
    assertThat(node.underlay()).hasToString("203.0.113.5");
    assertThat(node.uplink()).isEqualTo(new Node.Uplink(Optional.of(Ipv4.of("10.0.0.5")), 1400));
  }

  @Test
  void a_host_that_cannot_take_part_is_told_why_and_without_an_address_left_out_by_others() {
    var lost =
        new HostSeen(
            "ho-2",
            "h2",
            2,
            Optional.empty(),
            Optional.of("has no stampede-net yet"),
            Optional.empty(),
            Standing.NONE);
    var models = new HostModels("in-1", List.of(host(1, Standing.NONE), lost), List.of(NET), TAKEN);
    assertThat(models.of("ho-2")).isEqualTo(new Assembled.NotYet("h2 has no stampede-net yet"));
    var segment = ((Assembled.Model) models.of("ho-1")).model().segments().getFirst();
    assertThat(segment.far()).isEmpty();
  }

  @Test
  void a_host_whose_component_is_away_for_a_moment_keeps_its_tunnels() {
    var one = host(1, Standing.NONE);
    var away =
        new HostSeen(
            "ho-2",
            "h2",
            2,
            Optional.of(at("192.0.2.2")),
            Optional.of("has a stampede-net that does not run"),
            Optional.empty(),
            Standing.NONE);
    var models = new HostModels("in-1", List.of(one, away), List.of(NET), TAKEN);
    var segment = ((Assembled.Model) models.of("ho-1")).model().segments().getFirst();
    assertThat(segment.far()).isEqualTo(model("ho-1").segments().getFirst().far());
  }

  @Test
  void a_network_tells_its_hosts_addresses_and_pairs_by_their_names() {
    var pair =
        new PairSeen(
            "ho-1",
            "ho-2",
            "nw-1",
            false,
            Optional.empty(),
            0,
            0,
            OptionalLong.empty(),
            100,
            java.util.OptionalInt.empty(),
            Optional.of("NO_PROPOSAL_CHOSEN"));
    var facts =
        models(new Standing(List.of("nw-1"), true, Optional.empty(), List.of(pair))).facts("nw-1");
    assertThat(facts.workloads()).isEqualTo(2);
    assertThat(facts.hosts())
        .containsExactly(
            new NetworkFacts.Part(
                "h1", "10.42.0.0/24", "10.42.0.1", 1, 252, NetworkFacts.State.APPLIED, "ho-1"),
            new NetworkFacts.Part(
                "h2", "10.42.1.0/24", "10.42.1.1", 1, 252, NetworkFacts.State.WAITING, "ho-2"));
    assertThat(facts.addresses().getFirst())
        .isEqualTo(new NetworkFacts.Use("10.42.0.2", "Web_1", "container", "ct-1", "h1"));
    assertThat(facts.problem().map(Problem::message))
        .contains("h1 does not reach h2 on network managed: NO_PROPOSAL_CHOSEN");
  }

  @Test
  void what_is_measured_anew_each_time_is_no_news() {
    var at =
        new PairSeen(
            "a",
            "b",
            "n",
            true,
            Optional.empty(),
            1,
            2,
            OptionalLong.of(3),
            0,
            java.util.OptionalInt.of(1400),
            Optional.empty());
    var later =
        new PairSeen(
            "a",
            "b",
            "n",
            true,
            Optional.empty(),
            9,
            9,
            OptionalLong.of(9),
            0,
            java.util.OptionalInt.of(1400),
            Optional.empty());
    var down =
        new PairSeen(
            "a",
            "b",
            "n",
            false,
            Optional.empty(),
            9,
            9,
            OptionalLong.of(9),
            0,
            java.util.OptionalInt.of(1400),
            Optional.empty());
    assertThat(later).isEqualTo(at).hasSameHashCodeAs(at);
    assertThat(down).isNotEqualTo(at);
  }
}
