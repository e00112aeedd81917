package io.stampede.desktop.map;

import io.stampede.topology.Drawing;
import io.stampede.topology.Drawing.Box;
import io.stampede.topology.Drawing.Sort;
import io.stampede.topology.Drawing.Stroke;
import io.stampede.topology.Layout;
import io.stampede.topology.Topology;
import io.stampede.topology.Words;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Pane;
import javafx.scene.shape.SVGPath;

/// Draws the network map as [Layout] has placed it. Every box that can be chosen is a button; one
/// that did not change stays, so that the keyboard stays where it is.
final class MapPane {
  private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");

  private final Pane ground = new Pane();
  private final ScrollPane scroll = new ScrollPane(ground);
  private final Boxes boxes;
  private final Consumer<String> choose;
  private final Set<String> unfolded = new HashSet<>();
  private final Map<String, Drawn> nodes = new HashMap<>();
  private Topology topology = Topology.NOTHING;
  private Drawing drawn = Drawing.NOTHING;
  private String chosen = "";

  private record Drawn(Box box, Node node) {}

  /// @param point told an arrow that was dropped on a workload, both by key
  MapPane(Consumer<String> choose, java.util.function.BiConsumer<String, String> point) {
    this.choose = choose;
    this.boxes = new Boxes(key -> choose.accept(key.equals(chosen) ? "" : key), this::fold, point);
    ground.setId("map");
    ground.getStyleClass().add("map");
    scroll.setId("map-scroll");
    scroll.setAccessibleText(Words.say("map.help"));
    scroll.getStyleClass().addAll("edge-to-edge", "map-scroll");
    scroll
        .viewportBoundsProperty()
        .addListener((_, before, now) -> {
          if (before.getWidth() != now.getWidth()) draw();
        });
  }

  Node node() {
    return scroll;
  }

  void show(Topology next) {
    topology = next;
    draw();
  }

  void chosen(String key) {
    chosen = key;
    mark();
  }

  private void fold(String host) {
    if (!unfolded.remove(host)) unfolded.add(host);
    draw();
  }

  private void draw() {
    double width = scroll.getViewportBounds().getWidth();
    if (width <= 0) return;
    var next = Layout.draw(topology, Math.floor(width), unfolded);
    if (next.equals(drawn)) return;
    drawn = next;
    var scene = ground.getScene();
    var focused = scene == null ? null : scene.getFocusOwner();
    var under = new ArrayList<Node>();
    var over = new ArrayList<Node>();
    var there = new HashSet<String>();
    for (var box : next.boxes()) {
      var id = box.sort() + " " + box.key() + (box.sort() == Sort.BLOCK ? box.text() : "");
      there.add(id);
      var node = nodes.compute(id, (_, old) -> same(old, box)).node();
      (box.sort() == Sort.LANE ? under : over).add(node);
    }
    nodes.keySet().retainAll(there);
    for (var line : next.lines()) lines(line, line.stroke() == Stroke.ARROW ? over : under);
    under.addAll(over);
    ground.getChildren().setAll(under);
    ground.setMinSize(next.width(), next.height());
    ground.setPrefSize(next.width(), next.height());
    mark();
    if (focused != null && focused.getScene() != null) focused.requestFocus();
  }

  private Drawn same(@org.jspecify.annotations.Nullable Drawn old, Box box) {
    return old != null && old.box().equals(box) ? old : new Drawn(box, boxes.node(box));
  }

  private void lines(Drawing.Line line, ArrayList<Node> into) {
    var path = path(line.path(), "map-" + line.stroke().name().toLowerCase(java.util.Locale.ROOT));
    if (line.colour() > 0) path.setStyle(Boxes.lane(line.colour()));
    if (!line.tone().isEmpty()) path.getStyleClass().add("tone-" + line.tone());
    path.setUserData(line.key());
    path.setMouseTransparent(true);
    into.add(path);
    if (line.stroke() != Stroke.TUNNEL) return;
    path.setId(Boxes.id("line", line.key()));
    var reach = path(line.path(), "map-reach");
    reach.setOnMouseClicked(_ -> choose.accept(line.key()));
    into.add(reach);
  }

  private static SVGPath path(String content, String style) {
    var path = new SVGPath();
    path.setContent(content);
    path.getStyleClass().add(style);
    path.setManaged(false);
    return path;
  }

  private void mark() {
    for (var node : ground.getChildren()) {
      node.pseudoClassStateChanged(CHOSEN, chosen.equals(node.getUserData()) && !chosen.isEmpty());
    }
  }
}
