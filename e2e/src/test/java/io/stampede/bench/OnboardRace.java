package io.stampede.bench;

import io.stampede.component.Component;
import io.stampede.component.Components;
import io.stampede.lab.LabHost;
import java.io.IOException;
import java.util.ArrayList;

/// From an address to a host that is ready: for the first time, with the images of our components
/// to be sent, and with these there.
final class OnboardRace {
  private static final int ROUNDS = 5;
  private static final double FIRST_GOAL = 25_000;
  private static final double AGAIN_GOAL = 3_000;
  private static final String KEPT = "kept-by-bench";

  private final Console console;
  private final LabHost host;
  private final Sheet sheet;

  OnboardRace(Console console, LabHost host, Sheet sheet) {
    this.console = console;
    this.host = host;
    this.sheet = sheet;
  }

  /// Leaves the host added.
  void run() throws IOException {
    var net = Components.installed().find(Components.NET);
    if (net.isEmpty()) {
      sheet.missing("a host added with its components", "./stampede components builds them");
      console.add(host);
      return;
    }
    double first = added();
    sheet.ours(
        "a host added, %.1f MB sent to it".formatted(net.get().bytes() / 1e6),
        first,
        "at most 25 s",
        first <= FIRST_GOAL);
    var times = new ArrayList<Double>();
    for (int i = 0; i < ROUNDS; i++) {
      removedButForTheImage(net.get());
      times.add(added());
    }
    times.sort(null);
    double again = times.get(ROUNDS / 2);
    sheet.ours("a host added, its images there", again, "at most 3 s", again <= AGAIN_GOAL);
    host.sh("docker image rm %s".formatted(KEPT));
  }

  private double added() {
    long begin = System.nanoTime();
    console.add(host);
    return (System.nanoTime() - begin) / 1e6;
  }

  private void removedButForTheImage(Component net) {
    host.sh("docker tag %s %s".formatted(net.image(), KEPT));
    console.remove("host", host.name());
    host.sh("docker tag %s %s".formatted(KEPT, net.image()));
  }
}
