package io.stampede.desktop.view;

import io.stampede.client.PlanView;
import io.stampede.client.Resource;
import io.stampede.desktop.model.Doer;
import io.stampede.desktop.part.Nodes;
import java.util.List;
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
    doer.plan(
        doomed.getFirst(),
        "remove",
        this::planned,
        refused -> {
          loss.getChildren()
              .setAll(Nodes.problem(refused.problem().message(), refused.problem().fix()));
          askForName();
        });
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

  private void planned(PlanView plan) {
    loss.getChildren().clear();
    if (doomed.size() > 1) {
      loss.getChildren()
          .add(Nodes.paragraph("For each of them, as for " + doomed.getFirst().name() + ":"));
    }
    loss.getChildren().add(PlanNode.of(plan));
    boolean data = plan.steps().stream().anyMatch(PlanView.StepView::destroys);
    if (data || plan.problem().isPresent()) {
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
