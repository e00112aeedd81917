package io.stampede.desktop.view;

import static io.stampede.desktop.text.Texts.say;

import io.stampede.desktop.part.Screen;
import javafx.scene.Node;
import javafx.scene.layout.BorderPane;

/// All tasks.
final class TasksScreen implements Screen {
  private final BorderPane root = new BorderPane();

  TasksScreen(Desk desk) {
    root.setId("tasks");
    root.getStyleClass().add("screen");
    root.setCenter(TaskList.of(desk, desk.world().tasks()));
  }

  @Override
  public Node node() {
    return root;
  }

  @Override
  public String title() {
    return say("tasks");
  }
}
