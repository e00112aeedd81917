package io.stampede.desktop.view;

import static io.stampede.desktop.text.Texts.say;

import io.stampede.client.TaskEntry;
import io.stampede.desktop.model.Row;
import io.stampede.desktop.model.World;
import io.stampede.desktop.part.Icons;
import io.stampede.desktop.part.Nodes;
import io.stampede.engine.Status;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;

/// Where one is, search, and what runs.
final class TopBar {
  private final HBox root = new HBox(10);
  private final Label title = Nodes.label("", "title-3");
  private final Label trouble = Nodes.label("", "trouble");
  private final Button tasks;
  private final ProgressBar progress = new ProgressBar();
  private final World world;

  TopBar(World world, Theme theme, Runnable palette, Runnable drawer) {
    this.world = world;
    title.setId("title");
    trouble.setId("trouble");
    var search = Nodes.button("search", say("search.button"), "search", palette);
    search.getStyleClass().add("search");
    search.setAlignment(Pos.CENTER_LEFT);
    tasks = Nodes.button("tasks-button", say("tasks"), "tasks", drawer);
    progress.getStyleClass().add("thin");
    progress.setPrefWidth(46);
    progress.setVisible(false);
    tasks.setContentDisplay(javafx.scene.control.ContentDisplay.LEFT);
    var dark =
        Nodes.iconButton(
            "theme",
            say("theme"),
            theme.darkProperty().get() ? "light" : "dark",
            () -> theme.darkProperty().set(!theme.darkProperty().get()));
    theme
        .darkProperty()
        .addListener((_, _, now) -> dark.setGraphic(Icons.of(now ? "light" : "dark")));
    root.getChildren().addAll(title, trouble, Nodes.space(), search, progress, tasks, dark);
    root.setAlignment(Pos.CENTER_LEFT);
    root.getStyleClass().add("top-bar");
    var renew = world.background().coalesced(this::renew);
    world.tasks().addListener((ListChangeListener<TaskEntry>) _ -> renew.run());
    for (var kind : world.kinds()) {
      world.rows(kind.name()).all().addListener((ListChangeListener<Row>) _ -> renew.run());
    }
    world
        .troubleProperty()
        .addListener((_, _, now) -> trouble.setText(now == null ? "" : now.problem().message()));
  }

  Node node() {
    return root;
  }

  void title(String words) {
    title.setText(words);
  }

  /// How many resources are on their way, and how far they are on the whole.
  private void renew() {
    int moving = 0;
    int known = 0;
    int percent = 0;
    for (var kind : world.kinds()) {
      for (var row : world.rows(kind.name()).all()) {
        var status = row.get().status();
        if (status.transition() != Status.Transition.YES) continue;
        moving++;
        if (status.progress().isPresent()) {
          known++;
          percent += status.progress().getAsInt();
        }
      }
    }
    tasks.setText(moving == 0 ? say("tasks") : say("tasks.moving", moving));
    progress.setVisible(moving > 0);
    progress.setProgress(known == 0 ? ProgressBar.INDETERMINATE_PROGRESS : percent / 100.0 / known);
  }
}
