package io.stampede.web.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Pre;
import io.stampede.client.Refused;
import io.stampede.client.StampedeClient;
import io.stampede.client.XmlView;
import io.stampede.engine.Problem;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Libvirt's description of a machine: as it is from its next start, as it runs, and what differs.
final class XmlPane extends Div {
  private final StampedeClient client;
  private final String kind;
  private final String id;
  private final Map<XmlView, Button> choices = new EnumMap<>(XmlView.class);
  private final Div copy = new Div();
  private final Div place = Ui.div("st-scroll");
  private XmlView view = XmlView.DEFINED;
  private Optional<Answer> shown = Optional.empty();

  XmlPane(StampedeClient client, String kind, String id) {
    this.client = client;
    this.kind = kind;
    this.id = id;
    var choice = Ui.div("st-choice");
    choice.getElement().setAttribute("role", "group").setAttribute("aria-label", "XML");
    for (var each : new XmlView[] {XmlView.DEFINED, XmlView.RUNNING, XmlView.CHANGES}) {
      var name = each.name().toLowerCase(Locale.ROOT);
      var button = new Button(Words.say("xml." + name), _ -> choose(each));
      choices.put(each, button);
      choice.add(Ui.test(button, "xml-" + name));
    }
    addClassNames("st-fill", "st-xml");
    add(Ui.div("st-tools", choice, Ui.div("st-grow"), copy), Ui.test(place, "xml"));
    choose(view);
  }

  /// What was asked for: a text, or why there is none.
  private record Answer(String text, Optional<Problem> problem) {}

  private void choose(XmlView chosen) {
    view = chosen;
    shown = Optional.empty();
    choices.forEach((each, button) ->
        button.getElement().setAttribute("aria-pressed", String.valueOf(each == chosen)));
    read();
  }

  /// Reads it again, as when the machine has changed.
  void read() {
    var asked = view;
    Live.load(
        this,
        () -> ask(asked),
        answer -> {
          if (asked == view && !shown.equals(Optional.of(answer))) show(answer);
        });
  }

  private Answer ask(XmlView asked) {
    try {
      return new Answer(client.xml(kind, id, asked), Optional.empty());
    } catch (Refused e) {
      return new Answer("", Optional.of(e.problem()));
    }
  }

  private void show(Answer answer) {
    shown = Optional.of(answer);
    place.removeAll();
    copy.removeAll();
    answer.problem().map(Ui::problem).ifPresent(place::add);
    if (answer.problem().isPresent()) return;
    if (answer.text().isEmpty()) {
      place.add(Ui.div("st-empty", new Icon("check2"), new Paragraph(Words.say("xml.none"))));
      return;
    }
    copy.add(CopyBox.button(answer.text(), "XML"));
    place.add(text(answer.text()));
  }

  private Pre text(String xml) {
    var text = new Pre();
    text.addClassName("st-raw");
    text.getElement().setAttribute("tabindex", "0");
    if (view != XmlView.CHANGES) {
      text.setText(xml);
      return text;
    }
    xml.lines()
        .forEach(line -> {
          var css = line.startsWith("+") ? "st-added" : line.startsWith("-") ? "st-gone" : "";
          text.add(Ui.span(css, line + "\n"));
        });
    return text;
  }
}
