package io.stampede.desktop.map;

import io.stampede.desktop.part.Nodes;
import io.stampede.topology.Detail;
import io.stampede.topology.Details;
import io.stampede.topology.Health;
import io.stampede.topology.Topology;
import io.stampede.topology.Words;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// All that is known of what was chosen on the network map. Where only figures have changed, only
/// they are written anew.
final class DetailCard {
  private final VBox root = new VBox(10);
  private final ScrollPane scroll = Nodes.scroll(root);
  private final Consumer<String> choose;
  private final Consumer<Detail.Link> open;
  private final Consumer<Detail> point;
  private final List<Label> cells = new ArrayList<>();
  private Object shape = "";
  private Detail shown = Details.of(Topology.NOTHING, "", Instant.EPOCH);

  DetailCard(Consumer<String> choose, Consumer<Detail.Link> open, Consumer<Detail> point) {
    this.choose = choose;
    this.open = open;
    this.point = point;
    root.setId("map-detail");
    root.getStyleClass().add("map-side-body");
    scroll.getStyleClass().add("map-side");
  }

  Node node() {
    return scroll;
  }

  void show(Detail detail) {
    shown = detail;
    var next =
        List.of(
            List.of(detail.key(), detail.title(), detail.state(), detail.columns()),
            detail.rows().stream().map(Detail.Row::label).toList(),
            List.of(detail.problem(), detail.picks(), detail.links(), detail.pointing()));
    if (!next.equals(shape)) {
      shape = next;
      build(detail);
    }
    var now = detail.rows().stream().flatMap(row -> row.cells().stream()).toList();
    for (int i = 0; i < now.size(); i++) {
      cells.get(i).setText(now.get(i).text());
      var exact = now.get(i).exact();
      cells.get(i).setTooltip(exact.isEmpty() ? null : new Tooltip(exact));
    }
  }

  private void build(Detail detail) {
    cells.clear();
    root.getChildren().setAll(head(detail));
    if (!detail.state().isEmpty()) root.getChildren().add(state(detail));
    detail.problem().ifPresent(p -> root.getChildren().add(Nodes.problem(p.message(), p.fix())));
    if (!detail.rows().isEmpty()) root.getChildren().add(table(detail));
    if (!detail.picks().isEmpty()) root.getChildren().add(picks(detail));
    if (detail.pointing().isPresent()) {
      root.getChildren()
          .add(
              Nodes.button(
                  "map-point", Words.say("point.verb"), "point", () -> point.accept(shown)));
    }
    var links = new FlowPane(12, 2);
    for (var link : detail.links()) {
      var go = new Hyperlink(link.text());
      go.setOnAction(_ -> open.accept(link));
      links.getChildren().add(go);
    }
    if (!detail.links().isEmpty()) root.getChildren().add(links);
    if (detail.key().isEmpty()) root.getChildren().add(legend());
  }

  private Node head(Detail detail) {
    var title = Nodes.paragraph(detail.title(), "title-4");
    title.setId("map-detail-title");
    var head = new HBox(6, title, Nodes.space());
    head.setAlignment(Pos.CENTER_LEFT);
    if (detail.key().isEmpty()) return head;
    head.getChildren()
        .addAll(
            Nodes.iconButton(
                "map-detail-copy",
                Words.say("detail.copy"),
                "copy",
                () -> Nodes.copy(shown.text())),
            Nodes.iconButton("map-detail-close", "Close", "close", () -> choose.accept("")));
    return head;
  }

  private static Region dot(String tone) {
    var dot = new Region();
    dot.getStyleClass().addAll("dot", "tone-" + tone);
    dot.setMinSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
    dot.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
    return dot;
  }

  private static Node state(Detail detail) {
    var word = Nodes.label(detail.state());
    word.setId("map-detail-state");
    word.setMinWidth(Region.USE_PREF_SIZE);
    var line = new HBox(8, dot(detail.tone()), word, Nodes.label(detail.subtitle(), "muted"));
    line.setAlignment(Pos.CENTER_LEFT);
    return line;
  }

  private Node table(Detail detail) {
    var grid = new GridPane(12, 6);
    grid.setId("map-detail-rows");
    grid.getStyleClass().add("small-table");
    int y = 0;
    for (int x = 0; x < detail.columns().size(); x++) {
      grid.add(Nodes.label(detail.columns().get(x), "muted"), x + 1, y);
    }
    if (!detail.columns().isEmpty()) y++;
    for (var row : detail.rows()) {
      var label = Nodes.label(row.label(), "muted");
      label.setMinWidth(Region.USE_PREF_SIZE);
      GridPane.setValignment(label, VPos.TOP);
      grid.add(label, 0, y);
      for (int x = 0; x < row.cells().size(); x++) {
        var cell = Nodes.paragraph("");
        GridPane.setValignment(cell, VPos.TOP);
        cells.add(cell);
        grid.add(cell, x + 1, y);
      }
      y++;
    }
    return grid;
  }

  private Node picks(Detail detail) {
    var picks = new VBox(1);
    for (var pick : detail.picks()) {
      var button = new Button(pick.text(), dot(pick.tone()));
      button.setId(Boxes.id("pick", pick.key()));
      button.getStyleClass().addAll("flat", "map-pick");
      button.setAlignment(Pos.CENTER_LEFT);
      button.setMaxWidth(Double.MAX_VALUE);
      button.setWrapText(true);
      button.setOnAction(_ -> choose.accept(pick.key()));
      picks.getChildren().add(button);
    }
    return picks;
  }

  private static Node legend() {
    var legend = new FlowPane(14, 4);
    for (var health : List.of(Health.GOOD, Health.SLOW, Health.DOWN, Health.UNSEEN)) {
      var part = new HBox(6, dot(health.tone()), Nodes.label(health.word(), "muted"));
      part.setAlignment(Pos.CENTER_LEFT);
      legend.getChildren().add(part);
    }
    return legend;
  }
}
