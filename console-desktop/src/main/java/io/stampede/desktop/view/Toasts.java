package io.stampede.desktop.view;

import static io.stampede.desktop.text.Texts.say;

import io.stampede.client.Refused;
import io.stampede.desktop.part.Icons;
import io.stampede.desktop.part.Nodes;
import javafx.animation.PauseTransition;
import javafx.geometry.Pos;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Duration;

/// Says for a while what could not be done, why, and what next.
final class Toasts {
  private static final Duration STAYS = Duration.seconds(12);

  private final VBox root = new VBox(8);

  Toasts() {
    root.setId("toasts");
    root.setAlignment(Pos.BOTTOM_RIGHT);
    root.setPickOnBounds(false);
    root.setMaxSize(440, Region.USE_PREF_SIZE);
  }

  Region node() {
    return root;
  }

  void complain(String what, Refused why) {
    var words = new VBox(2, Nodes.label(what, "strong"), Nodes.paragraph(why.problem().message()));
    if (!why.problem().fix().isEmpty()) {
      words.getChildren().add(Nodes.paragraph(why.problem().fix(), "muted"));
    }
    HBox.setHgrow(words, Priority.ALWAYS);
    var toast = new HBox(10, Icons.of("problem"), words);
    var close =
        Nodes.iconButton(
            "toast-close", say("close"), "close", () -> root.getChildren().remove(toast));
    toast.getChildren().add(close);
    toast.getStyleClass().addAll("card", "problem", "toast");
    root.getChildren().add(toast);
    var stays = new PauseTransition(STAYS);
    stays.setOnFinished(_ -> root.getChildren().remove(toast));
    stays.play();
  }
}
