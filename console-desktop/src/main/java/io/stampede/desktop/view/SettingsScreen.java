package io.stampede.desktop.view;

import static io.stampede.desktop.text.Texts.say;

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
    var dark = new ToggleSwitch(say("settings.dark"));
    dark.setId("setting-dark");
    dark.selectedProperty().bindBidirectional(desk.theme().darkProperty());
    var keys = new GridPane(24, 6);
    String[][] all = {
      {"Ctrl K", say("keys.search")},
      {"/", say("keys.filter")},
      {"c", say("keys.create")},
      {"j  k", say("keys.rows")},
      {"Enter", say("keys.open")},
      {".", say("keys.actions")},
      {"Delete", say("keys.remove")},
      {"Esc", say("keys.back")},
      {"F11", say("keys.full")}
    };
    for (int i = 0; i < all.length; i++) {
      keys.add(Nodes.label(all[i][0], "key"), 0, i);
      keys.add(Nodes.label(all[i][1]), 1, i);
    }
    root.getChildren()
        .addAll(
            Nodes.label(say("settings.look"), "title-4"),
            dark,
            Nodes.label(say("settings.keys"), "title-4"),
            keys,
            Nodes.label(say("settings.data"), "title-4"),
            Nodes.paragraph(about, "muted"));
  }

  @Override
  public Node node() {
    return root;
  }

  @Override
  public String title() {
    return say("settings");
  }
}
