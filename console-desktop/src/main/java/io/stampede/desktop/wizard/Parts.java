package io.stampede.desktop.wizard;

import static io.stampede.desktop.text.Texts.say;

import io.stampede.client.Refused;
import io.stampede.desktop.part.Icons;
import io.stampede.desktop.part.Nodes;
import io.stampede.engine.Problem;
import io.stampede.wizard.Check;
import io.stampede.wizard.HostRow;
import java.util.Optional;
import javafx.animation.PauseTransition;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.kordamp.ikonli.javafx.FontIcon;

/// What several steps of the wizard are made of.
final class Parts {
  private static final PseudoClass WRONG = PseudoClass.getPseudoClass("error");
  private static final Duration COPIED = Duration.seconds(2);

  private Parts() {}

  static void shown(Node node, boolean shown) {
    Nodes.shown(node, shown);
  }

  static Button small(String id, String words, String icon, Runnable run) {
    var button = Nodes.button(id, words, icon, run);
    button.getStyleClass().add("small");
    button.setMinWidth(Region.USE_PREF_SIZE);
    return button;
  }

  /// Takes a host back; the words say which, for those who do not see its card.
  static Button leaveOut(String name, Runnable run) {
    var button = small("leave-out", say("wizard.leaveOut"), "close", run);
    button.getStyleClass().add("flat");
    button.setTooltip(new Tooltip(say("wizard.leaveOut.help", name)));
    return button;
  }

  static FontIcon mark(Check check) {
    var icon =
        Icons.of(
            switch (check.state()) {
              case OK -> "well";
              case WAITING -> "more";
              case RUNNING -> "busy";
              case UNKNOWN -> "unknown";
              case SKIPPED -> "skipped";
              case FAILED ->
                  switch (check.severity()) {
                    case MUST -> "failed";
                    case SHOULD -> "warn";
                    case NOTE -> "note";
                  };
            });
    icon.getStyleClass().addAll("tone-icon", "tone-" + check.tone().word());
    return icon;
  }

  static FontIcon mark(String icon, String tone) {
    var mark = Icons.of(icon);
    mark.getStyleClass().addAll("tone-icon", "tone-" + tone);
    return mark;
  }

  /// A command or text to copy, with the button that does.
  static Node toCopy(String text) {
    var words = Nodes.paragraph(text, "code-line");
    words.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(words, Priority.ALWAYS);
    var button = new Button(say("copy"), Icons.of("copy"));
    button.getStyleClass().add("small");
    button.setMinWidth(Region.USE_PREF_SIZE);
    button.setAccessibleText(say("copy") + ": " + text);
    var back = new PauseTransition(COPIED);
    back.setOnFinished(_ -> button.setText(say("copy")));
    button.setOnAction(_ -> {
      Nodes.copy(text);
      button.setText(say("copied"));
      back.playFromStart();
    });
    var line = new HBox(8, words, button);
    line.setAlignment(Pos.CENTER_LEFT);
    return line;
  }

  static Node refusal(Refused refused) {
    return Nodes.problem(refused.problem().message(), refused.problem().fix());
  }

  static Optional<Node> problem(Optional<Problem> problem) {
    return problem.map(p -> Nodes.problem(p.message(), p.fix()));
  }

  /// The head of a host's card: its name, where it is, and how far it is.
  static HBox head(HostRow host) {
    var name = Nodes.label(host.name(), "strong");
    name.setMinWidth(Region.USE_PREF_SIZE);
    var where = Nodes.label(host.where(), "muted");
    var stand = Nodes.label(host.stand().word(), "state-word", "tone-" + tone(host));
    stand.setMinWidth(Region.USE_PREF_SIZE);
    var head = new HBox(8, Nodes.label(""), name, where, stand);
    head.getChildren().set(0, dot(tone(host)));
    head.setAlignment(Pos.CENTER_LEFT);
    return head;
  }

  static Region dot(String tone) {
    var dot = new Region();
    dot.getStyleClass().addAll("dot", "tone-" + tone);
    dot.setMinSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
    dot.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
    return dot;
  }

  static String tone(HostRow host) {
    return switch (host.stand()) {
      case UNREACHABLE, ASKS_TRUST -> "warn";
      case KEY_CHANGED, BLOCKED, STUCK -> "bad";
      case REACHING, CHECKING, ADDING, LEAVING -> "busy";
      case MAY_BE_ADDED, ADDED -> "good";
    };
  }

  /// An input under its label, with its help or what is wrong below.
  record Input(VBox node, Label below, TextInputControl control, String help) {
    void wrong(String error) {
      boolean wrong = !error.isEmpty();
      below.setText(wrong ? error : help);
      below.pseudoClassStateChanged(WRONG, wrong);
      control.pseudoClassStateChanged(WRONG, wrong);
      shown(below, !below.getText().isEmpty());
    }

    /// What the model holds, unless it is what stands there.
    void text(String text) {
      if (!control.getText().equals(text)) control.setText(text);
    }
  }

  static Input input(String id, String label, String help, TextInputControl control) {
    control.setId(id);
    control.setAccessibleHelp(help);
    control.setAccessibleText(label);
    var name = Nodes.label(label, "field-label");
    name.setLabelFor(control);
    var below = Nodes.paragraph(help, "field-help");
    below.setId("error-" + id);
    shown(below, !help.isEmpty());
    var box = new VBox(4, name, control, below);
    box.getStyleClass().add("field");
    return new Input(box, below, control, help);
  }
}
