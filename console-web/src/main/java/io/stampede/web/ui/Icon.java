package io.stampede.web.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.component.dependency.NpmPackage;

/// A drawing of Bootstrap Icons, in the colour of the text around it; always beside a word or on a
/// labelled button.
@Tag("st-icon")
@NpmPackage(value = "bootstrap-icons", version = "1.13.1")
@JsModule("./stampede/icons.ts")
final class Icon extends Component {
  Icon(String name) {
    getElement().setAttribute("name", name).setAttribute("aria-hidden", "true");
  }

  Icon inSlot(String slot) {
    getElement().setAttribute("slot", slot);
    return this;
  }
}
