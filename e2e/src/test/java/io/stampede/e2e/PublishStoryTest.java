package io.stampede.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stampede.lab.Host;
import io.stampede.lab.Lab;
import io.stampede.lab.LabHost;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
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

  private static final String SERVE =
      "mkdir -p /www; echo %s > /www/index.html; httpd -p 80 -h /www; nc -ll -p 7 -e cat &"
          + " trap exit TERM; while :; do sleep 1; done";

  private static Console console;
  private static Rest rest;
  private static Cli cli;
  private static LabHost h1;
  private static LabHost h2;
  private static String firstHost;

  @BeforeAll
  static void start(@TempDir Path folder, @Host("h1") LabHost one, @Host("h2") LabHost two) {
    console = Console.start(folder.resolve("data"));
    rest = console.rest();
    cli = new Cli(console);
    h1 = one;
    h2 = two;
    firstHost = Onboarding.add(rest, h1);
    Onboarding.add(rest, h2);
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
    fields.put("command", List.of("sh", "-c", SERVE.formatted(name)));
    fields.put("networks", List.of("managed"));
    fields.put("restartPolicy", "always");
    rest.awaitState(rest.create("containers", fields), "running");
  }

  /// Who answers; `refused`, or what else went wrong.
  private static String answer(String address, int port) {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(address, port), 3000);
      socket.setSoTimeout(3000);
      socket.getOutputStream().write("GET / HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.UTF_8));
      var said = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return said.strip().lines().reduce((_, last) -> last).orElse("");
    } catch (ConnectException _) {
      return "refused";
    } catch (IOException e) {
      return e.toString();
    }
  }

  private static void awaitAnswer(String address, int port, String who) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .untilAsserted(() -> assertThat(answer(address, port)).isEqualTo(who));
  }

  /// As somebody on the host hears it, or in one of its containers.
  private static String heard(LabHost host, String command) {
    return host.run("timeout 8 " + command + " 2>&1").out().strip();
  }

  /// All that is heard from outside while something is done.
  private static Map<String, Integer> meanwhile(Runnable what) throws InterruptedException {
    var answers = new ConcurrentHashMap<String, Integer>();
    var over = new AtomicBoolean();
    var asked = new AtomicInteger();
    var thread =
        Thread.ofVirtual()
            .start(() -> {
              while (!over.get()) {
                answers.merge(answer(h1.address(), PUBLIC), 1, Integer::sum);
                asked.incrementAndGet();
              }
            });
    await().until(() -> asked.get() > 10);
    what.run();
    int then = asked.get();
    await().until(() -> asked.get() > then + 10);
    over.set(true);
    thread.join();
    return answers;
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
        meanwhile(() -> {
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

  private static boolean echoes(Socket socket) {
    try {
      socket.setSoTimeout(3000);
      socket.getOutputStream().write('x');
      return socket.getInputStream().read() == 'x';
    } catch (IOException _) {
      return false;
    }
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
    cli.ok("floating-ip", "create", "--pool", "outside", "--target", "web");
    var floating = "/v1/floatingIps/" + FLOATING;
    rest.awaitState(floating, "ready");
    awaitAnswer(FLOATING, 80, "web");
    assertThat(rest.post("/v1/floatingIps", Map.of()).error()).isEqualTo("pool: no-address");
    assertThat(heard(h1, "curl -s http://%s/".formatted(FLOATING))).isEqualTo("web");
    assertThat(heard(h2, "docker exec app wget -q -O - http://%s/".formatted(FLOATING)))
        .isEqualTo("web");

    assertThat(
            lostInARow(() -> {
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

    rest.act(floating, "disassociate");
    await().atMost(PATIENCE).until(() -> !h1.sh("ip -4 -o addr").contains(FLOATING));
    assertThat(rest.get("/v1/ipPools/outside").json().path("used").asInt()).isEqualTo(1);
    cli.ok("floating-ip", "remove", FLOATING, "--yes");
    rest.awaitGone(floating);
    cli.ok("ip-pool", "remove", "outside", "--yes");
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

  /// How many pings in a row were not answered within 100 ms each, at most.
  private static int lostInARow(Runnable what) throws Exception {
    var address = InetAddress.getByName(FLOATING);
    var answered = new AtomicInteger();
    var worst = new AtomicInteger();
    var over = new AtomicBoolean();
    var thread =
        Thread.ofPlatform()
            .start(() -> {
              int lost = 0;
              while (!over.get()) {
                lost = isAnswered(address) ? 0 : lost + 1;
                if (lost == 0) answered.incrementAndGet();
                worst.accumulateAndGet(lost, Math::max);
              }
            });
    await().until(() -> answered.get() > 10);
    what.run();
    int then = answered.get();
    await().until(() -> answered.get() > then + 10);
    over.set(true);
    thread.join();
    return worst.get();
  }

  private static boolean isAnswered(InetAddress address) {
    try {
      return address.isReachable(100);
    } catch (IOException _) {
      return false;
    }
  }
}
