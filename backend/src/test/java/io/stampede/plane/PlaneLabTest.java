package io.stampede.plane;

import static org.assertj.core.api.Assertions.assertThat;

import io.stampede.engine.Outcome;
import io.stampede.engine.Sight;
import io.stampede.host.HostTrace;
import io.stampede.lab.Host;
import io.stampede.lab.Lab;
import io.stampede.lab.LabHost;
import io.stampede.lab.LabImages;
import io.stampede.plane.Models.Net;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Networks over three real hosts. Nobody applies anything but where a test says so: what comes
/// back does so by itself.
@Lab
@Tag("S27")
@Tag("N2")
class PlaneLabTest extends PlaneHostContract {
  private static final Net IPSEC = new Net(1, Overlay.IPSEC);
  private static final Net WIREGUARD = new Net(2, Overlay.WIREGUARD);
  private static final Net VXLAN = new Net(3, Overlay.VXLAN);
  private static final Net DIRECT = new Net(4, Overlay.DIRECT);

  private static PlaneLab lab;
  private static List<String> untouched;

  @BeforeAll
  static void open(
      @TempDir Path data,
      @Host("h1") LabHost one,
      @Host("h2") LabHost two,
      @Host("h3") LabHost three)
      throws IOException {
    lab = new PlaneLab(data, one, two, three);
    untouched = HostTrace.of(one);
  }

  @AfterAll
  static void close() {
    lab.close();
  }

  @AfterEach
  void clear() {
    lab.clear();
  }

  @Override
  PlaneHost host() {
    return lab.plane();
  }

  @Override
  Models alone() {
    return new Models(List.of(lab.models().node(1)));
  }

  @Override
  void drift() {
    lab.host(1).sh("nft flush chain ip stampede guard");
  }

  @Test
  @Tag("S15")
  @Tag("S9")
  void containers_of_all_hosts_hear_each_other_over_every_overlay_and_networks_are_apart() {
    var nets = new Net[] {IPSEC, WIREGUARD, VXLAN, DIRECT};
    lab.apply(nets);
    lab.boxes(nets);
    lab.awaitAllHear(nets);
    lab.awaitAnswers(nets);
    lab.awaitWanted(nets);
    for (var other : List.of(WIREGUARD, VXLAN, DIRECT)) {
      for (int to : new int[] {1, 2}) {
        assertThat(lab.hears(1, IPSEC, PlaneLab.address(to, other), "I am")).isFalse();
      }
    }
    whoIsOnSeveralHearsAllOfThem(nets);
    var pairs = lab.seen(1, nets).pairs();
    assertThat(pairs).hasSize(8).allSatisfy(pair -> assertThat(pair.rttMicros()).isPresent());
    assertThat(pairs)
        .filteredOn(pair -> pair.network().equals("nw-1"))
        .allSatisfy(pair -> {
          assertThat(pair.since()).isPresent();
          assertThat(pair.bytesIn()).isPositive();
        });
  }

  /// By the card of each, though the default route is by one of them, or by none.
  private static void whoIsOnSeveralHearsAllOfThem(Net... nets) {
    for (var net : nets) {
      var plug = "docker network connect --ip 10.%1$d.1.11 st-%2$d %3$s";
      var command = plug.formatted(40 + net.number(), net.number(), "boxes");
      if (net == nets[0]) {
        lab.host(1).sh("docker run -d --name boxes %s sleep 1000".formatted(LabImages.BUSYBOX));
      }
      lab.host(1).sh(command);
    }
    assertThat(lab.host(1).sh("docker exec boxes ip route")).contains("default via 172.17.0.1");
    for (var net : nets) {
      var far = PlaneLab.address(2, net);
      var ask = "timeout 5 docker exec boxes wget -q -O - http://%s/".formatted(far);
      assertThat(lab.host(1).sh(ask).strip()).isEqualTo("I am " + lab.host(2).name());
      var back = "docker exec box%d ping -c 1 -W 2 10.%d.1.11";
      lab.host(2).sh(back.formatted(net.number(), 40 + net.number()));
    }
  }

  @Test
  void the_overlay_of_a_living_network_is_changed_under_its_containers() {
    lab.apply(IPSEC);
    lab.boxes(IPSEC);
    lab.awaitAllHear(IPSEC);
    var before = boxes();
    for (var overlay : List.of(Overlay.DIRECT, Overlay.WIREGUARD, Overlay.VXLAN, Overlay.IPSEC)) {
      var net = new Net(1, overlay);
      lab.apply(net);
      lab.awaitAllHear(net);
      lab.awaitWanted(net);
    }
    assertThat(boxes()).isEqualTo(before);
  }

