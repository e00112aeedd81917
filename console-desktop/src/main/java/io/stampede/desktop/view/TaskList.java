package io.stampede.desktop.view;

import io.stampede.client.TaskEntry;
import java.util.HashSet;
import javafx.collections.ObservableList;
import javafx.scene.control.ListView;

/// Tasks, newest first.
final class TaskList {
  private TaskList() {}

  static ListView<TaskEntry> of(Desk desk, ObservableList<TaskEntry> tasks) {
    var list = new ListView<>(tasks);
    var open = new HashSet<Long>();
    list.getStyleClass().addAll("task-list", "edge-to-edge");
    list.setCellFactory(_ -> new TaskCell(desk, open));
    list.setPlaceholder(
        Empty.of(
            "tasks", "No tasks yet", "Whatever is done on a host is told here, step by step."));
    return list;
  }
}
