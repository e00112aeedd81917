package io.stampede;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.stampede.client.Refused;
import io.stampede.client.Resource;
import io.stampede.client.StampedeClient;
import io.stampede.component.Components;
import io.stampede.engine.Phase;
import io.stampede.engine.Status;
import io.stampede.lab.Host;
import io.stampede.lab.Lab;
import io.stampede.lab.LabHost;
import io.stampede.lab.LabImages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Who reaches whom on two real hosts, and in whose name.
@Lab
@Tag("S9")
@Tag("S24")
class GuardLabTest {
  private static final String GROUP = "securityGroup";
  private static final String SERVE =
      "mkdir -p /www; echo here > /www/index.html; httpd -p 80 -h /www; nc -l -p 90 -e cat & "
          + "trap exit TERM; while :; do sleep 1; done";

  /// What the host has for crafting packets.
  private static final List<String> TOOLS =
      List.of("/usr:/usr:ro", "/usr/lib:/lib:ro", "/usr/lib64:/lib64:ro", "/srv:/srv:ro");

  private static Stampede stampede;
  private static StampedeClient client;
  private static LabHost one;
  private static LabHost two;

  @BeforeAll
  static void open(@TempDir Path folder, @Host("h1") LabHost h1, @Host("h2") LabHost h2)
      throws Exception {
    one = h1;
    two = h2;
    stampede =
        Stampede.open(
            Stampede.Settings.in(folder.resolve("data")).withComponents(Components.installed()));
    client = stampede.client();
    for (var host : List.of(h1, h2)) {
      client.create(
          "host",
          Map.of(
              "name", host.name(),
              "address", host.address(),
              "privateKey", host.privateKey(),
              "hostKey", host.hostKeyFingerprint()));
    }
    for (var name : List.of("server", "clients")) client.create(GROUP, Map.of("name", name));
    client.create("image", Map.of("name", "tiny"));
    try (var disk = Files.newInputStream(LabImages.tinyDisk())) {
      client.upload("image", "tiny", disk);
    }
    for (var host : List.of(h1, h2)) {
      await()
          .until(
              () -> client.get("host", host.name()).text("components"),
              said -> said.contains("net") && said.contains("running"));
    }
    client.create("container", container("server", one, "server"));
    client.create("container", container("near", one));
    client.create("container", container("far", two));
    client.create(
        "virtualMachine",
        Map.of(
            "name",
            "machine",
            "host",
            one.name(),
            "image",
            "tiny",
            "memoryMib",
            96,
            "networks",
            List.of("managed"),
            "securityGroups",
            List.of("server")));
    for (var name : List.of("server", "near", "far")) phased("container", name, Phase.RUNNING);
    phased("virtualMachine", "machine", Phase.RUNNING);
  }

  @AfterAll
  static void close() throws Exception {
    stampede.close();
  }

  private static Map<String, Object> container(String name, LabHost host, String... groups) {
    var fields = new HashMap<String, Object>();
    fields.put("name", name);
    fields.put("host", host.name());
    fields.put("image", LabImages.BUSYBOX);
    fields.put("command", List.of("sh", "-c", SERVE));
    fields.put("networks", List.of("managed"));
    fields.put("securityGroups", List.of(groups));
    return fields;
  }

  private static org.awaitility.core.ConditionFactory await() {
    return org.awaitility.Awaitility.await()
        .atMost(Duration.ofSeconds(90))
        .pollInterval(Duration.ofMillis(200))
        .ignoreExceptionsInstanceOf(Refused.class);
  }

  private static Resource phased(String kind, String name, Phase phase) {
    await()
        .untilAsserted(() -> {
          var is = client.get(kind, name);
          assertThat(is.status().phase()).as(() -> told(is)).isEqualTo(phase);
          assertThat(is.status().transition()).as(() -> told(is)).isEqualTo(Status.Transition.NO);
        });
    return client.get(kind, name);
  }

  private static String told(Resource is) {
    return is + " after " + client.tasks("", "", 8);
  }

  private static String address(String kind, String name) {
    return client.get(kind, name).text("address");
  }

  private static void rules(String... rules) {
    client.update(GROUP, "server", Map.of("rules", List.of(rules)));
    phased(GROUP, "server", Phase.READY);
  }

  /// What a client says that asks for something at an address.
  private static String asked(LabHost host, String container, String address) {
    return host.run(
            "timeout 20 docker exec %s wget -q -O - http://%s/ 2>&1".formatted(container, address))
        .out();
  }

  private static boolean works(LabHost host, String container, String command) {
    var run = "timeout 5 docker exec %s sh -c '%s' >/dev/null 2>&1 && echo yes || echo no";
    return host.sh(run.formatted(container, command)).strip().equals("yes");
  }

  private static boolean reads(LabHost host, String container, String address) {
    return works(host, container, "wget -q -O - http://" + address + "/");
  }

  private static boolean hears(LabHost host, String container, String address) {
    return works(host, container, "ping -c 1 -W 2 " + address);
  }

  private static void eventually(String what, java.util.concurrent.Callable<Boolean> is) {
    await().alias(what).until(is);
  }