  private static List<String> boxes() {
    return lab.all(i -> lab.host(i).sh("docker inspect -f '{{.Id}} {{.State.StartedAt}}' box1"));
  }

  @Test
  @Tag("S15")
  void nothing_leaves_in_clear_also_while_charon_is_down_and_it_comes_back() {
    lab.apply(IPSEC, WIREGUARD);
    lab.boxes(IPSEC, WIREGUARD);
    lab.awaitAllHear(IPSEC, WIREGUARD);
    lab.host(1).sh("docker exec -d box1 ping -i 0.2 " + PlaneLab.address(2, IPSEC));
    try (var capture = Capture.ofClear(lab.host(1))) {
      for (int i : new int[] {1, 2}) lab.host(i).sh("kill -KILL $(pgrep -x charon)");
      assertThat(lab.hears(1, 2, IPSEC)).isFalse();
      lab.awaitAllHear(IPSEC, WIREGUARD);
      assertThat(capture.packets()).isEmpty();
    }
    // the same capture sees what is in clear
    var direct = new Net(1, Overlay.DIRECT);
    lab.apply(direct, WIREGUARD);
    try (var capture = Capture.ofClear(lab.host(1))) {
      Eventually.until(() -> lab.hears(1, 2, direct), true);
      assertThat(capture.packets()).isNotEmpty();
    }
  }

  /// A daemon's word is not taken for a tunnel, no refusal is the last one, and keys made anew and
  /// ends that begin at once leave one tunnel for a pair.
  @Test
  @Tag("S15")
  void a_tunnel_that_only_looks_well_is_told_and_one_that_was_refused_is_tried_again() {
    lab.apply(IPSEC);
    lab.boxes(IPSEC);
    lab.awaitAllHear(IPSEC);
    lab.awaitAnswers(IPSEC);
    lab.host(2)
        .sh(
            """
            nft 'add table ip broken
            add chain ip broken in { type filter hook prerouting priority -400; }
            add rule ip broken in iifname "ipsec0" drop'
            """);
    Eventually.until(() -> !pair().answers() && pair().since().isPresent(), true);
    lab.host(2).sh("nft delete table ip broken");
    lab.awaitAllHear(IPSEC);

    var conf = "/var/lib/stampede/net/swanctl/swanctl.conf";
    lab.host(2).sh("sed -i 's/= aes256gcm16-.*/= aes128-sha256-modp2048/' " + conf);
    lab.host(2).sh(TAKEN);
    swanctl(1, "--terminate --ike " + lab.models().node(2).host());
    Eventually.until(
        () -> pair().error().filter(said -> said.contains("NO_PROPOSAL_CHOSEN")).isPresent(), true);
    lab.all(i -> lab.plane().apply(lab.model(i, IPSEC)));
    lab.awaitAllHear(IPSEC);

    swanctl(1, "--rekey --ike " + lab.models().node(2).host());
    swanctl(2, "--initiate --timeout 3 --ike " + lab.models().node(1).host());
    assertThat(lab.hears(1, 2, IPSEC)).isTrue();
    lab.awaitAnswers(IPSEC);
    Eventually.until(
        () ->
            lab.host(1).sh("docker exec stampede-net swanctl --list-sas | grep -c ESTABL").strip(),
        "2");
  }

  /// Neither end compares what it has with the new tunnel here, as when both begin at once; host 2
  /// makes a new one because what it was told differs from what its tunnel was made with.
  @Test
  void of_two_tunnels_to_a_host_the_one_without_a_child_or_the_younger_is_ended() {
    lab.apply(IPSEC);
    lab.boxes(IPSEC);
    var anyNumber =
        "sed -i 's/unique = replace/unique = never/' /var/lib/stampede/net/swanctl/swanctl.conf\n"
            + TAKEN;
    lab.host(1).sh(anyNumber);
    lab.awaitAllHear(IPSEC);
    Eventually.until(PlaneLabTest::tunnels, 1L);
    lab.host(2).sh(anyNumber);
    for (var second : List.of("--ike %s", "--child %s-1")) {
      var before = tunnel();
      watch("STOP");
      swanctl(2, "--initiate --timeout 5 " + second.formatted(lab.models().node(1).host()));
      assertThat(tunnels()).isEqualTo(2);
      watch("CONT");
      Eventually.until(PlaneLabTest::tunnels, 1L);
      assertThat(tunnel()).isEqualTo(before);
      lab.awaitAnswers(IPSEC);
    }
  }

