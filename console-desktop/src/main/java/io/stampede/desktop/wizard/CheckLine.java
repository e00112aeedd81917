package io.stampede.desktop.wizard;

import static io.stampede.desktop.text.Texts.say;

import io.stampede.desktop.part.Nodes;
import io.stampede.wizard.Check;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// One check: what was found; where it does not go well also why that matters, a fix to copy, and
/// what can be done here.
final class CheckLine implements Keyed.View<Check> {
  private final StackPane mark = new StackPane();
  private final Label title = Nodes.paragraph("", "strong");
  private final Label found = Nodes.paragraph("", "check-found");
  private final Label word = Nodes.label("", "state-word");
  private final Button fold;
  private final VBox more = new VBox(8);
  private final Button again;
  private final Button fix;
  private final HBox buttons;
  private final VBox root;
  private Optional<Check> shown = Optional.empty();
  private Optional<Boolean> unfolded = Optional.empty();

  /// @param retry told the check's name
  /// @param mend the same
  CheckLine(Consumer<String> retry, Consumer<String> mend) {
    fold = Nodes.iconButton("fold", say("checks.more"), "next", this::turn);
    again =
        Parts.small(
            "check-again",
            say("checks.retry"),
            "retry",
            () -> shown.ifPresent(c -> retry.accept(c.name())));
    fix =
        Parts.small(
            "check-fix",
            say("checks.fix"),
            "fix",
            () -> shown.ifPresent(c -> mend.accept(c.name())));
    buttons = new HBox(8, again, fix);
    mark.setMinWidth(22);
    word.setMinWidth(Region.USE_PREF_SIZE);
    title.setMinWidth(150);
    title.setPrefWidth(230);
    HBox.setHgrow(found, Priority.ALWAYS);
    found.setMaxWidth(Double.MAX_VALUE);
    var line = new HBox(10, mark, title, found, word, fold);
    line.setAlignment(Pos.CENTER_LEFT);
    more.getStyleClass().add("check-more");
    root = new VBox(6, line, more);
    root.getStyleClass().add("check-line");
  }

  @Override
  public Node node() {
    return root;
  }

  @Override
  public void show(Check check) {
    if (shown.equals(Optional.of(check))) return;
    shown = Optional.of(check);
    root.setId("check-" + check.name());
    mark.getChildren().setAll(Parts.mark(check));
    title.setText(check.title());
    found.setText(check.found());
    word.setText(check.word());
    word.getStyleClass().removeIf(style -> style.startsWith("tone-"));
    word.getStyleClass().add("tone-" + check.tone().word());
    if (!check.isOpen()) {
      title.setTooltip(new Tooltip(say("checks.took", check.took().toMillis())));
    }
    draw(check);
  }

  private void turn() {
    shown.ifPresent(check -> {
      unfolded = Optional.of(!isUnfolded(check));
      draw(check);
    });
  }

  /// What is not well shows itself whole, the rest when asked to.
  private boolean isUnfolded(Check check) {
    return unfolded.orElse(!check.isWell() && !check.isOpen());
  }

  private void draw(Check check) {
    boolean whole = isUnfolded(check);
    Parts.shown(more, whole);
    fold.setText(say(whole ? "checks.less" : "checks.more"));
    fold.setTooltip(new Tooltip(fold.getText()));
    fold.setRotate(whole ? 180 : 0);
    fold.setAccessibleText(fold.getText() + ": " + check.title());
    more.getChildren().clear();
    if (!check.why().isEmpty()) more.getChildren().add(Nodes.paragraph(check.why(), "muted"));
    if (!check.fix().isEmpty() && !check.isWell()) {
      more.getChildren().add(Parts.toCopy(check.fix()));
    }
    more.getChildren().add(buttons);
    again.setAccessibleText(say("checks.retry") + ": " + check.title());
    again.setDisable(check.isOpen());
    Parts.shown(fix, check.fixable() && !check.isWell());
    fix.setDisable(check.isOpen());
  }
}
