package io.stampede.web.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.textfield.TextArea;
import io.stampede.client.Filled;
import io.stampede.client.Refused;
import io.stampede.schema.ActionSchema;
import io.stampede.web.model.FormModel;

/// Where a text is pasted that fills the form, as a `docker run` line; below it what of the text
/// has no field.
final class FillBox {
  private final FormModel model;
  private final ActionSchema filling;
  private final Runnable filled;
  private final TextArea text;
  private final Button verb = new Button(Words.say("form.fill"));
  private final Div notes = Ui.test(Ui.div("st-fill-notes"), "fill-notes");
  private final Details details;

  /// @param filled the form's values are others now
  FillBox(FormModel model, ActionSchema filling, Runnable filled) {
    this.model = model;
    this.filling = filling;
    this.filled = filled;
    var field = filling.input().getFirst();
    this.text = Ui.test(new TextArea(field.label()), "fill-text");
    text.setHelperText(filling.help());
    text.setPlaceholder(field.example().orElse(""));
    text.setMaxLength(field.maxLength());
    text.setMinRows(2);
    text.setMaxRows(8);
    text.setWidthFull();
    text.addClassName("st-mono");
    text.setManualValidation(true);
    Ui.test(verb, "fill-verb");
    verb.addClickListener(_ -> fill());
    notes.getElement().setAttribute("role", "status");
    this.details = new Details(filling.label(), text, verb, notes);
    details.addClassName("st-section");
    Ui.test(details, "fill");
  }

  Component component() {
    return details;
  }

  private sealed interface Answer {
    record Read(Filled filled) implements Answer {}

    record Wrong(String message) implements Answer {}
  }

  private void fill() {
    verb.setEnabled(false);
    var line = text.getValue();
    Live.load(details, () -> answer(line), this::show);
  }

  private Answer answer(String line) {
    try {
      return new Answer.Read(model.read(filling, line));
    } catch (Refused e) {
      return new Answer.Wrong(
          e.errors().isEmpty() ? e.problem().message() : e.errors().getFirst().message());
    }
  }

  private void show(Answer answer) {
    verb.setEnabled(true);
    notes.removeAll();
    switch (answer) {
      case Answer.Wrong(var message) -> {
        text.setErrorMessage(message);
        text.setInvalid(true);
      }
      case Answer.Read(var answered) -> {
        text.setInvalid(false);
        model.fill(answered);
        filled.run();
        var told = answered.notes();
        notes.add(Ui.span("", Words.say(told.isEmpty() ? "form.filled" : "form.filled.but")));
        var list = new UnorderedList();
        told.forEach(note -> list.add(new ListItem(note)));
        if (!told.isEmpty()) notes.add(list);
      }
    }
  }
}