  /// The tunnels that host 1 has to host 2: name and number of each.
  private static String tunnel() {
    return lab.host(1)
        .sh(
            "docker exec stampede-net swanctl --list-sas | grep '^%s: .*ESTABL' | cut -d, -f1"
                .formatted(lab.models().node(2).host()))
        .strip();
  }

  private static long tunnels() {
    return tunnel().lines().count();
  }

  private static void watch(String signal) {
    lab.host(1)
        .sh(
            "docker exec stampede-net sh -c 'kill -%s $(cat /run/stampede/watch.daemon)'"
                .formatted(signal));
  }

  private static PlaneSight.Pair pair() {
    return lab.seen(1, IPSEC).pairs().getFirst();
  }

  /// Returns when the component has taken what the files say.
  private static final String TAKEN =
      """
      docker exec stampede-net sh -c '
        echo test >/run/stampede/asks
        until rm /run/stampede/done.test 2>/dev/null; do sleep 0.1; done'
      """;

  private static void swanctl(int host, String command) {
    lab.host(host).run("docker exec stampede-net swanctl " + command);
  }

  @Test
  void what_ended_or_was_restarted_comes_back_with_nobody_applying_it() {
    lab.apply(IPSEC, VXLAN);
    lab.boxes(IPSEC, VXLAN);
    lab.awaitAllHear(IPSEC, VXLAN);
    lab.host(3).sh("ip route flush proto 84; ip route flush table 220");
    lab.host(1).sh("docker restart -t 2 stampede-net");
    lab.awaitAllHear(IPSEC, VXLAN);
    lab.host(2).reboot();
    lab.awaitAllHear(IPSEC, VXLAN);
    lab.awaitWanted(IPSEC, VXLAN);
  }

  @Test
  void a_bridge_that_was_deleted_is_named_and_made_again_under_its_containers() {
    lab.apply(IPSEC);
    lab.boxes(IPSEC);
    lab.awaitAllHear(IPSEC);
    lab.host(1).sh("ip link del st-1");
    assertThat(lab.seen(1, IPSEC).differences()).contains("the bridge st-1 is not there");
    lab.apply(IPSEC);
    lab.awaitAllHear(IPSEC);
    lab.awaitWanted(IPSEC);
  }

  @Test
  void a_file_changed_by_hand_is_named_and_healed() {
    lab.apply(IPSEC);
    lab.awaitWanted(IPSEC);
    lab.host(1).sh("echo '# mine' >> /var/lib/stampede/net/dnsmasq/dnsmasq.conf");
    lab.host(1).sh("sysctl -q net.ipv4.conf.all.rp_filter=1");
    assertThat(lab.seen(1, IPSEC).differences())
        .containsExactly(
            "dnsmasq/dnsmasq.conf was changed", "net.ipv4.conf.all.rp_filter is not 2");
    lab.apply(IPSEC);
    lab.awaitWanted(IPSEC);
  }

  @Test
  @Tag("N7")
  void what_comes_late_puts_nothing_back_when_all_was_taken_away() {
    lab.apply(DIRECT);
    lab.awaitWanted(DIRECT);
    var waited =
        lab.host(1)
            .sh(
                """
                pid=$(docker inspect -f '{{.State.Pid}}' stampede-net)
                mkdir -p /tmp/late && cd /tmp/late && cp /var/lib/stampede/net/rules.nft . && : >.gone && : >.all
                tar -czf ../late.tgz rules.nft .gone .all
                lock=/proc/$pid/root/run/stampede/turn.lock
                exec 5>>$lock && flock 5
                nsenter -t $pid -m -p -- net-take </tmp/late.tgz >/tmp/late.said 2>&1 5>&- &
                until pgrep -fx 'flock 6' >/dev/null; do sleep 0.02; done # it has opened it
                rm $lock # as who has taken all away does last
                exec 5>&-
                wait
                cat /tmp/late.said
                """);
    assertThat(waited.strip()).isEqualTo("failed: the networks were taken away meanwhile");

    assertThat(lab.plane().clear("ho-" + lab.host(1).name())).isEqualTo(Outcome.done());
    var late =
        lab.host(1)
            .sh(
                """
                pid=$(docker inspect -f '{{.State.Pid}}' stampede-net)
                ls /proc/$pid/root/run/stampede/turn.lock 2>/dev/null
                print=$(sha256sum </tmp/late/rules.nft)
                echo that is all | nsenter -t $pid -m -p -- net-maps ${print%% *}
                echo $?
                rm -r /tmp/late*
                nft list tables | grep stampede
                true
                """);
    assertThat(late.strip()).isEqualTo("3");
    assertThat(lab.plane().look(lab.model(1, DIRECT))).isInstanceOf(Sight.Missing.class);
  }

