package io.stampede.web.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Pre;
import com.vaadin.flow.component.html.Span;
import io.stampede.client.PlanView;

/// What a change would do: steps, the exact calls, what it would wait for.
final class PlanBox extends Div {
  PlanBox(PlanView plan) {
    addClassName("st-plan");
    plan.problem().ifPresent(problem -> add(Ui.problem(problem)));
    if (!plan.waiting().isEmpty()) add(new Paragraph(Words.say("plan.waiting", plan.waiting())));
    if (plan.steps().isEmpty() && plan.problem().isEmpty() && plan.waiting().isEmpty()) {
      add(new Paragraph(Words.say("plan.nothing")));
    }
    var steps = new OrderedList();
    plan.steps().forEach(step -> steps.add(item(step)));
    if (!plan.steps().isEmpty()) add(steps);
  }

  private static ListItem item(PlanView.StepView step) {
    var item = new ListItem(new Span(step.title()));
    if (step.destroys()) item.add(Ui.span("st-destroys", "destroys"));
    if (!step.calls().isEmpty()) item.add(new Pre(String.join("\n", step.calls())));
    return item;
  }
}
