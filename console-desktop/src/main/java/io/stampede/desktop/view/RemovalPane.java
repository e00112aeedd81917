package io.stampede.desktop.view;

import io.stampede.client.PlanView;
import io.stampede.client.Resource;
import io.stampede.desktop.model.Doer;
import io.stampede.desktop.part.Nodes;
import io.stampede.engine.Problem;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// Says what is lost with a removal; where data is, the name must be typed.
final class RemovalPane {
  private final List<Resource> doomed;
  private final Runnable cancel;
  private final Runnable remove;
  private final BorderPane root = new BorderPane();
  private final VBox loss = new VBox(8, Nodes.label("Looking what is lost …", "muted"));
  private final Button verb = new Button("Remove");
  private final Map<String, Answer> answers = new HashMap<>();

  /// What the removal of one would do.
  ///
  /// @param grave whether data is lost, or it is not known
  private record Answer(Node node, boolean grave) {
    static Answer of(PlanView plan) {
      boolean data = plan.steps().stream().anyMatch(PlanView.StepView::destroys);
      return new Answer(PlanNode.of(plan), data || plan.problem().isPresent());
    }

    static Answer of(Problem problem) {
      return new Answer(Nodes.problem(problem.message(), problem.fix()), true);
    }
  }

  RemovalPane(Doer doer, List<Resource> doomed, Runnable cancel, Runnable remove) {
    this.doomed = doomed;
    this.cancel = cancel;
    this.remove = remove;
    root.setId("removal");
    root.getStyleClass().addAll("dialog", "small-dialog");
    var names = String.join(", ", doomed.stream().map(Resource::name).toList());
    var head = new VBox(4, Nodes.label(title(), "title-3"), Nodes.paragraph(names, "muted"));
    head.getStyleClass().add("dialog-head");
    loss.getStyleClass().add("dialog-body");
    root.setTop(head);
    root.setCenter(Nodes.scroll(loss));
    root.setBottom(foot());
    root.addEventHandler(KeyEvent.KEY_PRESSED, this::pressed);
    doomed.forEach(r -> ask(doer, r));
  }

  /// Each is asked on its own: one that does not answer hides no other's loss.
  private void ask(Doer doer, Resource r) {
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
    return doomed.size() == 1 ? "Remove " + doomed.getFirst().name() : "Remove " + doomed.size();
  }

  /// What is to be typed where data is lost.
  private String expected() {
    return doomed.size() == 1 ? doomed.getFirst().name() : "remove " + doomed.size();
  }

  private void answered() {
    loss.getChildren().clear();
    for (var r : doomed) {
      var answer = Objects.requireNonNull(answers.get(r.id()));
      if (doomed.size() > 1) loss.getChildren().add(Nodes.label(r.name(), "title-4"));
      loss.getChildren().add(answer.node());
    }
    if (answers.values().stream().anyMatch(Answer::grave)) {
      askForName();
    } else {
      verb.setDisable(false);
      verb.requestFocus();
    }
  }

  private void askForName() {
    var typed = new TextField();
    typed.setId("removal-name");
    typed.setAccessibleText("Type " + expected());
    typed
        .textProperty()
        .addListener((_, _, now) -> verb.setDisable(!now.strip().equals(expected())));
    loss.getChildren()
        .addAll(
            Nodes.paragraph(
                "What is lost cannot be brought back. Type " + expected() + " to go on:"),
            typed);
    typed.requestFocus();
  }

  private Node foot() {
    var away = new Button("Cancel");
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
