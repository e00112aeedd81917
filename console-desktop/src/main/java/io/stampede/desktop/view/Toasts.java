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

  /// Says what was done, and offers to take it back.
  void offer(String words, String verb, Runnable back) {
    var said = Nodes.paragraph(words, "strong");
    HBox.setHgrow(said, Priority.ALWAYS);
    said.setMaxWidth(Double.MAX_VALUE);
    var toast = new HBox(10, Icons.of("good"), said);
    toast.setAlignment(Pos.CENTER_LEFT);
    toast
        .getChildren()
        .add(
            Nodes.button(
                "toast-undo",
                verb,
                "undo",
                () -> {
                  root.getChildren().remove(toast);
                  back.run();
                }));
    toast.getStyleClass().addAll("card", "toast");
    show(toast);
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
    show(toast);
  }

  private void show(HBox toast) {
    root.getChildren().add(toast);
    var stays = new PauseTransition(STAYS);
    stays.setOnFinished(_ -> root.getChildren().remove(toast));
    stays.play();
  }
}
