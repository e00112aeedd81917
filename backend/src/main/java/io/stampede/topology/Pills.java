package io.stampede.topology;

import io.stampede.topology.Drawing.Box;
import io.stampede.topology.Drawing.Line;
import io.stampede.topology.Drawing.Place;
import io.stampede.topology.Drawing.Sort;
import io.stampede.topology.Drawing.Stroke;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Links, ports and floating addresses above the hosts, a link over the host of the workload that
/// uses it, the others over that of their first target, with an arrow to each target in the
/// picture.
final class Pills {
  private static final double WIDTH = 260;

  /// So much of a card stays free for the arrow to turn.
  private static final double HANG = 4;

  private static final double HEIGHT = 26;
  private static final double GAP = 7;
  private static final double ROOM = 34;
  private static final double HEAD = 5;

  private final Topology topology;
  private final Map<String, List<Arrow>> byHost = new HashMap<>();
  private final List<Arrow> nowhere = new ArrayList<>();

  Pills(Topology topology) {
    this.topology = topology;
    for (var arrow : topology.arrows()) {
      arrow
          .from()
          .flatMap(topology::workload)
          .or(() ->
              arrow.targets().stream().flatMap(k -> topology.workload(k).stream()).findFirst())
          .map(w -> byHost.computeIfAbsent(w.host(), _ -> new ArrayList<>()))
          .orElse(nowhere)
          .add(arrow);
    }
  }

  double height() {
    int most = byHost.values().stream().mapToInt(List::size).max().orElse(0);
    most = Math.max(most, nowhere.size());
    return most == 0 ? 0 : most * (HEIGHT + GAP) + ROOM;
  }

  void draw(Map<String, Place> places, List<Box> boxes, List<Line> lines) {
    column(nowhere, Layout.EDGE, Layout.LEFT - 2 * Layout.EDGE, places, boxes, lines);
    for (var host : topology.hosts()) {
      var card = places.get(host.key());
      var here = byHost.getOrDefault(host.id(), List.of());
      if (card != null) column(here, card.x(), card.width() - HANG, places, boxes, lines);
    }
  }

  private void column(
      List<Arrow> arrows,
      double x,
      double width,
      Map<String, Place> places,
      List<Box> boxes,
      List<Line> lines) {
    double y = Layout.EDGE;
    for (var arrow : arrows) {
      var place = new Place(x, y, Math.min(WIDTH, width), HEIGHT);
      boxes.add(pill(arrow, place));
      for (var target : arrow.targets()) {
        var at = places.get(target);
        if (at != null) lines.add(line(arrow, place, at));
      }
      y += HEIGHT + GAP;
    }
  }

  private Box pill(Arrow arrow, Place place) {
    var state = arrow.status().phase().word();
    var to = arrow.targets().stream().flatMap(k -> topology.workload(k).stream());
    var names = String.join(", ", to.map(Workload::name).toList());
    return new Box(
        Sort.ARROW,
        arrow.key(),
        place,
        words(arrow),
        List.of(),
        arrow.kind(),
        Layout.tone(state),
        List.of(),
        Words.say("arrow.told", words(arrow), names.isEmpty() ? "–" : names, state));
  }

  private String words(Arrow arrow) {
    return arrow
        .from()
        .flatMap(topology::workload)
        .map(user -> Words.say("arrow.in", arrow.label(), user.name()))
        .orElse(arrow.label());
  }

  /// Out of the pill's right end and into the target's.
  private static Line line(Arrow arrow, Place from, Place to) {
    double x1 = from.x() + from.width();
    double y1 = from.y() + from.height() / 2;
    double x2 = to.x() + to.width();
    double y2 = to.y() + to.height() / 2;
    double out = Math.max(x1, x2) + 26;
    var path =
        Layout.path("M %s %s C %s %s %s %s %s %s", x1, y1, out, y1, out, y2, x2 + 2, y2)
            + Layout.path(
                " M %s %s L %s %s L %s %s",
                x2 + 2 + HEAD, y2 - HEAD, x2 + 2, y2, x2 + 2 + HEAD, y2 + HEAD);
    return new Line(Stroke.ARROW, arrow.key(), path, 0, Layout.tone(arrow.status().phase().word()));
  }
}
