package io.stampede.desktop.wizard;

import static io.stampede.desktop.text.Texts.say;

import io.stampede.client.StampedeClient;
import io.stampede.desktop.background.Background;
import io.stampede.desktop.part.Nodes;
import io.stampede.desktop.part.Screen;
import io.stampede.wizard.Shown;
import io.stampede.wizard.Step;
import io.stampede.wizard.Wizard;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// The wizard: its steps on the left, the open one beside them, and at the foot the verb that goes
/// on. It keeps what was typed while one looks elsewhere.
public final class WizardScreen implements Screen, AutoCloseable {
  private final Wizard wizard;
  private final Background background;
  private final Rail rail;
  private final Map<Step, StepPane> panes = new EnumMap<>(Step.class);
  private final VBox head = new VBox(4);
  private final StackPane middle = new StackPane();
  private final ScrollPane scroll = Nodes.scroll(middle);
  private final Button back = new Button(say("wizard.back"));
  private final Button verb = new Button();
  private final CopyMenu copyAs;
  private final BorderPane root = new BorderPane();
  private final Node right;
  private Optional<Step> open = Optional.empty();

  public WizardScreen(StampedeClient client, Background background, Around around) {
    this.background = background;
    this.wizard = new Wizard(client);
    this.rail = new Rail(wizard::turnTo);
    this.copyAs = new CopyMenu(wizard::requests, client);
    panes.put(Step.WHERE, new WherePane(wizard, this::command, around));
    panes.put(Step.WHO, new WhoPane(wizard, background));
    panes.put(Step.TRUST, new TrustPane(wizard, this::command));
    panes.put(Step.CHECKS, new ChecksPane(wizard, this::command));
    panes.put(Step.PLAN, new PlanPane(wizard, this::command));
    panes.put(Step.GO, new GoPane(wizard, this::command, around));
    panes.put(Step.READY, new ReadyPane(wizard, this::command, around));
    root.setId("wizard");
    root.getStyleClass().addAll("screen", "wizard");
    root.setLeft(rail.node());
    right = right();
    root.setCenter(right);
    var draw = background.coalesced(() -> draw(wizard.shown()));
    wizard.listen(_ -> draw.run());
    draw(wizard.shown());
  }

  private Node right() {
    head.getStyleClass().add("wizard-head");
    middle.getStyleClass().add("wizard-body");
    scroll.setFocusTraversable(false);
    VBox.setVgrow(scroll, Priority.ALWAYS);
    back.setId("wizard-back");
    back.setOnAction(_ -> {
      int at = wizard.shown().step().ordinal();
      if (at > 0) wizard.turnTo(Step.values()[at - 1]);
    });
    verb.setId("wizard-verb");
    verb.getStyleClass().add("accent");
    verb.setDefaultButton(true);
    verb.setOnAction(_ -> command(wizard::goOn));
    var foot = new HBox(8, copyAs.node(), Nodes.space(), back, verb);
    foot.setAlignment(Pos.CENTER_LEFT);
    foot.getStyleClass().add("dialog-foot");
    return new VBox(head, scroll, foot);
  }

  /// Beside the toolkit's thread; what is refused is in the next picture.
  private void command(Runnable command) {
    background.ask(
        () -> {
          command.run();
          return true;
        },
        _ -> {},
        refused -> head.getChildren().add(Parts.refusal(refused)));
  }

  private void draw(Shown shown) {
    rail.show(shown);
    var step = shown.step();
    var pane = panes.get(step);
    if (pane == null) throw new IllegalStateException("no pane for " + step);
    head.getChildren()
        .setAll(Nodes.label(step.label(), "title-3"), Nodes.paragraph(step.help(), "muted"));
    Parts.problem(shown.problem()).ifPresent(head.getChildren()::add);
    pane.show(shown);
    boolean turned = !open.equals(Optional.of(step));
    if (turned) {
      open = Optional.of(step);
      middle.getChildren().setAll(pane.node());
      scroll.setVvalue(0);
    }
    verb.setText(shown.verb());
    verb.setDisable(!shown.mayGoOn());
    if (turned && hasFocus()) focus();
    back.setDisable(step == Step.WHERE || step == Step.READY);
    copyAs.show(shown);
  }

  @Override
  public Node node() {
    return root;
  }

  @Override
  public String title() {
    return say("wizard.hosts") + "  /  " + say("wizard.title");
  }

  @Override
  public void shown() {
    focus();
  }

  private void focus() {
    if (!open.map(panes::get).map(StepPane::focus).orElse(false)) verb.requestFocus();
    // What wanted it may not be there yet: then it is not left to the first thing there is.
    var scene = root.getScene();
    var owner = scene == null ? null : scene.getFocusOwner();
    if (owner == null || !isIn(owner, right)) scroll.requestFocus();
  }

  private static boolean isIn(Node node, Node place) {
    for (var up = node; up != null; up = up.getParent()) {
      if (up.equals(place)) return true;
    }
    return false;
  }

  /// Whether it is here that a person works.
  private boolean hasFocus() {
    var scene = root.getScene();
    if (scene == null) return false;
    var owner = scene.getFocusOwner();
    if (owner == null) return true;
    return isIn(owner, root) || owner.getScene() == null;
  }

  @Override
  public void close() {
    wizard.close();
  }
}
