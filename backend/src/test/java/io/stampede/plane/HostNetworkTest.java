package io.stampede.plane;

import static io.stampede.plane.Models.container;
import static io.stampede.plane.Models.machine;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stampede.plane.Models.Net;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("S27")
class HostNetworkTest {
  private static final List<Endpoint> ENDPOINTS =
      List.of(
          machine("db", "ho-1", "10.41.1.20"),
          container("web", "ho-2", "10.41.2.9"),
          container("Web_2", "ho-1", "10.41.1.9"));

  /// A network over each overlay.
  static Net[] all() {
    return new Net[] {
      new Net(1, Overlay.IPSEC, ENDPOINTS),
      new Net(2, Overlay.WIREGUARD),
      new Net(3, Overlay.VXLAN),
      new Net(4, Overlay.DIRECT)
    };
  }

  /// What the files are is in a file beside this class, and so is whatever changes there.
  private static void assertFiles(HostModel model, String golden) throws IOException {
    var text = new StringBuilder();
    HostNetwork.render(model)
        .files()
        .forEach((path, content) -> text.append("=== ").append(path).append('\n').append(content));
    try (var in = HostNetworkTest.class.getResourceAsStream(golden)) {
      var expected = new String(Objects.requireNonNull(in, golden).readAllBytes(), UTF_8);
      assertThat(text.toString()).isEqualTo(expected);
    }
  }

  @Test
  void three_hosts_on_networks_over_every_overlay() throws IOException {
    assertFiles(threeHosts(), "three-hosts.txt");
  }

  @Test
  void one_host_alone() throws IOException {
    assertFiles(Models.of(1).model(1, new Net(1, Overlay.IPSEC, ENDPOINTS)), "one-host.txt");
  }

  @Test
  @Tag("S12")
  void what_is_sent_elsewhere_is_one_element_a_line_and_sorted() {
    var redirects = redirects();
    var plain = Models.of(2).model(1, new Net(1, Overlay.IPSEC));
    var files = HostNetwork.render(plain.with(redirects)).files();
    assertThat(files.getOrDefault("maps", "").lines())
        .containsExactly(
            "anyports tcp . 8080 : 10.41.1.20 . 80",
            "fipin 198.51.100.7 : 10.41.1.20",
            "fipout 10.41.1.20 : 198.51.100.7",
            "floating 198.51.100.7",
            "links 10.41.240.2 . tcp . 5432 : 10.41.2.9 . 5433",
            "ports 192.0.2.1 . udp . 53 : 10.41.2.9 . 53",
            "self 10.41.1.20 . 10.41.1.20",
            "spread 10.41.240.2 . tcp . 80 : 10.41.1.20 . 8080, 10.41.2.9 . 80");
    assertThat(files.getOrDefault("dnsmasq/names", ""))
        .isEqualTo("10.41.240.2 db.web-1.net1.stampede.internal db.web-1\n");
    assertThat(files.get("rules.nft"))
        .isEqualTo(HostNetwork.render(plain).files().get("rules.nft"));
  }

  static HostModel threeHosts() {
    return Models.of(3).model(2, all());
  }

  /// Some of each.
  private static Redirects redirects() {
    var here = Ipv4.of("10.41.1.20");
    var there = Ipv4.of("10.41.2.9");
    var link = Ipv4.of("10.41.240.2");
    return new Redirects(
        List.of(
            to(Optional.of(link), Transport.TCP, 5432, new Redirect.Spot(there, 5433)),
            to(Optional.of(link), Transport.UDP, 53),
            to(
                Optional.of(link),
                Transport.TCP,
                80,
                new Redirect.Spot(there, 80),
                new Redirect.Spot(here, 8080))),
        List.of(
            to(Optional.empty(), Transport.TCP, 8080, new Redirect.Spot(here, 80)),
            to(Optional.of(Ipv4.of("192.0.2.1")), Transport.UDP, 53, new Redirect.Spot(there, 53))),
        List.of(new RedirectFloating(Ipv4.of("198.51.100.7"), here)),
        List.of(new RedirectName("nw-1", link, "db", "Web_1")));
  }

  /// All that a host can have.
  static HostModel everything() {
    return threeHosts().guardedBy(GuardsTest.guarded().guards()).with(redirects());
  }

