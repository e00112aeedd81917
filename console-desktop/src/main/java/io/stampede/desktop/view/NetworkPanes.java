package io.stampede.desktop.view;

import io.stampede.client.Resource;
import io.stampede.desktop.map.AddressTable;
import io.stampede.desktop.map.WayTable;
import io.stampede.desktop.model.Tone;
import io.stampede.desktop.part.Nodes;
import io.stampede.topology.Atlas;
import io.stampede.topology.Lane;
import io.stampede.topology.Topology;
import io.stampede.topology.Words;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Duration;

/// What a network's page has in place of nested tables: its hosts with how full their blocks are,
/// its pairs and its addresses.
final class NetworkPanes {
  private static final String NETWORK = "network";
  private static final Duration AGAIN = Duration.seconds(10);

  private final Desk desk;
  private final WayTable ways = new WayTable();
  private final AddressTable addresses;
  private final Timeline ticking = new Timeline(new KeyFrame(AGAIN, _ -> read()));
  private String id = "";

  NetworkPanes(Desk desk) {
    this.desk = desk;
    this.addresses =
        new AddressTable(
            kind -> desk.world().kind(kind).label(),
            a -> desk.go(new Place.Thing(a.kind(), a.workload())));
    ticking.setCycleCount(Animation.INDEFINITE);
  }

  static boolean has(Resource r) {
    return r.kind().equals(NETWORK);
  }

  Node pairs() {
    return ways.node();
  }

  Node addresses() {
    return addresses.node();
  }

  void show(Resource network) {
    id = network.id();
    read();
  }

  /// Reads again and again while it is in sight.
  void seen(boolean now) {
    if (now) ticking.play();
    else ticking.stop();
  }

  private void read() {
    var world = desk.world();
    world
        .background()
        .ask(
            () -> Atlas.read(world.client()),
            all ->
                all.lane(id)
                    .map(all::of)
                    .ifPresent(mine -> {
                      ways.show(mine, "", "");
                      addresses.show(mine, "");
                    }),
            _ -> {});
  }

  /// A line for each host that has a block.
  static Node hosts(Desk desk, Resource network) {
    var lane = Topology.of(Map.of(NETWORK, List.of(network))).lanes().getFirst();
    var title = Nodes.label(Words.say("count.hosts"), "title-4");
    var map = new Hyperlink(Words.say("map.title"));
    map.setId("open-map");
    map.setOnAction(_ -> desk.go(new Place.NetworkMap()));
    if (lane.blocks().isEmpty()) {
      return new VBox(8, title, Nodes.label(Words.say("lane.blocks", 0), "muted"));
    }
    var grid = new GridPane(22, 8);
    grid.setId("network-hosts");
    grid.getStyleClass().addAll("small-table", "card");
    int x = 0;
    for (var label : List.of("address.host", "block.block", "block.usage", "", "way.state")) {
      grid.add(Nodes.label(label.isEmpty() ? "" : Words.say(label), "muted"), x++, 0);
    }
    int y = 1;
    for (var block : lane.blocks()) line(desk, grid, block, y++);
    return new VBox(8, title, grid, map);
  }

  private static void line(Desk desk, GridPane grid, Lane.Block block, int y) {
    var host = new Hyperlink(block.host());
    host.setOnAction(_ -> open(desk, block.host()));
    var where = Nodes.label(block.block());
    where.setTooltip(new Tooltip(Words.say("block.gateway", block.block(), block.gateway())));
    var bar = new ProgressBar(block.fill());
    bar.getStyleClass().add("capacity-bar");
    bar.setMinWidth(Region.USE_PREF_SIZE);
    var words = Words.say("block.of", block.used(), block.used() + block.free());
    bar.setAccessibleText(words);
    var tone = Tone.valueOf(block.tone().toUpperCase(Locale.ROOT));
    var state = new HBox(8, Nodes.dot(tone), Nodes.label(block.state()));
    state.setAlignment(Pos.CENTER_LEFT);
    Label usage = Nodes.label(words);
    grid.addRow(y, host, where, bar, usage, state);
  }

  private static void open(Desk desk, String host) {
    desk.world().rows("host").all().stream()
        .filter(row -> row.name().equals(host))
        .findFirst()
        .ifPresent(row -> desk.go(new Place.Thing("host", row.id())));
  }
}
