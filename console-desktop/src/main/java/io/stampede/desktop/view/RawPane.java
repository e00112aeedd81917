package io.stampede.desktop.view;

import static io.stampede.desktop.text.Texts.say;

import io.stampede.client.Resource;
import io.stampede.desktop.model.Raw;
import io.stampede.desktop.part.Nodes;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.TextArea;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;

/// A resource as JSON.
final class RawPane {
  private final TextArea text = new TextArea();
  private final BorderPane root = new BorderPane(text);

  RawPane() {
    text.setId("raw");
    text.setEditable(false);
    text.getStyleClass().add("code");
    var copy = Nodes.button("raw-copy", say("copy"), "copy", () -> Nodes.copy(text.getText()));
    var tools = new HBox(copy);
    tools.setAlignment(Pos.CENTER_RIGHT);
    tools.getStyleClass().add("tab-tools");
    root.setTop(tools);
  }

  Node node() {
    return root;
  }

  void show(Resource r) {
    var json = Raw.json(r);
    if (!json.equals(text.getText())) text.setText(json);
  }
}
