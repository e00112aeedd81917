package io.stampede.desktop.view;

import static io.stampede.desktop.text.Texts.say;

import io.stampede.client.PlanView;
import io.stampede.desktop.part.Nodes;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// What a change would do, step by step, with the exact commands.
final class PlanNode {
  private PlanNode() {}

  static Node of(PlanView plan) {
    var box = new VBox(8);
    box.setId("plan");
    box.getStyleClass().addAll("card", "plan");
    box.getChildren().add(Nodes.label(say("plan.title"), "strong"));
    plan.problem().ifPresent(p -> box.getChildren().add(Nodes.problem(p.message(), p.fix())));
    if (!plan.waiting().isEmpty()) {
      box.getChildren().add(Nodes.paragraph(say("plan.waits", plan.waiting())));
    }
    int number = 1;
    for (var step : plan.steps()) {
      box.getChildren().add(step(number, step));
      number++;
    }
    if (plan.steps().isEmpty() && plan.waiting().isEmpty() && plan.problem().isEmpty()) {
      box.getChildren().add(Nodes.label(say("plan.empty"), "muted"));
    }
    return box;
  }

  private static Node step(int number, PlanView.StepView step) {
    var title = Nodes.paragraph(step.title());
    var count = Nodes.label(number + ".", "muted");
    count.setMinWidth(Label.USE_PREF_SIZE);
    var line = new HBox(6, count, title);
    if (step.destroys()) line.getChildren().add(Nodes.label(say("plan.destroys"), "badge-bad"));
    var box = new VBox(3, line);
    for (var call : step.calls()) box.getChildren().add(Nodes.paragraph(call, "code-line"));
    return box;
  }
}
