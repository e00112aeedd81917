package io.stampede.desktop.wizard;

import static io.stampede.desktop.text.Texts.say;

import io.stampede.desktop.part.Nodes;
import io.stampede.wizard.Shown;
import io.stampede.wizard.Step;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// The steps with their state; one turns to those that are reachable.
final class Rail {
  private static final PseudoClass CURRENT = PseudoClass.getPseudoClass("current");

  private final VBox root = new VBox(4);
  private final Map<Step, Entry> entries = new EnumMap<>(Step.class);

  private record Entry(Button button, StackPane mark, Label summary) {}

  Rail(Consumer<Step> turnTo) {
    root.setId("wizard-rail");
    root.getStyleClass().add("wizard-rail");
    for (var step : Step.values()) {
      var entry = entry(step);
      entry.button().setOnAction(_ -> turnTo.accept(step));
      entries.put(step, entry);
      root.getChildren().add(entry.button());
    }
  }

  private static Entry entry(Step step) {
    var mark = new StackPane();
    mark.getStyleClass().add("step-mark");
    var summary = Nodes.label("", "muted", "step-summary");
    var words = new VBox(0, Nodes.label(step.label(), "step-name"), summary);
    words.setAlignment(Pos.CENTER_LEFT);
    var line = new HBox(10, mark, words);
    line.setAlignment(Pos.CENTER_LEFT);
    var button = new Button();
    button.setGraphic(line);
    button.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
    button.setId("step-" + step.word());
    button.setMaxWidth(Double.MAX_VALUE);
    button.setAlignment(Pos.CENTER_LEFT);
    button.getStyleClass().addAll("flat", "step-item");
    return new Entry(button, mark, summary);
  }

  Node node() {
    return root;
  }

  void show(Shown shown) {
    for (var view : shown.steps()) {
      var entry = entries.get(view.step());
      if (entry == null) continue;
      entry.mark().getChildren().setAll(mark(view));
      entry.summary().setText(view.summary());
      Parts.shown(entry.summary(), !view.summary().isEmpty());
      entry.button().setDisable(!view.reachable());
      entry.button().pseudoClassStateChanged(CURRENT, view.current());
      var words = say("wizard.state." + view.state().name().toLowerCase(Locale.ROOT));
      var said = say("wizard.step", view.step().ordinal() + 1, view.step().label(), words);
      entry.button().setAccessibleText((said + " " + view.summary()).strip());
    }
  }

  private static Node mark(Step.View view) {
    return switch (view.state()) {
      case LATER -> Nodes.label(String.valueOf(view.step().ordinal() + 1), "step-number");
      case ASKS -> Nodes.label(String.valueOf(view.step().ordinal() + 1), "step-number", "asks");
      case BUSY -> Parts.mark("busy", "busy");
      case TROUBLED -> Parts.mark("warn", "warn");
      case DONE -> Parts.mark("well", "good");
    };
  }
}
