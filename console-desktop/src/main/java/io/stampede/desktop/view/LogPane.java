package io.stampede.desktop.view;

import static io.stampede.desktop.text.Texts.say;

import io.stampede.desktop.model.LogModel;
import io.stampede.desktop.model.Row;
import io.stampede.desktop.model.World;
import io.stampede.desktop.part.Nodes;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;

/// A log that is read only while it is seen.
final class LogPane {
  private final World world;
  private final Row row;
  private final TextArea text = new TextArea();
  private final Label state = Nodes.label("", "muted");
  private final CheckBox follow = new CheckBox(say("log.follow"));
  private final BorderPane root = new BorderPane(text);
  private Optional<LogModel> model = Optional.empty();

  LogPane(World world, Row row) {
    this.world = world;
    this.row = row;
    text.setId("log");
    text.setEditable(false);
    text.setWrapText(false);
    text.getStyleClass().add("code");
    follow.setId("log-follow");
    follow.setSelected(true);
    var copy = Nodes.button("log-copy", say("copy"), "copy", () -> Nodes.copy(text.getText()));
    var tools = new HBox(12, state, Nodes.space(), follow, copy);
    tools.setAlignment(Pos.CENTER_LEFT);
    tools.getStyleClass().add("tab-tools");
    root.setTop(tools);
  }

  Node node() {
    return root;
  }

  void seen(boolean seen) {
    if (seen == model.isPresent()) return;
    model.ifPresent(LogModel::close);
    model = seen ? Optional.of(open()) : Optional.empty();
  }

  private LogModel open() {
    var log = new LogModel(world, row);
    state.textProperty().bind(log.stateProperty());
    log.textProperty().addListener((_, before, now) -> show(before, now));
    log.start();
    return log;
  }

  private void show(String before, String now) {
    double top = text.getScrollTop();
    if (now.startsWith(before) && text.getLength() == before.length()) {
      text.appendText(now.substring(before.length()));
    } else {
      text.setText(now);
    }
    if (follow.isSelected()) text.end();
    else text.setScrollTop(top);
  }
}
