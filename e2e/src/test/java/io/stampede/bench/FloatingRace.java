package io.stampede.bench;

import io.stampede.engine.Phase;
import io.stampede.lab.LabHost;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// A floating address that is moved between containers on two hosts while somebody outside asks it
/// every 10 ms: for how long nobody answers.
final class FloatingRace {
  private static final int MOVES = 10;
  private static final double GOAL = 1000;
  private static final String ADDRESS = "10.99.0.210";
  private static final int PORT = 5007;
  private static final String GROUP = "asked";

  private final Console console;
  private final List<LabHost> hosts;
  private final Sheet sheet;

  FloatingRace(Console console, List<LabHost> hosts, Sheet sheet) {
    this.console = console;
    this.hosts = hosts;
    this.sheet = sheet;
  }

  void run() throws IOException {
    var rules = List.of("udp %d from any".formatted(PORT));
    console.create("securityGroup", Map.of("name", GROUP, "rules", rules), Phase.READY);
    for (var host : hosts) echo(host);
    var pool =
        Map.of(
            "name",
            "outside",
            "networkAddress",
            "10.99.0.0",
            "cidrSize",
            24,
            "start",
            ADDRESS,
            "end",
            ADDRESS,
            "gateway",
            "10.99.0.1");
    console.create("ipPool", pool, Phase.READY);
    var asked = Map.of("pool", "outside", "target", name(hosts.getFirst()));
    var floating = console.create("floatingIp", asked, Phase.READY).id();
    var gaps = new double[MOVES];
    try (var asking = new Asking(ADDRESS, PORT)) {
      asking.awaitAnswer();
      for (int i = 0; i < MOVES; i++) {
        var next = name(hosts.get((i + 1) % hosts.size()));
        gaps[i] =
            asking.longestSilence(
                () -> console.change("floatingIp", floating, Map.of("target", next)), next);
      }
    }
    Arrays.sort(gaps);
    sheet.ours("a floating address moved, nobody answers", gaps[MOVES / 2]);
    double worst = gaps[MOVES - 1];
    sheet.ours("  of %d moves the worst".formatted(MOVES), worst, "at most 1 s", worst <= GOAL);
    console.remove("floatingIp", floating);
    console.remove("ipPool", "outside");
    for (var host : hosts) {
      host.sh("systemctl stop echoes");
      console.remove("container", name(host));
    }
    console.remove("securityGroup", GROUP);
  }

  private static String name(LabHost host) {
    return "floating-on-" + host.name();
  }

  /// A container of which a program sends back what it hears, with the container's name.
  private void echo(LabHost host) throws IOException {
    var fields = OverlayRace.sleeping(name(host), host, "managed");
    fields.put("securityGroups", List.of(GROUP));
    console.create("container", fields, Phase.RUNNING);
    OverlayRace.program(
        host,
        name(host),
        "echoes",
        """
        import socket
        s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        s.bind(("", %d))
        while True:
          data, who = s.recvfrom(100)
          s.sendto(data + b" %s", who)
        """
            .formatted(PORT, name(host)));
  }
}
