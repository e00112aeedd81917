package io.stampede.topology;

import io.stampede.topology.Drawing.Box;
import io.stampede.topology.Drawing.Line;
import io.stampede.topology.Drawing.Place;
import io.stampede.topology.Drawing.Sort;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Places the parts of the picture: hosts side by side, each network a lane across below them,
/// tunnels as arcs that hang from it, arrows above. Pure: the same topology and width make the same
/// drawing.
public final class Layout {
  static final double LEFT = 190;
  static final double EDGE = 12;
  static final double GAP = 22;
  private static final double LEAST_CARD = 184;
  private static final double MOST_CARD = 330;
  private static final double HEAD = 42;
  private static final double CHIP = 30;
  private static final double CHIP_GAP = 5;
  private static final double INSET = 10;
  private static final double FOOT = 26;
  private static final double TO_LANES = 26;

  /// So many workloads a host shows before it is unfolded.
  static final int FOLDED = 8;

  private final Topology topology;
  private final Set<String> unfolded;
  private final double cardWidth;
  private final List<Box> boxes = new ArrayList<>();
  private final List<Line> lines = new ArrayList<>();
  private final Map<String, Place> places = new HashMap<>();

  private Layout(Topology topology, double width, Set<String> unfolded) {
    this.topology = topology;
    this.unfolded = unfolded;
    int n = Math.max(1, topology.hosts().size());
    double room = (width - LEFT - EDGE - GAP * (n - 1)) / n;
    this.cardWidth = Math.clamp(room, LEAST_CARD, MOST_CARD);
  }

  /// @param width what there is to draw on; more is taken when hosts are many
  /// @param unfolded keys of the hosts of which all workloads are shown
  public static Drawing draw(Topology topology, double width, Set<String> unfolded) {
    if (topology.hosts().isEmpty() && topology.lanes().isEmpty()) return Drawing.NOTHING;
    return new Layout(topology, width, unfolded).drawing(width);
  }

  private Drawing drawing(double width) {
    var pills = new Pills(topology);
    double y = EDGE + pills.height();
    double bottom = y;
    for (int i = 0; i < topology.hosts().size(); i++) {
      bottom = Math.max(bottom, host(topology.hosts().get(i), x(i), y));
    }
    pills.draw(places, boxes, lines);
    y = bottom + TO_LANES;
    double right = Math.max(width, x(topology.hosts().size()) - GAP + EDGE);
    for (int i = 0; i < topology.lanes().size(); i++) {
      var lane = new LaneLayout(topology, i, places, right - EDGE);
      y = lane.draw(y, boxes, lines) + EDGE;
    }
    return new Drawing(right, y, boxes, lines);
  }

  private double x(int host) {
    return LEFT + host * (cardWidth + GAP);
  }

  /// @return where it ends
  private double host(HostCard host, double x, double y) {
    boolean all = unfolded.contains(host.key()) || host.workloads().size() <= FOLDED + 1;
    var shown = all ? host.workloads() : host.workloads().subList(0, FOLDED);
    double at = y + HEAD;
    var inside = new ArrayList<Box>();
    for (var workload : shown) {
      inside.add(chip(workload, new Place(x + INSET, at, cardWidth - 2 * INSET, CHIP)));
      at += CHIP + CHIP_GAP;
    }
    boolean folds = host.workloads().size() > FOLDED + 1;
    if (folds) {
      inside.add(more(host, shown.size(), new Place(x + INSET, at, cardWidth - 2 * INSET, FOOT)));
      at += FOOT + CHIP_GAP;
    }
    boolean foot = host.others() > 0 || host.workloads().isEmpty();
    double end = at + (foot ? FOOT : INSET - CHIP_GAP);
    var place = new Place(x, y, cardWidth, end - y);
    boxes.add(
        new Box(
            Sort.HOST,
            host.key(),
            place,
            host.name(),
            foot ? List.of(others(host)) : List.of(),
            Surveyor.HOST,
            tone(host.status().phase().word()),
            List.of(),
            host.name() + ", " + host.status().phase().word()));
    places.put(host.key(), place);
    boxes.addAll(inside);
    inside.stream()
        .filter(b -> b.sort() == Sort.WORKLOAD)
        .forEach(b -> places.put(b.key(), b.place()));
    return end;
  }

  private static String others(HostCard host) {
    return host.workloads().isEmpty() && host.others() == 0
        ? Words.say("host.empty")
        : Words.say("host.others", host.others());
  }

  private static Box more(HostCard host, int shown, Place place) {
    int rest = host.workloads().size() - shown;
    var words = rest > 0 ? Words.say("host.more", rest) : Words.say("host.fewer");
    return new Box(Sort.MORE, host.key(), place, words, List.of(), "", "calm", List.of(), words);
  }

  private Box chip(Workload w, Place place) {
    var addresses = w.plugs().stream().map(Workload.Plug::address).toList();
    var colours =
        w.plugs().stream()
            .flatMap(plug -> topology.lane(plug.network()).stream())
            .map(Lane::colour)
            .toList();
    var state = w.status().phase().word();
    return new Box(
        Sort.WORKLOAD,
        w.key(),
        place,
        w.name(),
        addresses.isEmpty() ? List.of() : List.of(addresses.getFirst()),
        w.kind(),
        tone(state),
        colours,
        "%s, %s, %s".formatted(w.name(), state, String.join(", ", addresses)));
  }

  /// The colour of a phase is the one of `assets/tokens.json`.
  static String tone(String phase) {
    return switch (phase.toLowerCase(Locale.ROOT)) {
      case "running", "connected", "ready", "added" -> "good";
      case "error" -> "bad";
      case "unreachable", "degraded", "waiting" -> "warn";
      case "stopped", "removed", "paused" -> "calm";
      default -> "busy";
    };
  }

  /// As a path: a dot.
  static String dot(double x, double y, double radius) {
    return path(
        "M %s %s a %s %s 0 1 0 %s 0 a %s %s 0 1 0 %s 0 Z",
        x - radius, y, radius, radius, 2 * radius, radius, radius, -2 * radius);
  }

  /// Numbers with one figure behind the point.
  static String path(String form, double... numbers) {
    var words = new Object[numbers.length];
    for (int i = 0; i < numbers.length; i++) {
      words[i] = String.format(Locale.ROOT, "%.1f", numbers[i]);
    }
    return form.formatted(words);
  }
}
