package io.stampede.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stampede.lab.Host;
import io.stampede.lab.Lab;
import io.stampede.lab.LabHost;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Containers on two hosts and a machine on a third in one private network.
@Lab
@Tag("S6")
@Tag("S9")
@Tag("S14")
@Tag("S15")
@Tag("N2")
class NetworkStoryTest {
  private static final Duration TUNNELS = Duration.ofSeconds(60);
  private static final Duration SECONDS = Duration.ofSeconds(15);

  /// Ends within a second when it is asked to.
  private static final String SERVE =
      "mkdir -p /www; hostname > /www/index.html; httpd -p 80 -h /www; trap exit TERM;"
          + " while :; do sleep 1; done";

  private static final Map<String, Object> WIRE =
      Map.of("name", "wire", "cidr", "10.60.0.0/16", "overlay", "wireguard");

  private static Console console;
  private static Rest rest;

  @BeforeAll
  static void start(@TempDir Path folder) {
    console = Console.start(folder.resolve("data"));
    rest = console.rest();
  }

  @AfterAll
  static void stop() {
    console.close();
  }

  private static String asked(String name, LabHost host, String... networks) {
    var fields = new HashMap<String, Object>(Onboarding.container(name, host));
    fields.put("command", List.of("sh", "-c", SERVE));
    fields.put("networks", List.of(networks));
    return rest.create("containers", fields);
  }

  private static String serve(String name, LabHost host, String... networks) {
    var path = asked(name, host, networks);
    rest.awaitState(path, "running");
    return path;
  }

  private static boolean works(LabHost host, String container, String command) {
    var run = "timeout 10 docker exec %s sh -c '%s' >/dev/null 2>&1 && echo yes || echo no";
    return host.sh(run.formatted(container, command)).strip().equals("yes");
  }

  private static void awaitWorks(LabHost host, String container, String command) {
    await("in %s of %s: %s".formatted(container, host.name(), command))
        .atMost(TUNNELS)
        .until(() -> works(host, container, command));
  }

  /// By ping, by TCP with the short name, and with the whole one.
  private static void reaches(LabHost host, String container, String name, String says) {
    awaitWorks(host, container, "ping -c 1 -W 2 " + name);
    awaitWorks(host, container, "wget -q -O - http://%s/ | grep -qx \"%s\"".formatted(name, says));
    awaitWorks(
        host,
        container,
        "wget -q -O - http://%s.managed.stampede.internal/ | grep -qx \"%s\""
            .formatted(name, says));
  }

  private static void awaitComponent(String hostPath) {
    await()
        .atMost(TUNNELS)
        .until(
            () -> rest.get(hostPath).json().path("components").toString(),
            components -> components.contains("\"net\"") && components.contains("running"));
  }

  private static void remove(List<String> paths) {
    for (var path : paths) assertThat(rest.delete(path).status()).isEqualTo(202);
    paths.forEach(rest::awaitGone);
  }

  @Test
  void workloads_of_three_hosts_are_in_one_network_and_leave_no_trace_of_it(
      @Host("h1") LabHost h1, @Host("h2") LabHost h2, @Host("h3") LabHost h3) {
    h2.sh("virsh -c qemu:///system list >/dev/null; docker ps >/dev/null");
    var before = HostTrace.of(h2);
    var hosts = List.of(h1, h2, h3).stream().map(h -> Onboarding.add(rest, h)).toList();
    hosts.forEach(NetworkStoryTest::awaitComponent);
    var image = Onboarding.tinyImage(rest);
    var wire = rest.create("networks", WIRE);
    var machine = new HashMap<String, Object>(Onboarding.machine("db", h3));
    machine.put("networks", List.of("managed", "wire"));
    var db = rest.create("virtualMachines", machine);
    var web = serve("web", h1, "docker:bridge", "managed", "wire");
    var app = serve("app", h2, "wire", "managed");
    rest.awaitState(db, "running");

    allReachEachOther(h1, h2);
    allReachEachOtherOnTheSecondNetworkToo(h1, h2);
    aPortLeadsToTheSecondAddress(h1, h2);
    machineReaches(h3, db);
    othersAreShutOut(h1, h2, web);
    anAddressIsKept(h1, h2, web);

    remove(List.of(app, web, db));
    for (var path : List.of("/v1/links/web.far", "/v1/ports/app-8080")) rest.awaitGone(path);
    remove(List.of(wire));
    remove(hosts);
    remove(List.of(image));
    var after = HostTrace.of(h2);
    assertThat(after.stream().filter(line -> !before.contains(line)).toList()).isEmpty();
    assertThat(before.stream().filter(line -> !after.contains(line)).toList()).isEmpty();
  }

  /// Routers let in what answers, and SSH: the tunnel between a host behind one and one that is not
  /// is begun by the former, whichever has the lower number, and of two behind routers both begin.
  @Test
  @Tag("S16")
  void hosts_behind_two_routers_are_in_the_same_network_as_one_behind_none(
      @Host("h1") LabHost h1, @Host("h2") LabHost h2, @Host("h3") LabHost h3) {
    h1.nat(true);
    h3.nat(true);
    var named = Map.of("near", h1, "far", h2, "apart", h3);
    var hosts = List.of(h1, h2, h3).stream().map(h -> Onboarding.add(rest, h)).toList();
    hosts.forEach(NetworkStoryTest::awaitComponent);
    var network = rest.create("networks", WIRE);
    var paths = new ArrayList<String>();
    named.forEach((name, host) -> {
      paths.add(serve(name, host, "managed"));
      paths.add(serve(name + "-wire", host, "wire"));
    });
    for (var kind : List.of("", "-wire")) {
      named.forEach((from, host) -> {
        for (var to : named.keySet()) {
          if (!to.equals(from)) awaitWorks(host, from + kind, "ping -c 1 -W 2 " + to + kind);
        }
      });
    }
    remove(paths);
    remove(List.of(network));
    remove(hosts);
  }

