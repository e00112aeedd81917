package io.stampede.web.ui;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import io.stampede.client.Refused;
import io.stampede.client.Resource;
import io.stampede.schema.ActionSchema;
import io.stampede.schema.FieldSchema;
import io.stampede.web.model.FormModel;
import io.stampede.web.model.References;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// A form out of the schema: what is said first, then a section for each group, errors beside their
/// field; at the foot the plan, the same for programs, and the verb.
final class FormDialog extends Dialog {
  private final FormModel model;
  private final References references;
  private final Consumer<Resource> done;
  private final List<FieldInput> inputs = new ArrayList<>();
  private final Div whole = Ui.div("st-form-whole");
  private final Div rows = Ui.div("st-form-rows");
  private final Div shown = Ui.div("st-form-shown");
  private final List<FormSection> sections = new ArrayList<>();
  private final Button verb;

  FormDialog(FormModel model, References references, Consumer<Resource> done) {
    this.model = model;
    this.references = references;
    this.done = done;
    this.verb = Ui.test(new Button(model.verb()), "form-verb");
    setHeaderTitle(model.title());
    addClassName("st-form");
    Ui.test(this, "form");
    setWidth("720px");
    setMaxWidth("96vw");
    setCloseOnOutsideClick(false);
    if (model.purpose() instanceof FormModel.Purpose.Create) {
      add(new Paragraph(model.kind().help()));
    }
    model
        .filling()
        .ifPresent(filling -> add(new FillBox(model, filling, this::refill).component()));
    add(whole, rows);
    fields();
    add(shown);
    foot();
    retitle();
  }

  private void fields() {
    rows.removeAll();
    inputs.clear();
    sections.clear();
    var question = model.question().map(ActionSchema::name);
    FieldSchema.grouped(model.fields())
        .forEach((group, fields) -> {
          var first = new ArrayList<FieldInput>();
          var folded = new ArrayList<FieldInput>();
          for (var field : fields) {
            boolean later = field.more() || question.filter(field.name()::equals).isPresent();
            (group.isEmpty() && !later ? first : folded).add(input(field));
          }
          if (!first.isEmpty()) rows.add(FormSection.layout(first));
          if (folded.isEmpty()) return;
          var title = group.isEmpty() ? Words.say("form.more") : group;
          sections.add(new FormSection(title, folded, model));
        });
    sections.sort(Comparator.comparing(FormSection::isRest));
    sections.forEach(s -> rows.add(s.component()));
  }

  private void refill() {
    fields();
    shown.removeAll();
    retitle();
  }

  private FieldInput input(FieldSchema field) {
    var input =
        new FieldInput(
            field, references, model.value(field.name()), value -> changed(field, value));
    inputs.add(input);
    return input;
  }

  private void changed(FieldSchema field, Optional<Object> value) {
    model.set(field.name(), value);
    shown.removeAll();
    sections.forEach(FormSection::retitle);
    retitle();
  }

  private void retitle() {
    verb.addThemeVariants(ButtonVariant.PRIMARY);
    verb.setText(model.isUnanswered() ? Words.say("form.check") : model.verb());
  }

  private void foot() {
    var plan = Ui.test(Ui.button("list-check", Words.say("form.plan")), "form-plan");
    plan.addClickListener(_ -> tryTo(model::plan, answer -> show(new PlanBox(answer))));
    var copy = Ui.test(Ui.button("braces", Words.say("form.copy")), "form-copy");
    copy.addClickListener(_ -> show(new CopyBox(model.said(CopyBox.forThisServer()))));
    var cancel = new Button(Words.say("form.cancel"), _ -> close());
    verb.addThemeVariants(ButtonVariant.PRIMARY);
    verb.addClickListener(_ -> go());
    verb.addClickShortcut(Key.ENTER, com.vaadin.flow.component.KeyModifier.CONTROL);
    plan.addThemeVariants(ButtonVariant.TERTIARY);
    copy.addThemeVariants(ButtonVariant.TERTIARY);
    var left = Ui.div("st-form-left", plan, copy);
    getFooter().add(left, cancel, verb);
  }

  private void show(Div what) {
    shown.removeAll();
    shown.add(what);
    shown.getElement().callJsFunction("scrollIntoView");
  }

  private void go() {
    var question = model.question();
    if (question.isPresent() && model.isUnanswered()) {
      tryTo(() -> model.ask(question.get()), answer -> confirm(question.get(), answer));
    } else {
      send();
    }
  }

  private void send() {
    verb.setEnabled(false);
    Live.load(
        this,
        model::send,
        result -> {
          verb.setEnabled(true);
          switch (result) {
            case FormModel.Result.Done(var resource) -> {
              close();
              done.accept(resource);
            }
            case FormModel.Result.Wrong wrong -> complain(wrong);
          }
        });
  }

  /// The answer to be compared by a person before anything is kept.
  private void confirm(ActionSchema question, Map<String, Object> answer) {
    var fingerprint = String.valueOf(answer.getOrDefault("fingerprint", ""));
    var type = String.valueOf(answer.getOrDefault("type", "")).replace("ssh-", "");
    var same = Ui.test(new Button(Words.say("form.confirm")), "form-confirm");
    same.addThemeVariants(ButtonVariant.PRIMARY);
    same.addClickListener(_ -> {
      model.set(question.name(), Optional.of(fingerprint));
      send();
    });
    var box =
        Ui.div(
            "st-confirm",
            new Icon("key"),
            Ui.div(
                "",
                new Paragraph("The host presents this key. Is it the right one?"),
                Ui.test(Ui.span("st-fingerprint", fingerprint), "fingerprint"),
                new Paragraph("On the host itself this command prints the same:"),
                CopyBox.value(
                    "ssh-keygen -lf /etc/ssh/ssh_host_%s_key.pub"
                        .formatted(type.isEmpty() ? "ed25519" : type)),
                Ui.div("st-confirm-verb", same)));
    verb.removeThemeVariants(ButtonVariant.PRIMARY);
    show(box);
  }

  private <T> void tryTo(Supplier<T> work, Consumer<T> then) {
    verb.setEnabled(false);
    Live.load(
        this,
        () -> {
          try {
            return new Tried<>(Optional.of(work.get()), Optional.empty());
          } catch (Refused e) {
            return new Tried<T>(Optional.empty(), Optional.of(model.wrong(e)));
          }
        },
        tried -> {
          verb.setEnabled(true);
          complain(tried.wrong().orElse(new FormModel.Result.Wrong(Map.of(), Optional.empty())));
          tried.answer().ifPresent(then);
        });
  }

  private record Tried<T>(Optional<T> answer, Optional<FormModel.Result.Wrong> wrong) {}

  private void complain(FormModel.Result.Wrong wrong) {
    whole.removeAll();
    wrong.whole().ifPresent(problem -> whole.add(Ui.test(Ui.problem(problem), "form-error")));
    for (var input : inputs) {
      var message = wrong.byField().getOrDefault(input.field().name(), "");
      input.complain(message);
      if (!message.isEmpty()) sections.forEach(section -> section.openFor(input));
    }
  }
}
