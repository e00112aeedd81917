package io.stampede.desktop.view;

import static io.stampede.desktop.text.Texts.say;

import io.stampede.client.TaskEntry;
import java.util.HashSet;
import java.util.Set;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.collections.ObservableList;
import javafx.scene.control.ListView;
import javafx.util.Duration;

/// Tasks, newest first.
final class TaskList {
  private static final Duration OLDER = Duration.seconds(15);

  private TaskList() {}

  static ListView<TaskEntry> of(Desk desk, ObservableList<TaskEntry> tasks) {
    var list = new ListView<>(tasks);
    var open = new HashSet<Long>();
    list.getStyleClass().addAll("task-list", "edge-to-edge");
    list.setCellFactory(_ -> new TaskCell(desk, open));
    list.setPlaceholder(Empty.of("tasks", say("task.none"), say("task.none.help")));
    keepTimes(list, open);
    return list;
  }

  /// “Just now” is not true for long. A transcript that is being read is left alone.
  private static void keepTimes(ListView<TaskEntry> list, Set<Long> open) {
    var live =
        new Timeline(
            new KeyFrame(
                OLDER,
                _ -> {
                  if (open.isEmpty()) list.refresh();
                }));
    live.setCycleCount(Animation.INDEFINITE);
    list.sceneProperty()
        .addListener((_, _, scene) -> {
          if (scene == null) live.stop();
          else live.play();
        });
  }
}
