package io.stampede.desktop.view;

import static io.stampede.desktop.text.Texts.say;

import io.stampede.client.TaskEntry;
import io.stampede.desktop.model.Words;
import io.stampede.desktop.part.Nodes;
import java.time.Instant;
import java.util.Set;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.TextArea;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// A task: what, on what, since when, how it ended, why it failed and what next; its transcript
/// folded.
final class TaskCell extends ListCell<TaskEntry> {
  private static final int LINES = 14;

  private final Desk desk;
  private final Set<Long> open;

  /// @param open the tasks whose transcript is unfolded, kept while cells come and go
  TaskCell(Desk desk, Set<Long> open) {
    this.desk = desk;
    this.open = open;
    getStyleClass().add("task-cell");
    setPrefWidth(0);
  }

  @Override
  protected void updateItem(@Nullable TaskEntry task, boolean empty) {
    super.updateItem(task, empty);
    setGraphic(empty || task == null ? null : card(task));
  }

  private Node card(TaskEntry task) {
    var now = Instant.now();
    var title = Nodes.label(task.title(), "task-title");
    title.setTooltip(new Tooltip(task.title()));
    var name = new Hyperlink(task.resourceName());
    name.setMinWidth(0);
    name.setOnAction(_ -> desk.go(new Place.Thing(task.kind(), task.resourceId())));
    var when = Nodes.label(Words.ago(task.started(), now), "muted");
    when.setTooltip(new Tooltip(Words.exact(task.started())));
    when.setMinWidth(Label.USE_PREF_SIZE);
    var first = new HBox(8, Nodes.dot(Words.tone(task.outcome())), title, Nodes.space(), when);
    first.setAlignment(Pos.CENTER_LEFT);
    var how = Words.outcome(task.outcome()) + " · " + Words.took(task, now);
    var state = Nodes.label(how, "muted");
    state.setMinWidth(Label.USE_PREF_SIZE);
    var second = new HBox(8, name, state, Nodes.space());
    second.setAlignment(Pos.CENTER_LEFT);
    second.getStyleClass().add("task-second");
    var card = new VBox(3, first, second);
    task.problem()
        .ifPresent(p -> {
          var why = new VBox(Nodes.paragraph(p.message(), "problem-text"));
          if (!p.fix().isEmpty()) why.getChildren().add(Nodes.paragraph(p.fix(), "muted"));
          why.getStyleClass().add("task-second");
          card.getChildren().add(why);
        });
    if (!task.transcript().isEmpty()) transcript(task, card, second);
    return card;
  }

  private void transcript(TaskEntry task, VBox card, HBox line) {
    boolean shown = open.contains(task.id());
    var fold = new Hyperlink(shown ? say("task.hide") : say("task.transcript"));
    fold.setMinWidth(Label.USE_PREF_SIZE);
    fold.setOnAction(_ -> {
      if (!open.remove(task.id())) open.add(task.id());
      updateItem(task, false);
    });
    line.getChildren().add(fold);
    if (!shown) return;
    var text = new TextArea(String.join("\n", task.transcript()));
    text.setEditable(false);
    text.getStyleClass().add("code");
    text.setPrefRowCount(Math.min(LINES, task.transcript().size() + 1));
    card.getChildren().add(text);
  }
}
