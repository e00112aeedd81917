package io.stampede.web.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import io.stampede.client.Refused;
import io.stampede.client.StampedeClient;
import io.stampede.engine.Problem;
import io.stampede.topology.Arrow;
import io.stampede.topology.Pointing;
import io.stampede.topology.Topology;
import io.stampede.topology.Words;
import io.stampede.topology.Workload;
import java.util.Optional;
import java.util.function.Supplier;

/// Points a link, a port or a floating address at another workload: which one, what becomes of the
/// connections there are, and the plan before anything is done. Afterwards it can be undone.
final class PointDialog extends Dialog {
  private static final int OFFERED_MILLIS = 12_000;

  private final StampedeClient client;
  private final Arrow arrow;
  private final ComboBox<Workload> target = new ComboBox<>(Words.say("point.target"));
  private final RadioButtonGroup<Boolean> cut =
      new RadioButtonGroup<>(Words.say("point.connections"));
  private final Div plan = Ui.div("st-form-shown");
  private final Button verb = new Button();

  /// @param workload the key of the one that is proposed; may be empty
  PointDialog(StampedeClient client, Topology topology, Arrow arrow, String workload) {
    this.client = client;
    this.arrow = arrow;
    setHeaderTitle(Words.say("point.title", arrow.label()));
    addClassName("st-form");
    setWidth("560px");
    setMaxWidth("96vw");
    Ui.test(this, "point");
    Ui.test(plan, "point-plan");
    var choices = Pointing.choices(topology, arrow);
    target.setItems(choices);
    target.setItemLabelGenerator(PointDialog::label);
    target.setWidthFull();
    Ui.test(target, "point-target");
    cut.setItems(false, true);
    cut.setItemLabelGenerator(ends -> Words.say(ends ? "point.cut" : "point.keep"));
    cut.setValue(false);
    Ui.test(cut, "point-cut");
    choices.stream().filter(w -> w.key().equals(workload)).findFirst().ifPresent(target::setValue);
    target.addValueChangeListener(_ -> changed());
    cut.addValueChangeListener(_ -> changed());
    if (choices.isEmpty()) add(new Paragraph(Words.say("point.none")));
    add(target, cut, plan);
    verb.addThemeVariants(ButtonVariant.PRIMARY);
    verb.addClickListener(_ -> point());
    Ui.test(verb, "point-verb");
    var copy = Ui.button("braces", io.stampede.web.ui.Words.say("form.copy"));
    copy.addThemeVariants(ButtonVariant.TERTIARY);
    copy.addClickListener(_ -> copy());
    var cancel = new Button(io.stampede.web.ui.Words.say("form.cancel"), _ -> close());
    getFooter().add(Ui.div("st-form-left", copy), cancel, verb);
    addAttachListener(_ -> changed());
  }

  private static String label(Workload w) {
    return w.name() + " · " + w.plugs().getFirst().address();
  }

  private Optional<Pointing> wanted() {
    return Optional.ofNullable(target.getValue())
        .map(w -> new Pointing(arrow, w, Boolean.TRUE.equals(cut.getValue())));
  }

  /// The plan is there before one decides.
  private void changed() {
    verb.setText(
        wanted()
            .map(p -> Words.say("point.do", p.target().name()))
            .orElse(Words.say("point.verb")));
    verb.setEnabled(wanted().isPresent());
    plan.removeAll();
    wanted().ifPresent(p -> tryTo(() -> p.plan(client), is -> plan.add(new PlanBox(is))));
  }

  private void copy() {
    wanted()
        .ifPresent(p -> {
          var kind = client.kind(arrow.kind());
          plan.removeAll();
          plan.add(new CopyBox(CopyBox.forThisServer().update(kind, arrow.id(), p.fields())));
        });
  }

  private void point() {
    wanted()
        .ifPresent(p -> {
          verb.setEnabled(false);
          tryTo(
              () -> p.ask(client),
              _ -> {
                close();
                done(p);
              });
        });
  }

  private <T> void tryTo(Supplier<T> work, java.util.function.Consumer<T> then) {
    Live.load(
        this,
        () -> Tried.of(work),
        tried -> {
          verb.setEnabled(wanted().isPresent());
          tried.answer().ifPresent(then);
          tried
              .problem()
              .ifPresent(problem -> {
                plan.removeAll();
                plan.add(Ui.test(Ui.problem(problem), "form-error"));
              });
        });
  }

  private record Tried<T>(Optional<T> answer, Optional<Problem> problem) {
    static <T> Tried<T> of(Supplier<T> work) {
      try {
        return new Tried<>(Optional.of(work.get()), Optional.empty());
      } catch (Refused e) {
        return new Tried<>(Optional.empty(), Optional.of(e.problem()));
      }
    }
  }

  private void done(Pointing pointing) {
    var note = new Notification();
    note.setPosition(Notification.Position.BOTTOM_START);
    note.setDuration(OFFERED_MILLIS);
    var undo = Ui.test(Ui.button("arrow-counterclockwise", Words.say("point.undo")), "point-undo");
    undo.addClickListener(_ -> {
      note.close();
      var ui = UI.getCurrent();
      Live.load(
          ui,
          () -> Tried.of(() -> pointing.undo(client)),
          tried -> {
            tried.problem().ifPresent(Ui::complain);
            tried.answer().ifPresent(_ -> Ui.say(Words.say("point.back", arrow.label())));
          });
    });
    var words = Words.say("point.done", arrow.label(), pointing.target().name());
    note.add(Ui.div("st-m-done", Ui.span("", words), undo));
    note.open();
  }
}
