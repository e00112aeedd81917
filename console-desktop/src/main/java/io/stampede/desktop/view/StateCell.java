package io.stampede.desktop.view;

import static io.stampede.desktop.text.Texts.say;

import io.stampede.client.Resource;
import io.stampede.desktop.model.Row;
import io.stampede.desktop.model.Tone;
import io.stampede.desktop.model.Words;
import io.stampede.desktop.part.Nodes;
import io.stampede.engine.Phase;
import io.stampede.engine.Problem;
import io.stampede.engine.Status;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TableCell;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// A state as a coloured dot and a word, with what is going on and how far.
final class StateCell extends TableCell<Row, Resource> {
  @Override
  protected void updateItem(@Nullable Resource r, boolean empty) {
    super.updateItem(r, empty);
    if (empty || r == null) {
      setGraphic(null);
      setTooltip(null);
      return;
    }
    setGraphic(of(r));
    var all = everything(r);
    setTooltip(all.isEmpty() ? null : new Tooltip(all));
  }

  static Node of(Resource r) {
    var status = r.status();
    var tone = Tone.of(status);
    var word = Nodes.label(status.phase().word(), "state-word", tone.style());
    word.setMinWidth(Label.USE_PREF_SIZE);
    var line = new HBox(6, word);
    line.setAlignment(Pos.BASELINE_LEFT);
    if (Boolean.TRUE.equals(r.fields().get("cordoned"))) {
      line.getChildren().add(Nodes.label(say("host.cordoned"), "badge-warn"));
    }
    var message = message(r);
    if (!message.isEmpty()) line.getChildren().add(Nodes.label("· " + message, "muted"));
    var lines = new VBox(3, line);
    lines.setAlignment(Pos.CENTER_LEFT);
    if (status.transition() == Status.Transition.YES && status.progress().isPresent()) {
      var bar = new ProgressBar(status.progress().getAsInt() / 100.0);
      bar.getStyleClass().add("thin");
      bar.setMaxWidth(220);
      lines.getChildren().add(bar);
    }
    HBox.setHgrow(lines, Priority.ALWAYS);
    var all = new HBox(8, Nodes.dot(tone), lines);
    all.setAlignment(Pos.CENTER_LEFT);
    return all;
  }

  private static String message(Resource r) {
    var status = r.status();
    if (status.phase() == Phase.UNREACHABLE && r.seenAt().isPresent()) {
      return Words.asOf(r.seenAt().get());
    }
    return status.progress().isPresent()
        ? status.message() + " " + status.progress().getAsInt() + " %"
        : status.message();
  }

  private static String everything(Resource r) {
    var lines = new ArrayList<String>();
    lines.add(r.status().message());
    r.status().problem().map(Problem::message).ifPresent(lines::add);
    r.status().problem().map(Problem::fix).ifPresent(lines::add);
    return String.join("\n", lines.stream().filter(s -> !s.isEmpty()).distinct().toList());
  }

  /// Both as one text, for where no colour can be.
  static List<String> texts(Resource r) {
    return List.of(r.status().phase().word(), message(r));
  }
}
