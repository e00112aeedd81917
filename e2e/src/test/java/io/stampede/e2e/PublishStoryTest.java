package io.stampede.e2e;

import static io.stampede.e2e.Outside.awaitAnswer;
import static io.stampede.e2e.Outside.awaitEcho;
import static io.stampede.e2e.Outside.echoes;
import static io.stampede.e2e.Outside.lostInARow;
import static io.stampede.e2e.Outside.meanwhile;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stampede.lab.Host;
import io.stampede.lab.Lab;
import io.stampede.lab.LabHost;
import java.net.Socket;
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

/// What people outside reach: ports of hosts, and floating addresses, that lead to containers on
/// two hosts and are pointed elsewhere while they are used. This machine is the outside.
@Lab
@Tag("S8")
@Tag("S13")
@Tag("S29")
@Tag("N3")
class PublishStoryTest {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final int PUBLIC = 8080;
  private static final String FLOATING = "10.99.0.200";

  /// Its name on TCP 80, on UDP 5300 to 5302 with the port, and on TCP 7 whatever it hears.
  private static final String SERVE =
      """
      mkdir -p /www; echo NAME > /www/index.html; httpd -p 80 -h /www; nc -ll -p 7 -e cat &
      /usr/bin/python3 -c '
      import select, socket
      all = [socket.socket(socket.AF_INET, socket.SOCK_DGRAM) for i in range(3)]
      for i in range(3): all[i].bind(("", 5300 + i))
      while True:
        for one in select.select(all, [], [])[0]:
          said, who = one.recvfrom(99)
          one.sendto(("NAME %d" % one.getsockname()[1]).encode(), who)
      ' &
      trap exit TERM; while :; do sleep 1; done
      """;

  /// Python is the host's.
  private static final List<String> PYTHON =
      List.of("/usr:/usr:ro", "/usr/lib:/lib:ro", "/usr/lib64:/lib64:ro");

  private static Console console;
  private static Rest rest;
  private static Cli cli;
  private static LabHost h1;
  private static LabHost h2;
  private static String firstHost;
  private static String machine;

  @BeforeAll
  static void start(@TempDir Path folder, @Host("h1") LabHost one, @Host("h2") LabHost two) {
    console = Console.start(folder.resolve("data"));
    rest = console.rest();
    cli = new Cli(console);
    h1 = one;
    h2 = two;
    firstHost = Onboarding.add(rest, h1);
    Onboarding.add(rest, h2);
    Onboarding.tinyImage(rest);
    var fields = new HashMap<String, Object>(Onboarding.machine("m1", h1));
    fields.put("networks", List.of("managed"));
    machine = rest.create("virtualMachines", fields);
    serve("web", h1);
    serve("app", h2);
    await("the way between the hosts")
        .atMost(PATIENCE)
        .until(() ->
            h1.run("docker exec web ping -c 1 -W 1 app").ok()
                && h2.run("docker exec app ping -c 1 -W 1 web").ok());
  }

  @AfterAll
  static void stop() {
    console.close();
  }

  private static void serve(String name, LabHost host) {
    var fields = new HashMap<String, Object>(Onboarding.container(name, host));
    fields.put("command", List.of("sh", "-c", SERVE.replace("NAME", name)));
    fields.put("volumes", PYTHON);
    fields.put("networks", List.of("managed"));
    fields.put("restartPolicy", "always");
    rest.awaitState(rest.create("containers", fields), "running");
  }

  /// As somebody on the host hears it, or in one of its containers.
  private static String heard(LabHost host, String command) {
    return host.run("timeout 8 " + command + " 2>&1").out().strip();
  }

  @Test
  void a_port_is_published_pointed_elsewhere_under_load_and_withdrawn() throws Exception {
    cli.ok("port", "create", "--target", "web", "--public-port", "8080", "--target-port", "80");
    awaitAnswer(h1.address(), PUBLIC, "web");
    var port = "/v1/ports/web-8080";
    rest.awaitState(port, "ready");
    fromEverywhere();
    clashesAreNamed();

    var answers =
        meanwhile(
            h1.address(),
            PUBLIC,
            () -> {
              for (var target : List.of("app", "web", "app")) {
                assertThat(rest.put(port, Map.of("target", target)).status()).isEqualTo(200);
                awaitAnswer(h1.address(), PUBLIC, target);
              }
              rest.act(port, "undo");
              awaitAnswer(h1.address(), PUBLIC, "web");
            });
    assertThat(answers).as("nobody was refused").containsOnlyKeys("web", "app");

    rest.act("/v1/containers/web", "stop");
    awaitAnswer(h1.address(), PUBLIC, "refused");
    assertThat(rest.awaitState(port, "waiting").text("message"))
        .isEqualTo("container web does not run");
    rest.act("/v1/containers/web", "start");
    awaitAnswer(h1.address(), PUBLIC, "web");

    cli.ok("port", "remove", "web-8080", "--yes");
    awaitAnswer(h1.address(), PUBLIC, "refused");
    rest.awaitGone(port);
  }

