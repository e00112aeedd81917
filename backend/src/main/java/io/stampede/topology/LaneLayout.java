package io.stampede.topology;

import io.stampede.topology.Drawing.Box;
import io.stampede.topology.Drawing.Line;
import io.stampede.topology.Drawing.Place;
import io.stampede.topology.Drawing.Sort;
import io.stampede.topology.Drawing.Stroke;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// One network: a line across, what of it each host has, and an arc for each pair. Pairs that are
/// further apart hang lower, so that what is written on them never lies on something else.
final class LaneLayout {
  private static final double CAPTION = 22;
  private static final double BUS = 32;
  private static final double DEPTH = 32;
  private static final double STEP = 25;
  private static final double FOOT = 20;
  private static final double LEAST = 78;
  private static final double LABEL_WIDTH = 84;
  private static final double LABEL_HEIGHT = 21;
  private static final double STUB_LEFT = 20;
  private static final double STUB_STEP = 16;
  private static final double RADIUS = 5;

  /// A cubic curve whose ends are pulled down so far is three quarters of that deep.
  private static final double PULL = 4.0 / 3;

  /// With more hosts than this, tunnels that are good are counted, not drawn.
  static final int FEW = 8;

  /// More arcs than this nobody can tell apart.
  static final int MOST = 60;

  private final Topology topology;
  private final int index;
  private final Lane lane;
  private final Map<String, Place> places;
  private final double right;

  /// Where on the line a host is.
  private record Stop(int rank, double x) {}

  private final Map<String, Stop> stops = new HashMap<>();

  /// @param index of the lane, from above
  /// @param places of the hosts, by key
  LaneLayout(Topology topology, int index, Map<String, Place> places, double right) {
    this.topology = topology;
    this.index = index;
    this.lane = topology.lanes().get(index);
    this.places = places;
    this.right = right;
    int rank = 0;
    for (var host : topology.hosts()) {
      var place = places.get(host.key());
      if (place == null || lane.block(host.name()).isEmpty()) continue;
      stops.put(host.name(), new Stop(rank++, stub(place)));
    }
  }

  /// Lines to lower lanes pass on the left of the captions of upper ones.
  private double stub(Place card) {
    int below = topology.lanes().size() - 1 - index;
    double step = Math.min(STUB_STEP, card.width() / 3 / Math.max(1, topology.lanes().size()));
    return card.x() + STUB_LEFT + below * step;
  }

  private List<Pair> drawn() {
    var here = topology.pairs(lane).stream().filter(p -> span(p) > 0);
    if (stops.size() <= FEW) return here.toList();
    return here.filter(pair -> pair.health() != Health.GOOD)
        .sorted(Comparator.comparing(Pair::health).reversed())
        .limit(MOST)
        .toList();
  }

  private int span(Pair pair) {
    var a = stops.get(pair.a());
    var b = stops.get(pair.b());
    return a == null || b == null ? 0 : Math.abs(a.rank() - b.rank());
  }

  /// @return where it ends
  double draw(double y, List<Box> boxes, List<Line> lines) {
    var drawn = drawn();
    double deepest = drawn.stream().mapToDouble(p -> depth(span(p))).max().orElse(0);
    double height = Math.max(LEAST, BUS + deepest + FOOT);
    double bus = y + BUS;
    boxes.add(lane(y, height, drawn.size()));
    if (!stops.isEmpty()) bus(bus, lines);
    for (var host : topology.hosts()) {
      var stop = stops.get(host.name());
      if (stop != null) stop(host, stop, y, bus, boxes, lines);
    }
    var labels = new ArrayList<Box>();
    for (var pair : drawn) tunnel(pair, bus, labels, lines);
    boxes.addAll(labels);
    return y + height;
  }

  private static double depth(int span) {
    return DEPTH + STEP * (span - 1);
  }

  private Box lane(double y, double height, int drawn) {
    var tone = Layout.tone(lane.status().phase().word());
    var notes = List.of(lane.cidr(), lane.overlayWords(), tunnels(drawn));
    return new Box(
        Sort.LANE,
        lane.key(),
        new Place(Layout.EDGE, y, right - Layout.EDGE, height),
        lane.name(),
        notes,
        Surveyor.NETWORK,
        tone,
        List.of(lane.colour()),
        lane.name() + ", " + String.join(", ", notes));
  }

  private String tunnels(int drawn) {
    var pairs = topology.pairs(lane);
    long good = pairs.stream().filter(p -> p.health() == Health.GOOD).count();
    long down = pairs.stream().filter(p -> p.health() == Health.DOWN).count();
    if (pairs.isEmpty()) return Words.say("lane.blocks", lane.blocks().size());
    if (down > 0) return Words.say("lane.down", down, pairs.size());
    long slow = pairs.stream().filter(p -> p.health() == Health.SLOW).count();
    if (slow > 0) return Words.say("lane.slow", slow, pairs.size());
    boolean hidden = good > 0 && drawn < pairs.size();
    return hidden
        ? Words.say("lane.hidden", good, pairs.size())
        : Words.say("lane.good", good, pairs.size());
  }

  private void bus(double bus, List<Line> lines) {
    double first = stops.values().stream().mapToDouble(Stop::x).min().orElse(0);
    double end = right - 2 * Layout.EDGE;
    var path = Layout.path("M %s %s L %s %s", Math.min(first, Layout.LEFT), bus, end, bus);
    lines.add(new Line(Stroke.BUS, lane.key(), path, lane.colour(), ""));
  }

  private void stop(
      HostCard host, Stop stop, double y, double bus, List<Box> boxes, List<Line> lines) {
    var card = places.get(host.key());
    var block = lane.block(host.name());
    if (card == null || block.isEmpty()) return;
    var down = Layout.path("M %s %s L %s %s", stop.x(), card.y() + card.height(), stop.x(), bus);
    lines.add(new Line(Stroke.STUB, lane.key(), down, lane.colour(), ""));
    var dot = Layout.dot(stop.x(), bus, RADIUS);
    lines.add(new Line(Stroke.DOT, lane.key(), dot, lane.colour(), ""));
    double width = card.x() + card.width() - stop.x() - RADIUS;
    var part = block.get();
    boxes.add(
        new Box(
            Sort.BLOCK,
            lane.key(),
            new Place(stop.x() + RADIUS + 4, y + BUS - CAPTION, width - 4, CAPTION - 3),
            part.block(),
            List.of(Words.say("block.used", part.used())),
            "",
            part.tone(),
            List.of(lane.colour()),
            ""));
  }

  private void tunnel(Pair pair, double bus, List<Box> labels, List<Line> lines) {
    var a = stops.get(pair.a());
    var b = stops.get(pair.b());
    if (a == null || b == null) return;
    double depth = depth(span(pair));
    double low = bus + depth * PULL;
    var path =
        Layout.path("M %s %s C %s %s %s %s %s %s", a.x(), bus, a.x(), low, b.x(), low, b.x(), bus);
    var tone = pair.health().tone();
    lines.add(new Line(Stroke.TUNNEL, pair.key(), path, 0, tone));
    labels.add(
        new Box(
            Sort.TUNNEL,
            pair.key(),
            new Place(
                (a.x() + b.x() - LABEL_WIDTH) / 2,
                bus + depth - LABEL_HEIGHT / 2,
                LABEL_WIDTH,
                LABEL_HEIGHT),
            pair.label(),
            List.of(),
            "",
            tone,
            List.of(lane.colour()),
            Words.say(
                "pair.told", pair.a(), pair.b(), lane.name(), pair.health().word(), pair.label())));
  }
}
