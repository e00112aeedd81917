package io.stampede.bench;

import io.stampede.engine.Phase;
import io.stampede.engine.Status;
import io.stampede.lab.LabImages;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A link that is turned from one target to another and back: from the request to when the host has
/// it.
final class LinkRace {
  private static final int WARM_UPS = 10;
  private static final int TURNS = 60;
  private static final double MEDIAN_GOAL = 50;
  private static final double P95_GOAL = 150;
  private static final List<String> TARGETS = List.of("one", "two");

  private final Console console;
  private final Sheet sheet;

  LinkRace(Console console, Sheet sheet) {
    this.console = console;
    this.sheet = sheet;
  }

  void run(String host) throws IOException {
    var made = new ArrayList<String>();
    for (var name : List.of("web", "one", "two")) {
      var fields =
          Map.of(
              "name",
              name,
              "host",
              host,
              "image",
              LabImages.BUSYBOX,
              "command",
              List.of("sh", "-c", "trap 'exit 0' TERM; sleep 100000 & wait"),
              "networks",
              List.of("managed"));
      made.add(console.create("container", fields, Phase.RUNNING).id());
    }
    var fields =
        Map.of("consumer", "web", "alias", "db", "targets", List.of("one"), "ports", List.of("80"));
    var link = console.create("link", fields, Phase.READY).id();
    for (int i = 1; i <= WARM_UPS; i++) turned(link, TARGETS.get(i % 2));
    var times = new ArrayList<Double>();
    for (int i = 1; i <= TURNS; i++) times.add(turned(link, TARGETS.get(i % 2)));
    times.sort(null);
    double median = times.get(TURNS / 2);
    double p95 = times.get(TURNS * 95 / 100);
    sheet.ours("a link turned, median", median, "at most 50 ms", median <= MEDIAN_GOAL);
    sheet.ours("a link turned, 95 of 100", p95, "at most 150 ms", p95 <= P95_GOAL);
    made.forEach(id -> console.remove("container", id));
  }

  private double turned(String link, String target) {
    long begin = System.nanoTime();
    console.update(
        "link",
        link,
        Map.of("targets", List.of(target)),
        now ->
            now.status().phase() == Phase.READY
                && now.status().transition() == Status.Transition.NO
                && now.text("leads").contains(target));
    return (System.nanoTime() - begin) / 1e6;
  }
}