  @Test
  void connections_there_are_go_on_or_end_as_asked() throws Exception {
    var port =
        rest.create(
            "ports", Map.of("name", "echo", "target", "web", "publicPort", 7007, "targetPort", 7));
    rest.awaitState(port, "ready");
    try (var toWeb = new Socket(h1.address(), 7007)) {
      assertThat(echoes(toWeb)).isTrue();
      rest.put(port, Map.of("target", "app"));
      rest.awaitState(port, "ready");
      assertThat(echoes(toWeb)).as("kept").isTrue();
      try (var toApp = new Socket(h1.address(), 7007)) {
        assertThat(echoes(toApp)).isTrue();
        rest.put(port, Map.of("target", "web", "connections", "cut"));
        await("it is cut").atMost(PATIENCE).until(() -> !echoes(toApp));
        assertThat(echoes(toWeb)).as("leads where all lead now").isTrue();
      }
    }
    rest.delete(port);
    rest.awaitGone(port);
  }

  /// From the host by its own name for itself, from the very container, and from one elsewhere.
  private static void fromEverywhere() {
    var get = "wget -q -O - http://%s:8080/";
    assertThat(heard(h1, "curl -s http://127.0.0.1:8080/")).isEqualTo("web");
    assertThat(heard(h1, "curl -s http://%s:8080/".formatted(h1.address()))).isEqualTo("web");
    await("the bridge sends back")
        .atMost(PATIENCE)
        .until(() -> heard(h1, "docker exec web " + get.formatted(h1.address())), "web"::equals);
    assertThat(heard(h2, "docker exec app " + get.formatted(h1.address()))).isEqualTo("web");
  }

  private static void clashesAreNamed() {
    var ssh = rest.post("/v1/ports", Map.of("target", "web", "publicPort", 22));
    assertThat(ssh.error()).isEqualTo("publicPort: port-in-use");
    assertThat(ssh.json().toString()).contains("sshd");
    var again = cli.run("port", "create", "--target", "web", "--public-port", "8080");
    assertThat(again.status()).isNotZero();
    assertThat(again.out()).contains("is taken by published port web-8080");
  }

  @Test
  void a_floating_address_is_pinged_moved_and_comes_back_without_the_console() throws Exception {
    aPoolIsMade();
    whoeverMayReach("all from network", "icmp from any", "tcp 80 from any");
    cli.ok("floating-ip", "create", "--pool", "outside", "--target", "web");
    var floating = "/v1/floatingIps/" + FLOATING;
    rest.awaitState(floating, "ready");
    awaitAnswer(FLOATING, 80, "web");
    assertThat(rest.post("/v1/floatingIps", Map.of()).error()).isEqualTo("pool: no-address");
    assertThat(heard(h1, "curl -s http://%s/".formatted(FLOATING))).isEqualTo("web");
    assertThat(heard(h2, "docker exec app wget -q -O - http://%s/".formatted(FLOATING)))
        .isEqualTo("web");

    assertThat(
            lostInARow(
                FLOATING,
                () -> {
                  assertThat(rest.put(floating, Map.of("target", "app")).status()).isEqualTo(200);
                  awaitAnswer(FLOATING, 80, "app");
                }))
        .as("of ten a second")
        .isLessThan(10);
    assertThat(h1.sh("ip -4 -o addr")).doesNotContain(FLOATING);
    assertThat(h2.sh("ip -4 -o addr")).contains(FLOATING + "/32");
    rest.act(floating, "undo");
    awaitAnswer(FLOATING, 80, "web");

    console.killHard();
    h1.reboot();
    awaitAnswer(FLOATING, 80, "web");
    console.startAgain();
    rest.awaitState(firstHost, "connected");
    itLeavesAHostThatIsOff(floating);

    rest.act(floating, "disassociate");
    await().atMost(PATIENCE).until(() -> !h2.sh("ip -4 -o addr").contains(FLOATING));
    assertThat(rest.get("/v1/ipPools/outside").json().path("used").asInt()).isEqualTo(1);
    cli.ok("floating-ip", "remove", FLOATING, "--yes");
    rest.awaitGone(floating);
    cli.ok("ip-pool", "remove", "outside", "--yes");
  }

