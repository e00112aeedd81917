package io.stampede.e2e;

import static io.stampede.e2e.Outside.awaitAnswer;
import static io.stampede.e2e.Outside.awaitEcho;
import static io.stampede.e2e.Outside.echoes;
import static io.stampede.e2e.Outside.meanwhile;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stampede.lab.Host;
import io.stampede.lab.Lab;
import io.stampede.lab.LabHost;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
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

  @BeforeAll
  static void start(@TempDir Path folder, @Host("h1") LabHost one, @Host("h2") LabHost two) {
    console = Console.start(folder.resolve("data"));
    rest = console.rest();
    cli = new Cli(console);
    h1 = one;
    h2 = two;
    Onboarding.add(rest, h1);
    Onboarding.add(rest, h2);
    Onboarding.tinyImage(rest);
    var fields = new HashMap<String, Object>(Onboarding.machine("m1", h1));
    fields.put("networks", List.of("managed"));
    rest.create("virtualMachines", fields);
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

  /// Some of it is not begun by then, some is under way.
  @Test
  @Tag("N6")
  void what_was_asked_for_comes_true_once_though_the_console_is_killed_meanwhile() {
    var group =
        rest.create("securityGroups", Map.of("name", "late", "rules", List.of("tcp 80 from any")));
    rest.put("/v1/containers/app", Map.of("securityGroups", List.of("late")));
    var door =
        Map.of(
            "name",
            "late",
            "target",
            "app",
            "host",
            h1.name(),
            "publicPort",
            8090,
            "targetPort",
            80);
    var port = rest.create("ports", door);
    var alias =
        Map.of(
            "consumer", "web", "alias", "late", "targets", List.of("app"), "ports", List.of("80"));
    var link = rest.create("links", alias);
    console.killHard();
    console.startAgain();
    for (var asked : List.of(group, port, link)) rest.awaitState(asked, "ready");
    awaitAnswer(h1.address(), 8090, "app");
    var at = rest.get(link).text("address");
    assertThat(heard(h1, "docker exec web wget -q -O - http://" + at)).isEqualTo("app");
    assertThat(h1.run("docker exec web ping -c 1 -W 1 app").ok()).as("closed by group").isFalse();
    var maps = h1.sh("cat /var/lib/stampede/net/maps");
    assertThat(maps.lines().filter(l -> l.contains("tcp . 8090"))).as(maps).hasSize(1);
    assertThat(maps.lines().filter(l -> l.contains(at + " "))).as(maps).hasSize(1);
    for (var asked : List.of(port, link)) rest.delete(asked);
    rest.put("/v1/containers/app", Map.of("securityGroups", List.of()));
    for (var asked : List.of(port, link)) rest.awaitGone(asked);
    rest.delete(group);
    rest.awaitGone(group);
  }

  /// Names, a machine, a port, a link, and a group that keeps others out.
  @Test
  @Tag("S6")
  @Tag("S14")
  void all_of_it_comes_back_without_the_console_when_the_hosts_are_rebooted_one_by_one()
      throws Exception {
    var group =
        rest.create("securityGroups", Map.of("name", "kept", "rules", List.of("tcp 80 from any")));
    rest.put("/v1/containers/app", Map.of("securityGroups", List.of("kept")));
    var port =
        rest.create(
            "ports",
            Map.of(
                "name",
                "kept",
                "target",
                "app",
                "host",
                h1.name(),
                "publicPort",
                8093,
                "targetPort",
                80));
    var link =
        rest.create(
            "links",
            Map.of(
                "consumer",
                "web",
                "alias",
                "kept",
                "targets",
                List.of("app"),
                "ports",
                List.of("80")));
    for (var asked : List.of(group, port, link)) rest.awaitState(asked, "ready");
    rest.awaitState("/v1/virtualMachines/m1", "running");
    var at = rest.get(link).text("address");

    console.killHard();
    for (var host : List.of(h1, h2)) {
      host.reboot();
      awaitAnswer(h1.address(), 8093, "app");
      for (var address : List.of("app", "app.managed.stampede.internal", at)) {
        awaitHeard("docker exec web wget -q -O - http://" + address, "app");
      }
      awaitHeard("docker exec web wget -q -O - http://m1", "tiny guest");
      assertThat(h1.run("docker exec web ping -c 1 -W 1 app").ok()).as("closed by group").isFalse();
      assertThat(h2.run("docker exec app ping -c 1 -W 5 web").ok()).as("open").isTrue();
    }
    console.startAgain();
    for (var asked : List.of(group, port, link)) rest.awaitState(asked, "ready");
    rest.awaitState("/v1/virtualMachines/m1", "running");

    for (var asked : List.of(port, link)) rest.delete(asked);
    rest.put("/v1/containers/app", Map.of("securityGroups", List.of()));
    for (var asked : List.of(port, link)) rest.awaitGone(asked);
    rest.delete(group);
    rest.awaitGone(group);
  }

  /// On the first host.
  private static void awaitHeard(String command, String words) {
    await(command).atMost(PATIENCE).until(() -> heard(h1, command), words::equals);
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
  void a_floating_address_is_pinged_moved_and_comes_back_without_the_console() throws Exception {
    new FloatingStory(console, cli, rest, h1, h2).isTold();
  }

  @Test
  void a_machine_has_an_address_of_a_pool_on_another_uplink() {
    new FloatingStory(console, cli, rest, h1, h2).ofAMachineOnAnotherUplink();
  }

  @Test
  @Tag("S9")
  @Tag("S24")
  void groups_are_opened_and_closed_while_their_workloads_run() {
    new GroupStory(cli, rest, h1, h2).isTold();
  }
}
