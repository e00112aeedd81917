package io.stampede.web.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.component.dependency.StyleSheet;
import io.stampede.web.model.WizardJson;
import io.stampede.wizard.Shown;
import tools.jackson.databind.node.ObjectNode;

/// The hosts of the wizard, drawn in the browser: keys, checks, plan, progress.
@Tag("st-wizard")
@JsModule("./stampede/wizard.ts")
@JsModule("./stampede/copy.ts")
@StyleSheet("assets/wizard.css")
final class WizardPane extends Component {
  /// Something that a person asks for.
  interface Asked {
    /// @param id of the host that it is about; empty for none
    void ask(String verb, String id, String text);
  }

  private ObjectNode drawn = WizardJson.of(Shown.NOTHING);

  WizardPane(Asked asked) {
    Ui.test(this, "wizard");
    getElement()
        .addEventListener(
            "st-ask",
            e ->
                asked.ask(
                    e.getEventData().path("event.detail.verb").asString(""),
                    e.getEventData().path("event.detail.id").asString(""),
                    e.getEventData().path("event.detail.text").asString("")))
        .addEventData("event.detail.verb")
        .addEventData("event.detail.id")
        .addEventData("event.detail.text");
  }

  void show(Shown shown) {
    var next = WizardJson.of(shown);
    if (next.equals(drawn)) return;
    drawn = next;
    getElement().setPropertyJson("picture", next);
  }
}
