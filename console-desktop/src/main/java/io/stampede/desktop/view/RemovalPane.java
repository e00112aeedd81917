package io.stampede.desktop.view;

import static io.stampede.desktop.text.Texts.say;

import io.stampede.client.PlanView;
import io.stampede.client.Resource;
import io.stampede.desktop.model.Doer;
import io.stampede.desktop.part.Nodes;
import io.stampede.engine.Problem;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javafx.animation.PauseTransition;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.util.Duration;

/// Says what is lost with a removal; where data is, the name must be typed.
final class RemovalPane {
  private static final double MOST = 460;

  /// Until it is asked again whether the workloads have been released.
  private static final Duration SOON = Duration.millis(400);

  private final List<Resource> doomed;
  private final Runnable cancel;
  private final Runnable remove;
  private final BorderPane root = new BorderPane();
  private final VBox loss = new VBox(8, Nodes.label(say("removal.looking"), "muted"));
  private final Button verb = new Button(say("remove"));
  private final Map<String, Answer> answers = new HashMap<>();
  private final Doer doer;
  private boolean releasing;

  /// Why a host cannot go, and what lets it go with its workloads left as they are.
  private static final String IN_USE = "host-in-use";

  private static final String RELEASE_ALL = "releaseAll";

  /// What the removal of one would do.
  ///
  /// @param grave whether data is lost, or it is not known
  /// @param inUse whether it may not go before its workloads have
  private record Answer(Node node, boolean grave, boolean inUse) {
    static Answer of(PlanView plan) {
      boolean data = plan.steps().stream().anyMatch(PlanView.StepView::destroys);
      return new Answer(PlanNode.of(plan), data || plan.problem().isPresent(), false);
    }

    static Answer of(Problem problem) {
      var told = Nodes.problem(problem.message(), problem.fix());
      return new Answer(told, true, problem.code().equals(IN_USE));
    }
  }

  RemovalPane(Doer doer, List<Resource> doomed, Runnable cancel, Runnable remove) {
    this.doer = doer;
    this.doomed = doomed;
    this.cancel = cancel;
    this.remove = remove;
    root.setId("removal");
    root.getStyleClass().addAll("dialog", "small-dialog");
    var names = String.join(", ", doomed.stream().map(Resource::name).toList());
    var head = new VBox(4, Nodes.label(title(), "title-3"));
    if (doomed.size() > 1) head.getChildren().add(Nodes.paragraph(names, "muted"));
    head.getStyleClass().add("dialog-head");
    loss.getStyleClass().add("dialog-body");
    root.setTop(head);
    var scroll = Nodes.scroll(loss);
    // As high as what it says, as far as a window has room for it.
    loss.heightProperty()
        .addListener(
            (_, _, high) -> scroll.setPrefViewportHeight(Math.min(MOST, high.doubleValue())));
    root.setCenter(scroll);
    root.setBottom(foot());
    root.addEventHandler(KeyEvent.KEY_PRESSED, this::pressed);
    doomed.forEach(this::ask);
  }

  /// Each is asked on its own: one that does not answer hides no other's loss.
  private void ask(Resource r) {
    doer.plan(
        r,
        "remove",
        plan -> take(r, Answer.of(plan)),
        refused -> take(r, Answer.of(refused.problem())));
  }

  private void take(Resource r, Answer answer) {
    answers.put(r.id(), answer);
    if (answers.size() == doomed.size()) answered();
  }

  Node node() {
    return root;
  }

  private String title() {
    return say("remove.what", doomed.size() == 1 ? doomed.getFirst().name() : doomed.size());
  }

  /// What is to be typed where data is lost.
  private String expected() {
    return doomed.size() == 1 ? doomed.getFirst().name() : say("removal.typeMany", doomed.size());
  }

  private void answered() {
    var held = doomed.stream().filter(r -> Objects.requireNonNull(answers.get(r.id())).inUse());
    var inUse = held.toList();
    if (releasing && !inUse.isEmpty()) {
      askAgain(inUse);
      return;
    }
    releasing = false;
    loss.getChildren().clear();
    for (var r : doomed) {
      var answer = Objects.requireNonNull(answers.get(r.id()));
      if (doomed.size() > 1) loss.getChildren().add(Nodes.label(r.name(), "title-4"));
      loss.getChildren().add(answer.node());
    }
    if (!inUse.isEmpty()) {
      offerRelease(inUse);
    } else if (answers.values().stream().anyMatch(Answer::grave)) {
      askForName();
    } else {
      verb.setDisable(false);
      verb.requestFocus();
    }
  }

  /// Two ways to take a host out: without its workloads, or with them left as they are.
  private void offerRelease(List<Resource> hosts) {
    if (!hosts.stream().allMatch(h -> h.actions().contains(RELEASE_ALL))) return;
    var keep = Nodes.button("removal-keep", say("removal.keep"), RELEASE_ALL, () -> release(hosts));
    loss.getChildren().addAll(Nodes.paragraph(say("removal.keep.help"), "muted"), keep);
    keep.requestFocus();
  }

  private void release(List<Resource> hosts) {
    releasing = true;
    loss.getChildren().setAll(Nodes.label(say("removal.keep.doing"), "muted"));
    doer.act(hosts, RELEASE_ALL);
    askAgain(hosts);
  }

  private void askAgain(List<Resource> hosts) {
    hosts.forEach(h -> answers.remove(h.id()));
    var soon = new PauseTransition(SOON);
    soon.setOnFinished(_ -> {
      if (root.getScene() != null) hosts.forEach(this::ask);
    });
    soon.play();
  }

  private void askForName() {
    var typed = new TextField();
    typed.setId("removal-name");
    typed.setAccessibleText(say("removal.type", expected()));
    typed
        .textProperty()
        .addListener((_, _, now) -> verb.setDisable(!now.strip().equals(expected())));
    loss.getChildren().addAll(Nodes.paragraph(say("removal.forever", expected())), typed);
    typed.requestFocus();
  }

  private Node foot() {
    var away = new Button(say("cancel"));
    away.setId("removal-cancel");
    away.setOnAction(_ -> cancel.run());
    verb.setId("removal-confirm");
    verb.getStyleClass().add("danger");
    verb.setDefaultButton(true);
    verb.setDisable(true);
    verb.setOnAction(_ -> {
      cancel.run();
      remove.run();
    });
    var foot = new HBox(8, Nodes.space(), away, verb);
    foot.setAlignment(Pos.CENTER_RIGHT);
    foot.getStyleClass().add("dialog-foot");
    return foot;
  }

  private void pressed(KeyEvent e) {
    if (e.getCode() == KeyCode.ESCAPE) {
      cancel.run();
      e.consume();
    }
  }
}
