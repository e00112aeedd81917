package io.stampede.web.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.formlayout.FormLayout;
import com.vaadin.flow.component.html.Span;
import io.stampede.schema.FieldSchema;
import io.stampede.schema.FieldType;
import io.stampede.web.model.FormModel;
import io.stampede.web.model.Text;
import java.util.List;
import java.util.stream.Collectors;

/// A folded part of a form. Its head says what is set in it, or what can be.
final class FormSection {
  private static final int LONGEST = 80;

  private final List<FieldInput> inputs;
  private final FormModel model;
  private final Details details;
  private final Span told = Ui.span("st-section-told", "");
  private final boolean rest;

  FormSection(String title, List<FieldInput> inputs, FormModel model) {
    this.inputs = List.copyOf(inputs);
    this.model = model;
    this.rest = title.equals(Words.say("form.more"));
    this.details = new Details(Ui.div("st-section-head", Ui.span("", title), told));
    details.addClassName("st-section");
    details.add(layout(inputs));
    details.setOpened(inputs.stream().anyMatch(i -> i.field().required()));
    Ui.test(details, "section-" + title);
    retitle();
  }

  static FormLayout layout(List<FieldInput> inputs) {
    var layout = new FormLayout();
    layout.setResponsiveSteps(
        new FormLayout.ResponsiveStep("0", 1), new FormLayout.ResponsiveStep("480px", 2));
    for (var input : inputs) {
      layout.add(input.component());
      if (input.isWide()) layout.setColspan(input.component(), 2);
    }
    return layout;
  }

  Component component() {
    return details;
  }

  /// Whether it has what belongs to no group, which comes last.
  boolean isRest() {
    return rest;
  }

  void openFor(FieldInput input) {
    if (inputs.contains(input)) details.setOpened(true);
  }

  void retitle() {
    var set =
        inputs.stream()
            .map(FieldInput::field)
            .filter(this::isSet)
            .map(this::said)
            .collect(Collectors.joining(", "));
    var could = inputs.stream().map(i -> i.field().label()).collect(Collectors.joining(", "));
    var words = set.isEmpty() ? could : set;
    told.setText(words.length() > LONGEST ? words.substring(0, LONGEST) + "…" : words);
    told.setClassName("st-section-set", !set.isEmpty());
  }

  private boolean isSet(FieldSchema field) {
    var value = model.value(field.name());
    return value.isPresent() && !value.equals(field.byDefault()) && !value.get().equals(false);
  }

  private String said(FieldSchema field) {
    boolean isLong = field.secret() || field.multiline() || field.type() == FieldType.BOOLEAN;
    if (isLong) return field.label();
    return field.label() + ": " + Text.value(field, model.value(field.name()).orElse(""));
  }
}
