package io.stampede.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stampede.lab.Host;
import io.stampede.lab.Lab;
import io.stampede.lab.LabHost;
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

/// A container that is linked to others, on two hosts.
@Lab
@Tag("S12")
@Tag("S13")
@Tag("N3")
class LinkStoryTest {
  private static final Duration TUNNELS = Duration.ofSeconds(60);

  /// Says its name on port 80, and on port 7 whatever it hears.
  private static final String SERVE =
      "mkdir -p /www; echo $ME > /www/index.html; httpd -p 80 -h /www; nc -ll -p 7 -e cat & trap"
          + " exit TERM; while :; do sleep 1; done";

  private static Console console;
  private static Rest rest;
  private static Cli cli;

  @BeforeAll
  static void start(@TempDir Path folder) {
    console = Console.start(folder.resolve("data"));
    rest = console.rest();
    cli = new Cli(console);
  }

  @AfterAll
  static void stop() {
    console.close();
  }

  private static String create(
      String name, LabHost host, List<String> publish, List<String> links) {
    var fields = new HashMap<String, Object>(Onboarding.container(name, host));
    fields.put("command", List.of("sh", "-c", SERVE));
    fields.put("env", Map.of("ME", name));
    fields.put("networks", List.of("managed"));
    fields.put("publish", publish);
    fields.put("links", links);
    return rest.create("containers", fields);
  }

  private static void awaitComponent(String hostPath) {
    await()
        .atMost(TUNNELS)
        .until(
            () -> rest.get(hostPath).json().path("components").toString(),
            components -> components.contains("\"net\"") && components.contains("running"));
  }

  private static void awaitSays(LabHost host, String words) {
    await("db says " + words)
        .atMost(TUNNELS)
        .until(
            () -> host.run("timeout 5 docker exec web wget -q -O - http://db/ 2>&1").out().strip(),
            words::equals);
  }

  /// How much a connection to port 7 has heard.
  private static int heard(LabHost host) {
    var said = host.run("docker exec web sh -c 'wc -l < /tmp/heard'").out().strip();
    return said.isEmpty() ? 0 : Integer.parseInt(said);
  }

  private static void awaitGoesOn(LabHost host) {
    int before = heard(host);
    await("the connection goes on").atMost(TUNNELS).until(() -> heard(host) > before + 2);
  }

  @Test
  void a_container_is_linked_turned_under_a_running_connection_and_undone(
      @Host("h1") LabHost h1, @Host("h2") LabHost h2) {
    var hosts = List.of(h1, h2).stream().map(h -> Onboarding.add(rest, h)).toList();
    hosts.forEach(LinkStoryTest::awaitComponent);
    var image = Onboarding.tinyImage(rest);
    var web = create("web", h1, List.of(), List.of("db1:db"));
    await("it waits for what it is linked to")
        .atMost(TUNNELS)
        .until(
            () -> rest.get(web).json().toString(),
            json -> json.contains("there is no container or machine db1 yet"));
    var db1 = create("db1", h2, List.of("80", "7"), List.of());
    var db2 = create("db2", h1, List.of("80", "7"), List.of());
    rest.awaitState(web, "running");
    awaitSays(h1, "db1");
    itIsToldWhatDockerTells(h1);

    h1.sh("docker exec -d web sh -c 'while echo x; do sleep 0.1; done | nc db 7 > /tmp/heard'");
    awaitGoesOn(h1);
    cli.ok("link", "update", "web.db", "--targets", "db2", "--wait");
    awaitSays(h1, "db2");
    awaitGoesOn(h1);
    cli.ok("link", "undo", "web.db", "--wait");
    awaitSays(h1, "db1");
    awaitGoesOn(h1);
    var cut = Map.of("targets", List.of("db2"), "connections", "cut");
    assertThat(rest.put("/v1/links/web.db", cut).status()).isEqualTo(200);
    await("the connection ends")
        .atMost(TUNNELS)
        .until(() -> h1.run("docker top web | grep -c ' nc db 7$'").out().strip(), "0"::equals);
    awaitSays(h1, "db2");

    var machine = new HashMap<String, Object>(Onboarding.machine("m1", h2));
    machine.put("networks", List.of("managed"));
    var m1 = rest.create("virtualMachines", machine);
    assertThat(
            rest.put("/v1/links/web.db", Map.of("targets", List.of("m1"), "ports", List.of("80")))
                .status())
        .isEqualTo(200);
    awaitSays(h1, "tiny guest");

    for (var path : List.of(web, db1, db2, m1)) rest.delete(path);
    for (var path : List.of("/v1/links/web.db", web, db1, db2, m1)) rest.awaitGone(path);
    hosts.forEach(rest::delete);
    hosts.forEach(rest::awaitGone);
    rest.delete(image);
  }

  private static void itIsToldWhatDockerTells(LabHost host) {
    assertThat(host.sh("docker exec web env").lines())
        .contains(
            "DB_PORT=tcp://10.42.240.1:7",
            "DB_PORT_80_TCP=tcp://10.42.240.1:80",
            "DB_PORT_80_TCP_ADDR=10.42.240.1",
            "DB_PORT_80_TCP_PORT=80",
            "DB_PORT_80_TCP_PROTO=tcp",
            "DB_NAME=/web/db",
            "DB_ENV_ME=db1");
    assertThat(host.sh("docker exec web cat /etc/hosts").lines())
        .anyMatch(line -> line.matches("10\\.42\\.240\\.1\\s+db"));
    assertThat(host.sh("docker exec web nslookup -type=a db.web.managed.stampede.internal"))
        .contains("10.42.240.1");
  }
}
