package io.stampede.web.ui;

import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.component.html.Span;
import io.stampede.wizard.Shown;
import io.stampede.wizard.Step;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/// The wizard's steps on the left, each with how it stands.
final class WizardSteps extends Nav {
  private record Entry(NativeButton button, Span number, Span summary) {}

  private final Map<Step, Entry> entries = new EnumMap<>(Step.class);

  WizardSteps(Consumer<Step> turn) {
    addClassName("st-w-steps");
    getElement().setAttribute("aria-label", Words.say("wizard.steps"));
    for (var step : Step.values()) {
      var number = Ui.span("st-w-number", "");
      number.getElement().setAttribute("aria-hidden", "true");
      var summary = Ui.span("st-w-summary", "");
      var button = new NativeButton();
      button.add(number, Ui.span("st-w-name", step.label()), summary);
      button.addClickListener(_ -> turn.accept(step));
      Ui.test(button, "step-" + step.word());
      entries.put(step, new Entry(button, number, summary));
      add(button);
    }
  }

  void show(Shown shown) {
    for (var view : shown.steps()) {
      var entry = entries.get(view.step());
      if (entry == null) continue;
      entry.button().setClassName(view.state().name().toLowerCase(Locale.ROOT));
      entry.button().setEnabled(view.reachable());
      var element = entry.button().getElement();
      if (view.current()) element.setAttribute("aria-current", "step");
      else element.removeAttribute("aria-current");
      entry.number().setText(sign(view));
      var said = Words.say("wizard.state." + view.state());
      entry.summary().setText(view.summary().isEmpty() ? said : view.summary());
    }
  }

  private static String sign(Step.View view) {
    return switch (view.state()) {
      case DONE -> view.current() ? number(view) : "✓";
      case TROUBLED -> view.current() ? number(view) : "!";
      case LATER, ASKS, BUSY -> number(view);
    };
  }

  private static String number(Step.View view) {
    return String.valueOf(view.step().ordinal() + 1);
  }
}
