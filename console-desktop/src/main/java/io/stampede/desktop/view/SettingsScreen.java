package io.stampede.desktop.view;

import atlantafx.base.controls.ToggleSwitch;
import io.stampede.desktop.part.Nodes;
import io.stampede.desktop.part.Screen;
import javafx.scene.Node;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;

/// What is kept for this person, and where the data is.
final class SettingsScreen implements Screen {
  private final VBox root = new VBox(16);

  SettingsScreen(Desk desk, String about) {
    root.setId("settings");
    root.getStyleClass().addAll("screen", "page");
    var dark = new ToggleSwitch("Dark");
    dark.setId("setting-dark");
    dark.selectedProperty().bindBidirectional(desk.theme().darkProperty());
    var keys = new GridPane(24, 6);
    String[][] all = {
      {"Ctrl K", "Search, or run a command"},
      {"/", "Filter the list"},
      {"c", "Create"},
      {"j  k", "Next and previous row"},
      {"Enter", "Open"},
      {".", "Actions"},
      {"Delete", "Remove, after asking"},
      {"Esc", "Close a dialog, or go back to the list"},
      {"F11", "Full screen, in a machine's screen"}
    };
    for (int i = 0; i < all.length; i++) {
      keys.add(Nodes.label(all[i][0], "key"), 0, i);
      keys.add(Nodes.label(all[i][1]), 1, i);
    }
    root.getChildren()
        .addAll(
            Nodes.label("Look", "title-4"),
            dark,
            Nodes.label("Keys", "title-4"),
            keys,
            Nodes.label("Data", "title-4"),
            Nodes.paragraph(about, "muted"));
  }

  @Override
  public Node node() {
    return root;
  }

  @Override
  public String title() {
    return "Settings";
  }
}