  private static void allReachEachOther(LabHost h1, LabHost h2) {
    var web = h1.sh("docker exec web hostname").strip();
    var app = h2.sh("docker exec app hostname").strip();
    reaches(h1, "web", "app", app);
    reaches(h2, "app", "web", web);
    reaches(h1, "web", "db", "tiny guest");
    reaches(h2, "app", "db", "tiny guest");
    await()
        .atMost(TUNNELS)
        .untilAsserted(() -> {
          var managed = rest.get("/v1/networks/managed").json();
          assertThat(managed.path("state").asString(""))
              .as(managed::toPrettyString)
              .isEqualTo("ready");
          assertThat(managed.path("pairs")).hasSize(6);
          for (var pair : managed.path("pairs")) {
            assertThat(pair.path("answers").asBoolean()).as(pair::toString).isTrue();
          }
        });
  }

  /// Wherever the default route of each is: by the first network, by the second, or by none.
  private static void allReachEachOtherOnTheSecondNetworkToo(LabHost h1, LabHost h2) {
    var web = h1.sh("docker exec web hostname").strip();
    var app = h2.sh("docker exec app hostname").strip();
    var get = "wget -q -O - http://%s.wire.stampede.internal/ | grep -qx \"%s\"";
    awaitWorks(h1, "web", get.formatted("app", app));
    awaitWorks(h2, "app", get.formatted("web", web));
    awaitWorks(h1, "web", get.formatted("db", "tiny guest"));
    awaitWorks(h2, "app", get.formatted("db", "tiny guest"));
    var link =
        Map.of(
            "consumer",
            "web",
            "alias",
            "far",
            "targets",
            List.of("app"),
            "ports",
            List.of("80"),
            "network",
            "wire");
    rest.awaitState(rest.create("links", link), "ready");
    awaitWorks(h1, "web", "wget -q -O - http://far.web.wire.stampede.internal/ | grep -qx " + app);
  }

  /// The first of its addresses is on the network that its default route is not by.
  private static void aPortLeadsToTheSecondAddress(LabHost h1, LabHost h2) {
    var port =
        rest.create("ports", Map.of("target", "app", "publicPort", "8080", "targetPort", "80"));
    rest.awaitState(port, "ready");
    var app = h2.sh("docker exec app hostname").strip();
    var ask = "curl -s -m 5 http://%s:8080/".formatted(h2.address());
    assertThat(h1.sh(ask).strip()).as("from another host").isEqualTo(app);
    assertThat(h2.sh(ask).strip()).as("from the host itself").isEqualTo(app);
    assertThat(rest.get(port).json().toString()).contains("10.60.");
  }

  /// Its shell is on its serial port, which listens while somebody holds it open.
  private static void machineReaches(LabHost h3, String db) {
    var say =
        "wget -q -O /dev/null http://web.managed.stampede.internal/ && wget -q -O /dev/null"
            + " http://web.wire.stampede.internal/ && echo found-web";
    var type = "(sleep 1.5; echo '%s'; sleep 1.5) > $(virsh -q -c qemu:///system ttyconsole db)";
    await("the machine finds web by its name")
        .atMost(TUNNELS)
        .until(() -> {
          h3.sh(type.formatted(say));
          return rest.text(db + "/logs?tail=50").lines().anyMatch("found-web"::equals);
        });
  }

  private static void othersAreShutOut(LabHost h1, LabHost h2, String web) {
    var back = rest.create("networks", Map.of("name", "back", "cidr", "10.43.0.0/16"));
    var lonely = asked("lonely", h2, "back");
    var near = serve("near", h1, "back");
    rest.awaitState(lonely, "running");
    awaitWorks(h2, "lonely", "ping -c 1 -W 2 near");
    var addresses = rest.get(web).text("address").split(", ");
    assertThat(addresses).hasSize(2);
    for (var address : addresses) {
      assertThat(works(h2, "lonely", "ping -c 1 -W 1 " + address)).isFalse();
      assertThat(works(h1, "near", "ping -c 1 -W 1 " + address)).as("on the same host").isFalse();
    }
    assertThat(works(h2, "lonely", "wget -q -O - http://%s/".formatted(addresses[0]))).isFalse();
    remove(List.of(lonely, near));
    remove(List.of(back));
  }

  private static String first(String path) {
    return rest.get(path).text("address").replaceAll(",.*", "");
  }

  private static void anAddressIsKept(LabHost h1, LabHost h2, String web) {
    var address = first(web);
    rest.act(web, "stop");
    rest.awaitState(web, "stopped");
    var other = serve("other", h1, "managed");
    assertThat(first(other)).isNotEqualTo(address);
    rest.act(web, "start");
    rest.awaitState(web, "running");
    assertThat(first(web)).isEqualTo(address);
    awaitWorks(h2, "app", "nslookup web.managed.stampede.internal | grep -q " + address);
    awaitWorks(h2, "app", "nslookup other.managed.stampede.internal");
    remove(List.of(other));
    await("its name is gone")
        .atMost(SECONDS)
        .until(() -> !works(h2, "app", "nslookup other.managed.stampede.internal"));
  }
}