  @Test
  void a_network_that_containers_are_on_is_not_taken_away() {
    lab.apply(DIRECT);
    lab.box(1, DIRECT);
    var outcome = lab.plane().apply(lab.model(1, VXLAN));
    assertThat(outcome).isInstanceOf(Outcome.Stuck.class);
    var problem = ((Outcome.Stuck) outcome).problem();
    assertThat(problem.code()).isEqualTo("network-in-use");
    assertThat(problem.message()).contains("st-4", "box4");
  }

  @Test
  @Tag("S6")
  void names_are_told_on_every_host_and_their_removal_too() {
    var web = Models.container("web", lab.models().node(2).host(), "10.41.2.10");
    var named = new Net(1, Overlay.IPSEC, List.of(web));
    lab.apply(named);
    lab.boxes(named);
    Eventually.until(() -> name("web.net1.stampede.internal"), true);
    assertThat(name("web")).isTrue();
    assertThat(lab.host(1).sh("docker exec box1 nslookup 10.41.2.10 10.41.1.1 | grep 'name = '"))
        .contains("web.net1.stampede.internal");
    lab.apply(IPSEC);
    Eventually.until(() -> name("web.net1.stampede.internal"), false);
  }

  /// Also while the one before it would still have it, as it went without giving it back.
  @Test
  @Tag("S6")
  void an_address_is_told_to_the_machine_that_has_it_now() {
    var here = lab.models().node(1).host();
    lab.host(1)
        .sh(
            """
            set -e
            [ -e /run/netns ] || touch /tmp/netns-is-ours
            ip netns add guest
            ip link add guest0 type veth peer name eth0 netns guest
            """);
    try {
      for (var name : List.of("db", "cache")) {
        lab.apply(new Net(4, Overlay.DIRECT, List.of(Models.machine(name, here, "10.44.1.20"))));
        lab.host(1)
            .sh(
                """
                ip link set guest0 master st-4 up
                ip -n guest link set eth0 down address %s
                ip -n guest link set eth0 up
                """
                    .formatted(Mac.from("vm-" + name)));
        Eventually.until(PlaneLabTest::isTold, true);
      }
    } finally {
      lab.host(1)
          .sh(
              """
              ip netns del guest
              ! rm /tmp/netns-is-ours 2>/dev/null || { umount /run/netns; rmdir /run/netns; }
              """);
    }
  }

  private static boolean isTold() {
    return lab.host(1)
        .run("nsenter --net=/run/netns/guest busybox udhcpc -nq -t2 -T1 -i eth0 -s /bin/true 2>&1")
        .out()
        .contains("10.44.1.20");
  }

  private static boolean name(String name) {
    var said = lab.host(1).run("docker exec box1 nslookup -type=a %s 10.41.1.1".formatted(name));
    return said.out().contains("10.41.2.10");
  }

  @Test
  void the_daemons_own_programs_take_what_is_rendered_and_refuse_what_is_broken() {
    lab.apply(IPSEC, WIREGUARD);
    Eventually.until(() -> lab.host(1).run("docker exec stampede-net wg show st-wg").ok(), true);
    Eventually.until(() -> lab.host(1).run("docker exec stampede-net swanctl --stats").ok(), true);
    var tools = new RealTools(lab.host(1));
    for (var golden :
        List.of(HostNetworkTest.everything(), HostNetworkTest.threeHosts(), GuardsTest.guarded())) {
      assertThat(tools.say(HostNetwork.render(golden).files()))
          .containsKeys("rules", "names", "tunnels", "site")
          .allSatisfy((what, said) -> assertThat(said).as(what).isEmpty());
    }
    var broken = new TreeMap<>(HostNetwork.render(HostNetworkTest.everything()).files());
    broken.replaceAll((_, text) -> text + "} no-such-word {\n");
    assertThat(tools.say(broken))
        .containsOnlyKeys("rules", "frames", "names", "tunnels", "peers", "site")
        .allSatisfy((what, said) -> assertThat(said).as(what).isNotEmpty());
  }

  @Test
  @Tag("N7")
  void clearing_leaves_no_trace() {
    lab.apply(IPSEC, WIREGUARD, VXLAN, DIRECT);
    lab.awaitAnswers(IPSEC, WIREGUARD, VXLAN, DIRECT);
    lab.clear();
    var after = HostTrace.of(lab.host(1));
    assertThat(after.stream().filter(line -> !untouched.contains(line))).as("left").isEmpty();
    assertThat(untouched.stream().filter(line -> !after.contains(line))).as("missing").isEmpty();
  }
}
