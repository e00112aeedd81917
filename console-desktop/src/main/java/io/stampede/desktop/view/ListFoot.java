package io.stampede.desktop.view;

import static io.stampede.desktop.text.Texts.say;

import io.stampede.client.Resource;
import io.stampede.desktop.part.Nodes;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/// Below a list: how many there are, and what can be done with those that are selected. Buttons
/// that have no room beside the others go to another line; none is cut.
final class ListFoot {
  private final ActionMenu menu;
  private final Label count = Nodes.label("", "muted");
  private final FlowPane bulk = new FlowPane(6, 6);
  private final HBox root = new HBox(8, count, bulk);

  ListFoot(ActionMenu menu) {
    this.menu = menu;
    bulk.setId("bulk");
    bulk.setAlignment(Pos.CENTER_RIGHT);
    count.setId("count");
    count.setMinWidth(Label.USE_PREF_SIZE);
    HBox.setHgrow(bulk, Priority.ALWAYS);
    root.setAlignment(Pos.CENTER_LEFT);
    root.getStyleClass().add("foot");
  }

  Node node() {
    return root;
  }

  void count(String words) {
    count.setText(words);
  }

  void show(List<Resource> chosen) {
    bulk.getChildren().clear();
    if (chosen.isEmpty()) return;
    var words = chosen.size() == 1 ? chosen.getFirst().name() : say("list.chosen", chosen.size());
    bulk.getChildren().add(Nodes.label(words, "selected-words"));
    for (var deed : menu.deeds(chosen)) {
      var button = Nodes.button("bulk-" + deed.id(), deed.label(), deed.icon(), deed.run());
      button.getStyleClass().add("small");
      button.setMinWidth(Button.USE_PREF_SIZE);
      if (deed.destroys()) button.getStyleClass().addAll("danger", "button-outlined");
      bulk.getChildren().add(button);
    }
  }
}