  /// The host that had it comes back with what it knew, and leaves it to whom it was given.
  private static void itLeavesAHostThatIsOff(String floating) throws Exception {
    h1.kill();
    rest.put(floating, Map.of("target", "app"));
    awaitAnswer(FLOATING, 80, "app");
    assertThat(
            lostInARow(
                FLOATING,
                () -> {
                  h1.start();
                  h1.awaitReady();
                  rest.awaitState(firstHost, "connected");
                  rest.awaitState("/v1/containers/web", "running");
                  rest.awaitState("/v1/networks/managed", "ready");
                }))
        .isLessThan(10);
    assertThat(h1.sh("ip -4 -o addr")).doesNotContain(FLOATING);
    assertThat(h1.sh("cat /var/lib/stampede/net/maps")).doesNotContain(FLOATING);
    assertThat(Outside.answer(FLOATING, 80)).isEqualTo("app");
  }

  /// Of those who are in no other group.
  private static void whoeverMayReach(String... rules) {
    var words = new ArrayList<>(List.of("security-group", "update", "default"));
    for (var rule : rules) words.addAll(List.of("--rules", rule));
    words.add("--wait");
    cli.ok(words.toArray(String[]::new));
  }

  @Test
  void ports_in_a_row_of_either_protocol_lead_to_containers_and_machines() {
    var row =
        rest.create(
            "ports",
            Map.of(
                "target", "web",
                "protocol", "udp",
                "publicPort", "9000-9002",
                "targetPort", "5300-5302"));
    for (int i : List.of(0, 1, 2)) awaitEcho(h1.address(), 9000 + i, "web " + (5300 + i));
    rest.put(row, Map.of("target", "app"));
    awaitEcho(h1.address(), 9002, "app 5302");
    rest.delete(row);

    var toMachine =
        rest.create(
            "ports",
            Map.of(
                "target", "m1",
                "host", h2.name(),
                "publicPort", "8000-8080",
                "targetPort", "1-81"));
    awaitAnswer(h2.address(), 8079, "tiny guest");
    rest.put(toMachine, Map.of("target", "web"));
    awaitAnswer(h2.address(), 8079, "web");
    rest.delete(toMachine);
    rest.awaitGone(row);
    rest.awaitGone(toMachine);
  }

  @Test
  void a_machine_has_an_address_of_a_pool_on_another_uplink() {
    h1.sh(
        "ip netns add beyond; ip link add up2 type veth peer name eth0 netns beyond;"
            + " ip addr add 203.0.113.1/24 dev up2; ip link set up2 up;"
            + " ip -n beyond addr add 203.0.113.9/24 dev eth0; ip -n beyond link set eth0 up");
    rest.create(
        "ipPools",
        Map.of(
            "name", "beyond",
            "networkAddress", "203.0.113.0",
            "start", "203.0.113.200",
            "end", "203.0.113.201",
            "gateway", "203.0.113.9",
            "uplink", "up2"));
    whoeverMayReach("all from network", "icmp from any", "tcp 80 from any");
    var floating = rest.create("floatingIps", Map.of("pool", "beyond", "target", "m1"));
    rest.awaitState(machine, "running");
    rest.awaitState(floating, "ready");
    await("it is reached from that network")
        .atMost(PATIENCE)
        .until(
            () -> heard(h1, "ip netns exec beyond curl -s http://203.0.113.200/"),
            "tiny guest"::equals);
    assertThat(h1.sh("ip -4 -o addr show dev up2")).contains("203.0.113.200/32");
    rest.delete(floating);
    rest.awaitGone(floating);
    assertThat(h1.sh("ip -4 -o addr")).doesNotContain("203.0.113.200");
    rest.delete("/v1/ipPools/beyond");
    h1.sh("ip link del up2; ip netns del beyond");
  }

  @Test
  @Tag("S9")
  @Tag("S24")
  void groups_are_opened_and_closed_while_their_workloads_run() {
    new GroupStory(cli, rest, h1, h2).isTold();
  }

  /// Each wrong field is told, then the right ones make a pool of one address.
  private static void aPoolIsMade() {
    var wrong =
        cli.run(
            "ip-pool",
            "create",
            "--name",
            "outside",
            "--network-address",
            "10.99.0.0",
            "--cidr-size",
            "24",
            "--start",
            "10.99.1.200",
            "--end",
            "10.99.0.200",
            "--gateway",
            "10.99.0.300");
    assertThat(wrong.status()).isNotZero();
    assertThat(wrong.out()).contains("gateway");
    var outside =
        rest.post(
            "/v1/ipPools",
            Map.of(
                "name", "outside",
                "networkAddress", "10.99.0.0",
                "start", "10.99.1.200",
                "end", FLOATING,
                "gateway", "10.99.0.1"));
    assertThat(outside.error()).isEqualTo("start: not-in-network");
    cli.ok(
        "ip-pool",
        "create",
        "--name",
        "outside",
        "--network-address",
        "10.99.0.0",
        "--cidr-size",
        "24",
        "--start",
        FLOATING,
        "--end",
        FLOATING,
        "--gateway",
        "10.99.0.1");
    rest.awaitState("/v1/ipPools/outside", "ready");
  }
}
