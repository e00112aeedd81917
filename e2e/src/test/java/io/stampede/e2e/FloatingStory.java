package io.stampede.e2e;

import static io.stampede.e2e.Outside.awaitAnswer;
import static io.stampede.e2e.Outside.lostInARow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stampede.lab.LabHost;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Outside addresses that lead to `web` and the machine `m1` on the first host, and to `app` on the
/// second; all three serve HTTP.
record FloatingStory(Console console, Cli cli, Rest rest, LabHost h1, LabHost h2) {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final String FLOATING = "10.99.0.200";

  /// Pinged, moved, and back without the console.
  void isTold() throws Exception {
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
    rest.awaitState(firstHost(), "connected");
    itLeavesAHostThatIsOff(floating);

    rest.act(floating, "disassociate");
    await().atMost(PATIENCE).until(() -> !h2.sh("ip -4 -o addr").contains(FLOATING));
    assertThat(rest.get("/v1/ipPools/outside").json().path("used").asInt()).isEqualTo(1);
    cli.ok("floating-ip", "remove", FLOATING, "--yes");
    rest.awaitGone(floating);
    cli.ok("ip-pool", "remove", "outside", "--yes");
  }

  /// The host that had it comes back with what it knew, and leaves it to whom it was given.
  private void itLeavesAHostThatIsOff(String floating) throws Exception {
    h1.kill();
    rest.put(floating, Map.of("target", "app"));
    awaitAnswer(FLOATING, 80, "app");
    assertThat(
            lostInARow(
                FLOATING,
                () -> {
                  h1.start();
                  h1.awaitReady();
                  rest.awaitState(firstHost(), "connected");
                  rest.awaitState("/v1/containers/web", "running");
                  rest.awaitState("/v1/networks/managed", "ready");
                }))
        .isLessThan(10);
    assertThat(h1.sh("ip -4 -o addr")).doesNotContain(FLOATING);
    assertThat(h1.sh("cat /var/lib/stampede/net/maps")).doesNotContain(FLOATING);
    assertThat(Outside.answer(FLOATING, 80)).isEqualTo("app");
  }

  private String firstHost() {
    return "/v1/hosts/" + h1.name();
  }

  /// As somebody on the host hears it, or in one of its containers.
  private static String heard(LabHost host, String command) {
    return host.run("timeout 8 " + command + " 2>&1").out().strip();
  }

  /// Of those who are in no other group.
  private void whoeverMayReach(String... rules) {
    var words = new ArrayList<>(List.of("security-group", "update", "default"));
    for (var rule : rules) words.addAll(List.of("--rules", rule));
    words.add("--wait");
    cli.ok(words.toArray(String[]::new));
  }

  /// Besides, of a second pool.
  void ofAMachineOnAnotherUplink() {
    h1.sh(
        "ip link del up2 2>/dev/null; ip netns del beyond 2>/dev/null;"
            + " ip netns add beyond; ip link add up2 type veth peer name eth0 netns beyond;"
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
    rest.awaitState("/v1/virtualMachines/m1", "running");
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
    rest.awaitGone("/v1/ipPools/beyond");
    h1.sh("ip link del up2; ip netns del beyond");
  }

  /// Each wrong field is told, then the right ones make a pool of one address.
  private void aPoolIsMade() {
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
