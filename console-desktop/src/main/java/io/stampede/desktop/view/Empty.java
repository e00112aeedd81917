package io.stampede.desktop.view;

import io.stampede.desktop.part.Icons;
import io.stampede.desktop.part.Nodes;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.layout.VBox;

/// What stands where nothing is yet: what it is for, and the one next step.
final class Empty {
  private Empty() {}

  static Node of(String icon, String title, String help, Node... next) {
    var sign = Icons.of(icon);
    sign.getStyleClass().add("empty-icon");
    var words = Nodes.paragraph(help, "muted");
    words.setMaxWidth(420);
    words.setTextAlignment(javafx.scene.text.TextAlignment.CENTER);
    var box = new VBox(10, sign, Nodes.label(title, "title-4"), words);
    box.getChildren().addAll(next);
    box.setAlignment(Pos.CENTER);
    box.getStyleClass().add("empty");
    return box;
  }
}
