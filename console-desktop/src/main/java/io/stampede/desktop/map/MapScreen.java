package io.stampede.desktop.map;

import io.stampede.desktop.model.Row;
import io.stampede.desktop.model.World;
import io.stampede.desktop.part.Icons;
import io.stampede.desktop.part.Nodes;
import io.stampede.desktop.part.Screen;
import io.stampede.schema.KindSchema;
import io.stampede.topology.Arrow;
import io.stampede.topology.Atlas;
import io.stampede.topology.Details;
import io.stampede.topology.Health;
import io.stampede.topology.Lane;
import io.stampede.topology.Topology;
import io.stampede.topology.Words;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.util.Duration;

/// The networks as a picture, and the same as tables: pairs of hosts, addresses in use.
public final class MapScreen implements Screen {
  /// Round trips and bytes are no changes that are told: they are read again so often.
  private static final Duration AGAIN = Duration.seconds(10);

  private final World world;
  private final Around around;
  private final BorderPane root = new BorderPane();
  private final MapPane map = new MapPane(this::choose, this::point);
  private final DetailCard card;
  private final WayTable ways = new WayTable();
  private final AddressTable addresses;
  private final TextField filter = new TextField();
  private final Choice network = new Choice("map-network", Words.say("way.network"), _ -> draw());
  private final Choice state = new Choice("map-state", Words.say("way.state"), _ -> draw());
  private final ToggleGroup parts = new ToggleGroup();
  private final Map<String, ToggleButton> buttons = new LinkedHashMap<>();
  private final Timeline ticking = new Timeline(new KeyFrame(AGAIN, _ -> read()));
  private Topology all = Topology.NOTHING;
  private String chosen = "";
  private String part = "picture";
  private boolean loaded;
  private boolean seen;
  private boolean reading;
  private boolean again;

  public MapScreen(World world, Around around) {
    this.world = world;
    this.around = around;
    this.card =
        new DetailCard(
            this::choose,
            link -> around.open(link.kind(), link.id()),
            detail -> detail.pointing().ifPresent(a -> around.point(all, a, "")));
    this.addresses = new AddressTable(this::label, a -> around.open(a.kind(), a.workload()));
    root.setId("network-map");
    root.getStyleClass().addAll("screen", "network-map");
    root.setTop(tools());
    root.setCenter(Nodes.label(Words.say("map.loading"), "muted"));
    ticking.setCycleCount(Animation.INDEFINITE);
    var renew = world.background().coalesced(this::read);
    for (var kind : world.kinds()) {
      if (!Atlas.matters(kind.name())) continue;
      world.rows(kind.name()).all().addListener((ListChangeListener<Row>) _ -> renew.run());
    }
  }

  private String label(String kind) {
    return world.kinds().stream()
        .filter(k -> k.name().equals(kind))
        .map(KindSchema::label)
        .findFirst()
        .orElse(kind);
  }

  private Node tools() {
    var bar = new HBox(8);
    for (var name : List.of("picture", "pairs", "addresses")) {
      var button = new ToggleButton(Words.say("map." + name));
      button.setId("map-" + name);
      button.setToggleGroup(parts);
      button.setOnAction(_ -> turn(name));
      buttons.put(name, button);
    }
    var choose = new HBox(buttons.values().toArray(Node[]::new));
    var toggles = List.copyOf(buttons.values());
    toggles.getFirst().getStyleClass().add("left-pill");
    toggles.get(1).getStyleClass().add("center-pill");
    toggles.getLast().getStyleClass().add("right-pill");
    toggles.getFirst().setSelected(true);
    filter.setId("map-filter");
    filter.setPromptText(io.stampede.desktop.text.Texts.say("map.filter"));
    filter.setAccessibleText(io.stampede.desktop.text.Texts.say("map.filter"));
    filter.textProperty().addListener(_ -> draw());
    state.offer(List.of(Health.DOWN.word(), Health.SLOW.word(), Health.GOOD.word()));
    bar.getChildren().addAll(choose, network.node(), state.node(), filter);
    bar.setAlignment(Pos.CENTER_LEFT);
    bar.getStyleClass().add("filter-bar");
    return bar;
  }

  private void turn(String name) {
    if (!part.equals(name)) filter.clear();
    part = name;
    Optional.ofNullable(buttons.get(name)).ifPresent(button -> button.setSelected(true));
    draw();
  }

  @Override
  public Node node() {
    return root;
  }

  @Override
  public String title() {
    return Words.say("map.title");
  }

  @Override
  public void shown() {
    seen = true;
    ticking.play();
    read();
  }

  @Override
  public void hidden() {
    seen = false;
    ticking.stop();
  }

  private void read() {
    if (!seen) return;
    if (reading) {
      again = true;
      return;
    }
    reading = true;
    world
        .background()
        .ask(
            () -> Atlas.read(world.client()),
            read -> {
              all = read;
              loaded = true;
              draw();
              done();
            },
            _ -> done());
  }

  private void done() {
    reading = false;
    if (!again) return;
    again = false;
    read();
  }

  private Topology shownPart() {
    return all.lanes().stream()
        .filter(lane -> lane.name().equals(network.chosen()))
        .findFirst()
        .map(all::of)
        .orElse(all);
  }

  private void draw() {
    if (!loaded) return;
    network.offer(all.lanes().stream().map(Lane::name).toList());
    Nodes.shown(filter, !part.equals("picture"));
    Nodes.shown(state.node(), part.equals("pairs"));
    var topology = shownPart();
    if (topology.isEmpty()) {
      root.setRight(null);
      root.setCenter(empty());
      return;
    }
    switch (part) {
      case "pairs" -> {
        ways.show(topology, filter.getText(), state.chosen());
        place(ways.node(), Optional.empty());
      }
      case "addresses" -> {
        addresses.show(topology, filter.getText());
        place(addresses.node(), Optional.empty());
      }
      default -> {
        place(map.node(), Optional.of(card.node()));
        map.show(topology);
        card.show(Details.of(topology, chosen, Instant.now()));
      }
    }
  }

  private void place(Node center, Optional<Node> right) {
    if (!center.equals(root.getCenter())) root.setCenter(center);
    var beside = right.orElse(null);
    if (root.getRight() != beside) root.setRight(beside);
  }

  private Node empty() {
    boolean hosts = !all.hosts().isEmpty();
    var sign = Icons.of("map");
    sign.getStyleClass().add("empty-icon");
    var words = Nodes.paragraph(Words.say(hosts ? "map.empty.help" : "map.noHosts.help"), "muted");
    words.setMaxWidth(460);
    words.setTextAlignment(javafx.scene.text.TextAlignment.CENTER);
    var kind = hosts ? "container" : "host";
    var next = new Hyperlink(world.kind(kind).labels());
    next.setOnAction(_ -> around.list(kind));
    var title = Nodes.label(Words.say(hosts ? "map.empty" : "map.noHosts"), "title-4");
    var box = new VBox(10, sign, title, words, next);
    box.setId("map-empty");
    box.setAlignment(Pos.CENTER);
    box.getStyleClass().add("empty");
    return box;
  }

  private void choose(String key) {
    chosen = key;
    map.chosen(key);
    card.show(Details.of(shownPart(), key, Instant.now()));
  }

  private void point(String arrow, String workload) {
    Optional<Arrow> found = Details.of(all, arrow, Instant.now()).pointing();
    found.ifPresent(a -> around.point(all, a, workload));
  }
}
