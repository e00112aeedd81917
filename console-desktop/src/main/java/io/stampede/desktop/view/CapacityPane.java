package io.stampede.desktop.view;

import static io.stampede.desktop.text.Texts.say;

import io.stampede.desktop.model.Capacity;
import io.stampede.desktop.model.Words;
import io.stampede.desktop.model.World;
import io.stampede.desktop.part.Nodes;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// Memory and disk of each host as bars.
final class CapacityPane {
  private final VBox root = new VBox(10);

  CapacityPane() {
    root.setId("capacity");
    root.getStyleClass().add("card");
  }

  Node node() {
    return root;
  }

  void renew(World world) {
    root.getChildren().setAll(Capacity.in(world).stream().map(CapacityPane::line).toList());
    if (root.getChildren().isEmpty()) {
      root.getChildren().add(Nodes.label(say("capacity.none"), "muted"));
    }
  }

  private static Node line(Capacity c) {
    var memory =
        say("capacity.memory", Words.size(c.reserved(), "MiB"), Words.size(c.memory(), "MiB"));
    var disk = say("capacity.disk", Words.size(c.diskUsed(), "GiB"), Words.size(c.disk(), "GiB"));
    var line =
        new HBox(
            14,
            Nodes.label(c.host(), "capacity-name"),
            part(memory, c.memoryShare()),
            part(disk, c.diskShare()));
    line.setAlignment(Pos.CENTER_LEFT);
    return line;
  }

  private static Node part(String words, double share) {
    var bar = new ProgressBar(share);
    bar.getStyleClass().add("capacity-bar");
    bar.setMaxWidth(Double.MAX_VALUE);
    bar.setAccessibleText(words);
    if (Capacity.nearlyFull(share)) bar.getStyleClass().add("full");
    var part = new VBox(4, Nodes.label(words, "muted"), bar);
    part.setMinWidth(250);
    HBox.setHgrow(part, Priority.ALWAYS);
    return part;
  }
}
