package io.stampede.bench;

import io.stampede.component.Components;
import io.stampede.lab.LabHost;
import io.stampede.lab.Lease;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/// All races over two hosts of the lab (the tests' `h1` and `h2`), which are emptied before and
/// after; of most only the first takes part.
final class Bench {
  /// Only the races of the managed network.
  private static final String NETWORK = "network";

  private Bench() {}

  public static void main(String[] arguments) throws Exception {
    var folder = Files.createTempDirectory("stampede-bench");
    boolean all = !List.of(arguments).contains(NETWORK);
    try (var one = Lease.take("h1");
        var two = Lease.take("h2")) {
      var hosts = List.of(one.host(), two.host());
      hosts.forEach(LabHost::reset);
      race(hosts, folder, new Sheet(System.out), all);
    } finally {
      remove(folder);
    }
  }

  private static void race(List<LabHost> hosts, Path folder, Sheet sheet, boolean all)
      throws Exception {
    var host = hosts.getFirst();
    var machine = ManagementFactory.getOperatingSystemMXBean();
    sheet.title(
        "on %s, from %d processors with a load of %.1f; medians, and how many times as long as ours"
            .formatted(
                host.name(), machine.getAvailableProcessors(), machine.getSystemLoadAverage()));
    try (var console = new Console(folder.resolve("data"))) {
      if (all) workloads(console, host, folder, sheet);
      else console.add(host);
      networks(console, hosts, sheet);
    }
  }

  private static void workloads(Console console, LabHost host, Path folder, Sheet sheet)
      throws Exception {
    var peers = new Peers(folder, host);
    try (var tunnel = new Tunnel(host)) {
      new OnboardRace(console, host, sheet).run();
      var containers = new ContainerRaces(tunnel.docker(), sheet);
      containers.list(peers);
      containers.make(console, host.name());
    }
    new MachineRace(console, peers, host, sheet).run(folder);
  }

  private static void networks(Console console, List<LabHost> hosts, Sheet sheet) throws Exception {
    new RenderRace(sheet).run();
    if (Components.installed().find(Components.NET).isEmpty()) {
      sheet.missing("the managed network", "./stampede components builds what it needs");
      return;
    }
    var host = hosts.getFirst();
    new PortRace(console, host, sheet).run();
    new LinkRace(console, sheet).run(host.name());
    console.add(hosts.getLast());
    new FloatingRace(console, hosts, sheet).run();
    new OverlayRace(console, host, hosts.getLast(), sheet).run();
    new DnsRace(host, sheet).run();
  }

  private static void remove(Path folder) throws IOException {
    try (var all = Files.walk(folder)) {
      for (var path : all.sorted(Comparator.reverseOrder()).toList()) Files.delete(path);
    }
  }
}
