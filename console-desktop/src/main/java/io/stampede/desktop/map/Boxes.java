package io.stampede.desktop.map;

import io.stampede.desktop.part.Icons;
import io.stampede.desktop.part.Nodes;
import io.stampede.topology.Drawing.Box;
import io.stampede.topology.Drawing.Sort;
import io.stampede.topology.Lane;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// Makes the parts of the network map that are read and chosen.
final class Boxes {
  private static final PseudoClass OVER = PseudoClass.getPseudoClass("over");
  private static final double HEAD = 40;
  private static final double LANE_NAME = 164;
  private static final double MARK = 4;

  private final Consumer<String> choose;
  private final Consumer<String> fold;
  private final BiConsumer<String, String> point;

  Boxes(Consumer<String> choose, Consumer<String> fold, BiConsumer<String, String> point) {
    this.choose = choose;
    this.fold = fold;
    this.point = point;
  }

  /// What a test finds a part by.
  static String id(String what, String key) {
    return "map-" + what + "-" + key.replaceAll("[^A-Za-z0-9]", "-");
  }

  /// The colour of a lane, for the style sheet.
  static String lane(int colour) {
    return "-st-lane: -st-" + Lane.colourName(colour) + ";";
  }

  Node node(Box box) {
    var node =
        switch (box.sort()) {
          case LANE -> lane(box);
          case HOST -> host(box);
          case WORKLOAD -> workload(box);
          case MORE -> more(box);
          case BLOCK -> block(box);
          case TUNNEL -> tunnel(box);
          case ARROW -> arrow(box);
        };
    node.setManaged(false);
    node.setUserData(box.sort() == Sort.BLOCK || box.sort() == Sort.MORE ? "" : box.key());
    var place = box.place();
    node.resizeRelocate(place.x(), place.y(), place.width(), place.height());
    return node;
  }

  private Button button(Box box, String what, String style) {
    var button = new Button();
    button.setId(id(what, box.key()));
    button.getStyleClass().setAll("button", style, "tone-" + box.tone());
    button.setAlignment(Pos.CENTER_LEFT);
    button.setAccessibleText(box.told());
    button.setTooltip(new Tooltip(box.told()));
    button.setOnAction(_ -> choose.accept(box.key()));
    return button;
  }

  private Region lane(Box box) {
    var tint = new Region();
    tint.getStyleClass().add("map-lane-tint");
    tint.resize(box.place().width(), box.place().height());
    tint.setManaged(false);
    var words = new VBox(1, title(box));
    for (var note : box.notes()) words.getChildren().add(Nodes.paragraph(note, "map-note"));
    var name = button(box, "lane", "map-lane-name");
    name.setGraphic(words);
    name.setManaged(false);
    words.setPrefWidth(LANE_NAME - 24);
    name.resizeRelocate(MARK, 0, LANE_NAME, box.place().height());
    var lane = new Pane(tint, name);
    lane.getStyleClass().add("map-lane");
    lane.setStyle(lane(box.colours().getFirst()));
    return lane;
  }

  private static HBox title(Box box) {
    var name = Nodes.label(box.text(), "strong");
    name.setMinWidth(0);
    var title = new HBox(7, dot(box), name);
    title.setAlignment(Pos.CENTER_LEFT);
    return title;
  }

  private static Region dot(Box box) {
    var dot = new Region();
    dot.getStyleClass().addAll("dot", "tone-" + box.tone());
    dot.setMinSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
    dot.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
    return dot;
  }

  private Region host(Box box) {
    var name = Nodes.label(box.text(), "strong");
    name.setMinWidth(0);
    HBox.setHgrow(name, Priority.ALWAYS);
    name.setMaxWidth(Double.MAX_VALUE);
    var line = new HBox(8, Icons.of(box.icon()), name, dot(box));
    line.setAlignment(Pos.CENTER_LEFT);
    var head = button(box, "host", "map-head");
    double width = box.place().width();
    line.setPrefWidth(width - 26);
    head.setGraphic(line);
    head.setManaged(false);
    head.resizeRelocate(1, 1, width - 2, HEAD);
    var host = new Pane(head);
    host.getStyleClass().addAll("map-host", "tone-" + box.tone());
    if (!box.notes().isEmpty()) {
      var others = Nodes.label(box.notes().getFirst(), "map-note");
      others.setManaged(false);
      others.resizeRelocate(12, box.place().height() - 24, width - 20, 18);
      host.getChildren().add(others);
    }
    return host;
  }

  private Region workload(Box box) {
    var chip = button(box, "workload", "map-chip");
    var line = new HBox(7);
    line.setAlignment(Pos.CENTER_LEFT);
    for (int colour : box.colours()) {
      var mark = new Region();
      mark.getStyleClass().add("map-mark");
      mark.setStyle(lane(colour));
      mark.setMinSize(MARK, box.place().height() - 2);
      mark.setMaxSize(MARK, box.place().height() - 2);
      line.getChildren().add(mark);
    }
    line.getChildren().addAll(dot(box), Icons.of(box.icon()), name(box));
    if (!box.notes().isEmpty()) {
      var address = Nodes.label(box.notes().getFirst(), "map-note");
      address.setMinWidth(Region.USE_PREF_SIZE);
      line.getChildren().add(address);
    }
    line.setPrefWidth(box.place().width() - 12);
    line.setMaxWidth(box.place().width() - 12);
    chip.setGraphic(line);
    chip.setOnDragOver(e -> {
      if (!e.getDragboard().hasString() || chip.equals(e.getGestureSource())) return;
      e.acceptTransferModes(TransferMode.MOVE);
      chip.pseudoClassStateChanged(OVER, true);
    });
    chip.setOnDragExited(_ -> chip.pseudoClassStateChanged(OVER, false));
    chip.setOnDragDropped(e -> dropped(e, box));
    return chip;
  }

  private void dropped(DragEvent e, Box box) {
    point.accept(e.getDragboard().getString(), box.key());
    e.setDropCompleted(true);
    e.consume();
  }

  private static Label name(Box box) {
    var name = Nodes.label(box.text(), "map-name");
    name.setMinWidth(0);
    name.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(name, Priority.ALWAYS);
    return name;
  }

  private Region more(Box box) {
    var more = button(box, "more", "map-more");
    more.setText(box.text());
    more.setAlignment(Pos.CENTER);
    more.setOnAction(_ -> fold.accept(box.key()));
    return more;
  }

  private static Region block(Box box) {
    var block = Nodes.label(box.text(), "map-block");
    block.setMinWidth(Region.USE_PREF_SIZE);
    var used = Nodes.label(box.notes().getFirst(), "map-note");
    used.setMinWidth(0);
    var line = new HBox(6, block, used);
    line.setAlignment(Pos.CENTER_LEFT);
    line.setMouseTransparent(true);
    return line;
  }

  private Region tunnel(Box box) {
    var label = button(box, "tunnel", "map-label");
    label.setText(box.text());
    label.setAlignment(Pos.CENTER);
    return label;
  }

  private Region arrow(Box box) {
    var pill = button(box, "arrow", "map-pill");
    var line = new HBox(8, Icons.of(box.icon()), name(box));
    line.setAlignment(Pos.CENTER_LEFT);
    line.setPrefWidth(box.place().width() - 22);
    line.setMaxWidth(box.place().width() - 22);
    pill.setGraphic(line);
    pill.setOnDragDetected(e -> {
      var content = new ClipboardContent();
      content.putString(box.key());
      pill.startDragAndDrop(TransferMode.MOVE).setContent(content);
      e.consume();
    });
    return pill;
  }
}
