package io.stampede.bench;

import io.stampede.lab.Lease;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/// All races over one host of the lab (the tests' `h1`), which is emptied before and after.
final class Bench {
  private Bench() {}

  public static void main(String[] args) throws Exception {
    var folder = Files.createTempDirectory("stampede-bench");
    try (var lease = Lease.take("h1")) {
      lease.host().reset();
      race(lease, folder, new Sheet(System.out));
    } finally {
      remove(folder);
    }
  }

  private static void race(Lease lease, Path folder, Sheet sheet) throws Exception {
    var host = lease.host();
    var machine = ManagementFactory.getOperatingSystemMXBean();
    sheet.title(
        "on %s, from %d processors with a load of %.1f; medians, and how many times as long as ours"
            .formatted(
                host.name(), machine.getAvailableProcessors(), machine.getSystemLoadAverage()));
    var peers = new Peers(folder, host);
    try (var tunnel = new Tunnel(host);
        var console = new Console(folder.resolve("data"))) {
      new OnboardRace(console, host, sheet).run();
      var containers = new ContainerRaces(tunnel.docker(), sheet);
      containers.list(peers);
      containers.make(console, host.name());
      new PortRace(console, host, sheet).run();
      new LinkRace(console, sheet).run(host.name());
      new MachineRace(console, peers, host, sheet).run(folder);
    }
  }

  private static void remove(Path folder) throws IOException {
    try (var all = Files.walk(folder)) {
      for (var path : all.sorted(Comparator.reverseOrder()).toList()) Files.delete(path);
    }
  }
}
