package io.stampede.bench;

import io.stampede.engine.Phase;
import io.stampede.lab.LabHost;
import io.stampede.lab.LabImages;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.DoubleStream;

/// From the request to what somebody outside hears: a port published, and pointed to another
/// container.
final class PortRace {
  private static final int WARM_UPS = 5;
  private static final int ROUNDS = 40;
  private static final int PORT = 18080;
  private static final long PAUSE = 1_000_000;
  private static final double MEDIAN_GOAL = 50;
  private static final double WORST_GOAL = 150;

  private final Console console;
  private final LabHost host;
  private final Sheet sheet;

  PortRace(Console console, LabHost host, Sheet sheet) {
    this.console = console;
    this.host = host;
    this.sheet = sheet;
  }

  void run() throws IOException {
    for (var name : List.of("one", "two"))
      console.create("container", serving(name), Phase.RUNNING);
    tell("a port published", WARM_UPS, this::published);
    var port =
        Map.<String, Object>of(
            "name", "door", "target", "one", "publicPort", PORT, "targetPort", 80);
    console.create("port", port, Phase.READY);
    tell("a port pointed elsewhere", WARM_UPS, this::pointed);
    console.remove("port", "door");
    for (var name : List.of("one", "two")) console.remove("container", name);
  }

  private Map<String, Object> serving(String name) {
    var serve = "mkdir -p /www; echo %s > /www/index.html; exec httpd -f -p 80 -h /www";
    return Map.of(
        "name", name,
        "host", host.name(),
        "image", LabImages.BUSYBOX,
        "networks", List.of("managed"),
        "command", List.of("sh", "-c", serve.formatted(name)));
  }

  private interface Round {
    double millis(int number);
  }

  private void tell(String what, int warmUps, Round round) {
    for (int i = 0; i < warmUps; i++) round.millis(i);
    var times = DoubleStream.iterate(warmUps, i -> i + 1).limit(ROUNDS);
    var sorted = times.map(i -> round.millis((int) i)).sorted().toArray();
    double median = sorted[ROUNDS / 2];
    double worst = sorted[ROUNDS * 95 / 100];
    sheet.ours(what + ", p50", median, "at most 50 ms", median <= MEDIAN_GOAL);
    sheet.ours(what + ", p95", worst, "at most 150 ms", worst <= WORST_GOAL);
  }

  private double published(int number) {
    long begin = System.nanoTime();
    console.ask(
        "port",
        Map.of("name", "p" + number, "target", "one", "publicPort", PORT, "targetPort", 80));
    awaitHeard("one");
    double millis = (System.nanoTime() - begin) / 1e6;
    console.remove("port", "p" + number);
    return millis;
  }

  private double pointed(int number) {
    var next = number % 2 == 0 ? "two" : "one";
    long begin = System.nanoTime();
    console.change("port", "door", Map.of("target", next));
    awaitHeard(next);
    return (System.nanoTime() - begin) / 1e6;
  }

  /// Asks every millisecond: without a pause, asking would take a processor from what is measured.
  private void awaitHeard(String who) {
    while (!heard().endsWith(who)) LockSupport.parkNanos(PAUSE);
  }

  /// Nothing when nobody answers.
  private String heard() {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(host.address(), PORT), 1000);
      socket.getOutputStream().write("GET / HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.UTF_8));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException _) {
      return "";
    }
  }
}
