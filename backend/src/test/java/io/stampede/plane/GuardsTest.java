package io.stampede.plane;

import static io.stampede.plane.Models.container;
import static io.stampede.plane.Models.machine;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.stampede.plane.Guard.Direction;
import io.stampede.plane.Guard.Peer;
import io.stampede.plane.Guard.Ports;
import io.stampede.plane.Guard.Protocol;
import io.stampede.plane.Guard.Rule;
import io.stampede.plane.Models.Net;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("S9")
@Tag("S24")
class GuardsTest {
  static final Net NET =
      new Net(
          1,
          Overlay.IPSEC,
          List.of(
              container("web", "ho-1", "10.41.1.10"),
              machine("db", "ho-1", "10.41.1.20"),
              container("app", "ho-2", "10.41.2.10")));

  private static final Guard USUAL =
      guard(
          "sg-default", false, Set.of("10.41.1.20"), in(Protocol.ALL, 0, 0, new Peer.Neighbours()));
  private static final Guard WEB =
      guard(
          "sg-web",
          true,
          Set.of("10.41.1.10", "10.41.2.10"),
          in(Protocol.TCP, 80, 80, new Peer.Anyone()),
          in(Protocol.UDP, 8000, 8100, new Peer.Members("sg-app")),
          in(Protocol.ICMP, 0, 0, new Peer.Range(Cidr.of("10.41.2.0/24"))),
          new Rule(
              Direction.OUT, Protocol.TCP, Optional.of(new Ports(443, 443)), new Peer.Anyone()));
  private static final Guard APP = guard("sg-app", false, Set.of("10.41.2.10", "10.99.0.1"));

  static Guard guard(String id, boolean cuts, Set<String> members, Rule... rules) {
    return new Guard(id, 1, cuts, List.of(rules), members.stream().map(Ipv4::of).collect(toSet()));
  }

  /// @param first 0 means all ports
  static Rule in(Protocol protocol, int first, int last, Peer peer) {
    var ports = first == 0 ? Optional.<Ports>empty() : Optional.of(new Ports(first, last));
    return new Rule(Direction.IN, protocol, ports, peer);
  }

  static HostModel guarded() {
    return Models.of(2).model(1, NET).guardedBy(List.of(WEB, USUAL, APP));
  }

  private static String file(HostModel model, String path) {
    return HostNetwork.render(model).files().getOrDefault(path, "");
  }

  /// Over `direct`, hosts themselves ask each other in the name of a gateway.
  @Test
  void nobody_on_a_bridge_answers_for_what_is_on_other_hosts() {
    var over = new Net(4, Overlay.DIRECT, List.of(container("web", "ho-1", "10.44.1.10")));
    var model = Models.of(2).model(1, NET, over).guardedBy(List.of(USUAL));
    assertThat(file(model, "bridge.nft"))
        .contains("elements = { 10.41.0.0/16, 10.44.2.2-10.44.2.255, 10.44.240.0/20 }");
  }

  @Test
  void a_host_with_three_groups() throws IOException {
    var text = file(guarded(), "rules.nft") + file(guarded(), "bridge.nft");
    try (var in = GuardsTest.class.getResourceAsStream("guarded.txt")) {
      assertThat(text).isEqualTo(new String(Objects.requireNonNull(in).readAllBytes(), UTF_8));
    }
  }

  @Test
  void where_nobody_is_guarded_all_of_a_network_reach_each_other() {
    var open = Models.of(2).model(1, NET);
    assertThat(file(open, "rules.nft")).contains("chain guarded {\n    accept\n  }");
    assertThat(HostNetwork.render(open).files()).doesNotContainKey("bridge.nft");
  }

  @Test
  void a_rule_that_names_a_group_that_is_not_there_lets_nobody_in() {
    var lost =
        guard("sg-web", false, Set.of("10.41.1.10"), in(Protocol.ALL, 0, 0, new Peer.Members("x")));
    var model = Models.of(2).model(1, NET).guardedBy(List.of(lost));
    assertThat(file(model, "rules.nft")).contains("chain in_sg-web {\n  }");
  }

  @Test
  void a_group_without_members_here_is_not_told_here() {
    assertThat(file(guarded(), "rules.nft")).doesNotContain("set sg-app", "in_sg-app");
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "2, 1", "1, 65536"})
  void no_such_ports(int first, int last) {
    assertThatIllegalArgumentException().isThrownBy(() -> new Ports(first, last));
  }

  @Test
  void only_tcp_and_udp_have_ports() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> in(Protocol.ICMP, 1, 2, new Peer.Anyone()));
  }

  // --- growth
  // -------------------------------------------------------------------------------------

  /// All on one host, and in one group that names itself.
  private static HostModel crowd(int workloads) {
    var endpoints =
        IntStream.range(0, workloads)
            .mapToObj(i -> container("c" + i, "ho-1", address(i)))
            .toList();
    var addresses = IntStream.range(0, workloads).mapToObj(GuardsTest::address).collect(toSet());
    var group = guard("sg-1", false, addresses, in(Protocol.TCP, 80, 80, new Peer.Members("sg-1")));
    var models = Models.of(2);
    var one = models.model(1, new Net(1, Overlay.IPSEC, endpoints));
    var wide = new ArrayList<Segment>();
    for (var s : one.segments()) {
      wide.add(
          new Segment(
              s.network(),
              s.name(),
              s.number(),
              s.cidr(),
              Cidr.of("10.41.0.0/20"),
              s.overlay(),
              s.domain(),
              s.mtu(),
              List.of(),
              s.endpoints()));
    }
    return new HostModel(one.installation(), one.self(), wide).guardedBy(List.of(group));
  }

  private static String address(int i) {
    return "10.41.%d.%d".formatted(1 + i / 200, 2 + i % 200);
  }

  private static List<String> lines(HostModel model) {
    return HostNetwork.render(model).files().entrySet().stream()
        .flatMap(file -> file.getValue().lines().map(line -> file.getKey() + ": " + line))
        .toList();
  }

  @Test
  void what_is_rendered_grows_by_the_same_for_each_workload() {
    int each = lines(crowd(2)).size() - lines(crowd(1)).size();
    assertThat(each).isPositive();
    for (int n : List.of(200, 1000)) {
      assertThat(lines(crowd(n))).hasSize(lines(crowd(1)).size() + (n - 1) * each);
    }
  }

  @Test
  void one_workload_more_is_one_element_more_and_touches_nothing_else() {
    var before = lines(crowd(1000));
    var after = lines(crowd(1001));
    assertThat(after).containsAll(before);
    var mac = Mac.of(Ipv4.of(address(1000)));
    assertThat(minus(after, before))
        .containsExactlyInAnyOrder(
            "bridge.nft:     %s . %s,".formatted(mac, address(1000)),
            "bridge.nft:     %s,".formatted(mac),
            "dnsmasq/names: %s c1000.net1.stampede.internal c1000".formatted(address(1000)),
            "rules.nft:     %s,".formatted(address(1000)),
            "rules.nft:     %s,".formatted(address(1000)));
  }

  private static List<String> minus(List<String> all, List<String> some) {
    var left = new ArrayList<>(all);
    Stream.of(some).flatMap(List::stream).forEach(left::remove);
    return left;
  }

  @Test
  void chains_and_rules_do_not_grow_with_the_members_of_a_group() {
    for (var model : List.of(crowd(1), crowd(1000))) {
      assertThat(file(model, "rules.nft").lines().filter(l -> l.contains("@sg-1 "))).hasSize(2);
      assertThat(file(model, "rules.nft").lines().filter(l -> l.contains("@all_sg-1 "))).hasSize(1);
    }
  }
}