  private static Redirect to(
      Optional<Ipv4> at, Transport transport, int port, Redirect.Spot... targets) {
    return new Redirect(at, transport, port, List.of(targets));
  }

  @Test
  void a_port_that_leads_to_two_places_at_once_is_refused() {
    var port = to(Optional.empty(), Transport.TCP, 80);
    assertThatThrownBy(() -> Redirects.NONE.withPorts(List.of(port, port)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("tcp . 80");
  }

  @Test
  void a_floating_address_leads_in_and_out_and_is_put_on_its_uplink() {
    var gateway = Ipv4.of("192.168.10.254");
    var floating =
        new RedirectFloating(
            Ipv4.of("192.168.10.200"),
            Ipv4.of("10.41.1.10"),
            Optional.of(new RedirectFloating.Uplink(Optional.empty(), gateway)));
    var named =
        new RedirectFloating(
            Ipv4.of("192.168.10.201"),
            Ipv4.of("10.41.1.11"),
            Optional.of(new RedirectFloating.Uplink(Optional.of("eth1"), gateway)));
    var model =
        Models.of(1)
            .model(1, new Net(1, Overlay.IPSEC))
            .with(Redirects.NONE.withFloating(List.of(named, floating)));
    assertThat(HostNetwork.render(model).files().get("maps"))
        .isEqualTo(
            """
            fipin 192.168.10.200 : 10.41.1.10
            fipin 192.168.10.201 : 10.41.1.11
            fipout 10.41.1.10 : 192.168.10.200
            fipout 10.41.1.11 : 192.168.10.201
            floating 192.168.10.200
            floating 192.168.10.201
            self 10.41.1.10 . 10.41.1.10
            self 10.41.1.11 . 10.41.1.11
            uplink 192.168.10.200 : - 192.168.10.254
            uplink 192.168.10.201 : eth1 192.168.10.254
            """);
    assertThatThrownBy(() -> new RedirectFloating.Uplink(Optional.of("eth0; reboot"), gateway))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  @Tag("S9")
  void a_workload_on_two_networks_has_one_way_out_and_one_name_outside() {
    var inside = Ipv4.of("10.41.1.20");
    var second = Ipv4.of("10.42.1.20");
    var outside = Ipv4.of("198.51.100.7");
    var one = new Net(1, Overlay.IPSEC, List.of(machine("db", "ho-1", "10.41.1.20")));
    var two = new Net(2, Overlay.WIREGUARD, List.of(machine("db", "ho-1", "10.42.1.20")));
    var floating = List.of(new RedirectFloating(outside, inside));
    var model =
        Models.of(2)
            .model(1, one, two)
            .with(Redirects.NONE.withFloating(floating))
            .aside(List.of(second));
    var mac = Mac.from("vm-db");
    assertThat(file(model, "dnsmasq/dhcp").lines())
        .containsExactly(mac + ",10.41.1.20,db", mac + ",set:aside,10.42.1.20,db");
    assertThat(file(model, "dnsmasq/dnsmasq.conf").lines())
        .contains(
            "dhcp-option=tag:aside,option:router",
            "dhcp-option=tag:n2,tag:!aside,option:router,10.42.1.1");
    assertThat(file(model, "maps").lines())
        .contains("fipout 10.41.1.20 : 198.51.100.7", "fipout 10.42.1.20 : 198.51.100.7");
    assertThat(file(model, "rules.nft"))
        .contains("set aside { type ipv4_addr; elements = {\n    10.42.1.20,\n  }; }");
  }

  @Test
  void links_have_the_last_sixteenth_of_a_network_or_the_last_block() {
    assertThat(Segment.virtual(Cidr.of("10.42.0.0/16"), 24)).hasToString("10.42.240.0/20");
    assertThat(Segment.virtual(Cidr.of("10.9.0.0/24"), 26)).hasToString("10.9.0.192/26");
    assertThat(Segment.virtual(Cidr.of("10.0.0.0/8"), 24)).hasToString("10.240.0.0/12");
  }

  @Test
  void without_a_network_nothing_is_there() {
    assertThat(HostNetwork.render(Models.of(3).model(1)).files()).isEmpty();
  }

  @Test
  void the_order_of_what_is_given_does_not_matter() {
    var models = Models.of(3);
    var there = models.model(1, all());
    var turned =
        new HostModel(
            there.installation(),
            there.self(),
            there.segments().reversed().stream()
                .map(s ->
                    new Segment(
                        s.network(),
                        s.name(),
                        s.number(),
                        s.cidr(),
                        s.block(),
                        s.overlay(),
                        s.domain(),
                        s.mtu(),
                        s.far().reversed(),
                        s.endpoints().reversed()))
                .toList());
    assertThat(HostNetwork.render(turned)).isEqualTo(HostNetwork.render(there));
  }

  @Test
  void only_the_lower_number_begins_a_tunnel_and_both_name_each_other() {
    var models = Models.of(2);
    var low = HostNetwork.render(models.model(1, all())).files().get("swanctl/swanctl.conf");
    var high = HostNetwork.render(models.model(2, all())).files().get("swanctl/swanctl.conf");
    assertThat(low).contains("start_action = start", "id = ho-2").doesNotContain("= none");
    assertThat(high).contains("start_action = none", "id = ho-1").doesNotContain("= start");
  }

  @Test
  void no_two_children_of_a_host_share_their_identification() {
    var conf =
        HostNetwork.render(
                Models.of(40).model(7, new Net(1, Overlay.IPSEC), new Net(2, Overlay.IPSEC)))
            .files()
            .getOrDefault("swanctl/swanctl.conf", "");
    var identifications = conf.lines().filter(line -> line.contains("reqid")).toList();
    assertThat(identifications).hasSize(39 * 2).doesNotHaveDuplicates();
  }

  @Test
  void names_that_would_be_syntax_become_plain_names() {
    var nasty =
        List.of(
            container("a\naddress=/#/6.6.6.6", "ho-1", "10.41.1.5"),
            container("-_.-", "ho-1", "10.41.1.6"),
            container("x".repeat(80), "ho-1", "10.41.1.7"),
            machine("Größe,ignore", "ho-1", "10.41.1.8"));
    var files = HostNetwork.render(Models.of(1).model(1, new Net(1, Overlay.IPSEC, nasty))).files();
    assertThat(files.getOrDefault("dnsmasq/names", "").lines())
        .containsExactly(
            "10.41.1.5 a-address-6-6-6-6.net1.stampede.internal a-address-6-6-6-6",
            "10.41.1.6 ip-10-41-1-6.net1.stampede.internal ip-10-41-1-6",
            "10.41.1.7 %1$s.net1.stampede.internal %1$s".formatted("x".repeat(63)),
            "10.41.1.8 gr-e-ignore.net1.stampede.internal gr-e-ignore");
    assertThat(files.getOrDefault("dnsmasq/dhcp", "").lines())
        .containsExactly(Mac.from("vm-Größe,ignore") + ",10.41.1.8,gr-e-ignore");
  }

  @Test
  void ids_domains_and_keys_that_would_be_syntax_are_refused() {
    var address = Ipv4.of("192.0.2.1");
    assertThatThrownBy(() -> new Node("ho 1 {", 1, address, Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Node("ho-1", 1, address, Optional.of("x\n[Peer]")))
        .isInstanceOf(IllegalArgumentException.class);
    var plain = Models.of(1).model(1, new Net(1, Overlay.IPSEC)).segments().getFirst();
    assertThatThrownBy(() -> renamed(plain, "a.b\nserver=6.6.6.6"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(renamed(plain, "a.b").domain()).isEqualTo("a.b");
  }

  private static Segment renamed(Segment s, String domain) {
    return new Segment(
        s.network(),
        s.name(),
        s.number(),
        s.cidr(),
        s.block(),
        s.overlay(),
        domain,
        s.mtu(),
        s.far(),
        s.endpoints());
  }

  private static Node behind(int number, String router) {
    var own = new Node.Uplink(Optional.of(Ipv4.of("10.0.0." + number)), 1500);
    var node = Models.of(number).node(number);
    return new Node(node.host(), number, Ipv4.of(router), own, node.wireguardKey());
  }

  @Test
  void a_host_behind_nat_begins_and_is_taken_from_whatever_address_it_comes() {
    var open = Models.of(1).node(1);
    var hidden = behind(2, "203.0.113.5");
    var models = new Models(List.of(open, hidden));
    var ipsec = new Net(1, Overlay.IPSEC);
    assertThat(file(models.model(1, ipsec), "swanctl/swanctl.conf"))
        .contains("local_addrs = 192.0.2.1", "remote_addrs = 203.0.113.5, 0.0.0.0/0")
        .contains("start_action = none");
    assertThat(file(models.model(2, ipsec), "swanctl/swanctl.conf"))
        .contains("local_addrs = 10.0.0.2", "remote_addrs = 192.0.2.1\n")
        .contains("start_action = start");
    var wireguard = new Net(1, Overlay.WIREGUARD);
    assertThat(file(models.model(1, wireguard), "wg0.conf")).doesNotContain("Endpoint");
    assertThat(file(models.model(2, wireguard), "wg0.conf")).contains("Endpoint = 192.0.2.1:51842");
  }

  @Test
  void hosts_behind_one_router_do_not_go_through_it_and_those_behind_two_do() {
    var one = behind(1, "203.0.113.5");
    var ipsec = new Net(1, Overlay.IPSEC);
    var same = new Models(List.of(one, behind(2, "203.0.113.5")));
    assertThat(file(same.model(1, ipsec), "swanctl/swanctl.conf"))
        .contains("remote_addrs = 10.0.0.2\n", "start_action = start")
        .doesNotContain("_port");
    var two = new Models(List.of(one, behind(2, "203.0.113.6")));
    assertThat(file(two.model(1, ipsec), "swanctl/swanctl.conf"))
        .contains("remote_addrs = 203.0.113.6, 0.0.0.0/0", "start_action = start")
        .contains("    local_port = 4500\n    remote_port = 4500\n");
    var wireguard = new Net(1, Overlay.WIREGUARD);
    assertThat(file(two.model(1, wireguard), "wg0.conf")).contains("Endpoint = 203.0.113.6:51842");
  }

  private static String file(HostModel model, String path) {
    return Objects.requireNonNull(HostNetwork.render(model).files().get(path), path);
  }

  @Test
  void a_packet_fits_through_the_narrowest_uplink_in_its_wrapping() {
    var wide = Models.of(2);
    assertThat(mtus(wide.model(1, all()), wide.node(1))).containsExactly(1400, 1420, 1450, 1500);
    var narrow =
        new Node(
            "ho-2",
            2,
            Ipv4.of("192.0.2.2"),
            new Node.Uplink(Optional.empty(), 1450),
            Optional.empty());
    var mixed = new Models(List.of(wide.node(1), narrow));
    assertThat(mtus(mixed.model(1, all()), mixed.node(1))).containsExactly(1350, 1370, 1400, 1450);
    var asked = Models.of(1).model(1, new Net(1, Overlay.DIRECT)).segments().getFirst();
    var less =
        new Segment(
            asked.network(),
            asked.name(),
            1,
            asked.cidr(),
            asked.block(),
            Overlay.DIRECT,
            asked.domain(),
            OptionalInt.of(9000),
            List.of(),
            List.of());
    assertThat(less.mtu(wide.node(1))).isEqualTo(1500);
  }

  private static List<Integer> mtus(HostModel model, Node self) {
    return model.segments().stream().map(segment -> segment.mtu(self)).toList();
  }

  @Test
  void the_reverse_of_a_range_ends_at_whole_bytes() {
    assertThat(Names.reverse(Cidr.of("10.42.0.0/16"))).containsExactly("42.10.in-addr.arpa");
    assertThat(Names.reverse(Cidr.of("10.42.8.0/22")))
        .containsExactly(
            "8.42.10.in-addr.arpa",
            "9.42.10.in-addr.arpa",
            "10.42.10.in-addr.arpa",
            "11.42.10.in-addr.arpa");
    assertThat(Names.reverse(Cidr.of("172.16.0.0/15")))
        .containsExactly("16.172.in-addr.arpa", "17.172.in-addr.arpa");
  }

  @Test
  void a_peer_without_a_key_yet_is_left_out_of_wireguard() {
    var models =
        new Models(
            List.of(
                Models.of(1).node(1), new Node("ho-2", 2, Ipv4.of("192.0.2.2"), Optional.empty())));
    var files = HostNetwork.render(models.model(1, new Net(2, Overlay.WIREGUARD))).files();
    assertThat(files.get("wg0.conf")).doesNotContain("[Peer]");
    assertThat(files.get("routes")).contains("10.42.2.0/24 dev st-wg");
  }
}