  @Test
  void a_group_is_opened_and_closed_under_running_workloads_for_all_and_for_another_group() {
    var server = address("container", "server");
    var machine = address("virtualMachine", "machine");
    eventually("the tunnel is there", () -> hears(one, "near", address("container", "far")));
    assertThat(reads(one, "near", server)).as("closed on its own bridge").isFalse();
    assertThat(reads(two, "far", server)).as("closed across hosts").isFalse();
    assertThat(hears(two, "far", server)).isFalse();
    assertThat(hears(one, "near", machine)).isFalse();

    rules("tcp 80 from any", "tcp 90 from any");
    eventually("open on its own bridge", () -> reads(one, "near", server));
    eventually("open across hosts", () -> reads(two, "far", server));
    eventually("the machine is open", () -> reads(two, "far", machine));
    assertThat(hears(one, "near", server)).as("only what was opened").isFalse();

    rules("tcp 80 from clients", "tcp 90 from clients");
    assertThat(reads(one, "near", server)).isFalse();
    assertThat(reads(two, "far", server)).isFalse();
    client.update("container", "far", Map.of("securityGroups", List.of("clients")));
    eventually("who joins on another host may come", () -> reads(two, "far", server));
    assertThat(reads(one, "near", server)).isFalse();
    assertThat(asked(two, "far", server.substring(0, server.lastIndexOf('.')) + ".200"))
        .as("nobody has it: told at once")
        .contains("refused");
    connectionsLiveOnOrEndAsAsked(server);
    client.update("container", "far", Map.of("securityGroups", List.of()));
  }

  private static void connectionsLiveOnOrEndAsAsked(String server) {
    two.sh(
        "docker exec -d far sh -c '(while sleep 0.1; do echo x; done) | nc %s 90 > /tmp/echo'"
            .formatted(server));
    eventually("it is connected", () -> echoed() > 5);
    rules();
    assertThat(reads(two, "far", server)).as("new ones are refused").isFalse();
    long before = echoed();
    eventually("the one that is there lives on", () -> echoed() > before + 5);
    client.update(GROUP, "server", Map.of("connections", "cut"));
    phased(GROUP, "server", Phase.READY);
    eventually(
        "nothing comes by it any more",
        () -> {
          long until = echoed();
          return works(two, "far", "sleep 1") && echoed() == until;
        });
    client.update(GROUP, "server", Map.of("connections", "keep"));
  }

  private static long echoed() {
    return Long.parseLong(two.sh("docker exec far sh -c 'wc -c < /tmp/echo'").strip());
  }

  @Test
  void what_a_container_sends_in_another_name_goes_nowhere_and_the_table_is_healed()
      throws IOException {
    try (var in = GuardLabTest.class.getResourceAsStream("raw.py")) {
      var script = new String(Objects.requireNonNull(in).readAllBytes(), UTF_8);
      var coded = Base64.getEncoder().encodeToString(script.getBytes(UTF_8));
      one.sh("echo %s | base64 -d > /srv/raw.py".formatted(coded));
    }
    var thiefs = container("thief", one);
    thiefs.put("volumes", TOOLS);
    client.create("container", thiefs);
    phased("container", "thief", Phase.RUNNING);
    var near = card("near");
    var thief = card("thief");
    var server = card("server");
    var machine = machine();
    eventually("they hear each other", () -> hears(one, "near", thief.address()));
    assertThat(hears(one, "near", server.address())).as("but for its card").isFalse();

    long before = came();
    for (var name :
        List.of(
            machine,
            new Named(thief.mac(), server.address()),
            new Named("02:00:00:00:00:07", server.address()),
            new Named(server.mac(), thief.address()),
            new Named(thief.mac(), gateway(thief)),
            new Named(thief.mac(), thief.address().replaceFirst("\\d+$", "200")),
            new Named("02:00:00:00:00:07", thief.address().replaceFirst("\\d+$", "200")),
            new Named(thief.mac(), "198.51.100.9"))) {
      send("udp", near.mac(), name, near.address());
    }
    send("arp", near.mac(), new Named(thief.mac(), server.address()), near.address());
    send("udp", near.mac(), thief, near.address());
    eventually("its own came, and nothing else", () -> came() == before + 5);
    assertThat(one.sh("docker exec near cat /proc/net/arp"))
        .doesNotContainPattern(server.address() + " .*" + thief.mac());

    one.sh("nft delete table bridge stampede");
    send("udp", near.mac(), new Named(thief.mac(), server.address()), near.address());
    eventually("without the table it would have come", () -> came() == before + 10);
    eventually(
        "the table is back", () -> one.sh("nft list tables").contains("table bridge stampede"));
    send("udp", near.mac(), new Named(thief.mac(), server.address()), near.address());
    send("udp", near.mac(), thief, near.address());
    eventually("as before", () -> came() == before + 15);
  }

  private record Named(String mac, String address) {}

  private static Named card(String name) {
    var format = "{{range .NetworkSettings.Networks}}{{.MacAddress}} {{.IPAddress}}{{end}}";
    var said = one.sh("docker inspect -f '%s' %s".formatted(format, name)).strip().split(" ", -1);
    return new Named(said[0], said[1]);
  }

  /// What it is plugged in by has its name.
  private static Named machine() {
    var said = one.sh("virsh domiflist machine | awk '/ st-[0-9]/ {print $1, $5}'").strip();
    assertThat(said).startsWith("stm-");
    return new Named(said.split(" ", -1)[1], address("virtualMachine", "machine"));
  }

  private static String gateway(Named card) {
    return card.address().replaceFirst("\\d+$", "1");
  }

  private static void send(String kind, String to, Named from, String address) {
    one.sh(
        "docker exec thief /usr/bin/python3 /srv/raw.py %s %s %s %s %s"
            .formatted(kind, to, from.mac(), from.address(), address));
  }

  /// Datagrams that reached `near`, for nobody there.
  private static long came() {
    var said = one.sh("docker exec near awk '/^Udp: [0-9]/ {print $2 + $3}' /proc/net/snmp");
    return Long.parseLong(said.strip());
  }
}
