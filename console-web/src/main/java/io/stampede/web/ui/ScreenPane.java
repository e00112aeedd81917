package io.stampede.web.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.component.dependency.NpmPackage;

/// A machine's screen; the browser asks for a ticket for each connection it makes.
@Tag("st-screen")
@NpmPackage(value = "@novnc/novnc", version = "1.7.0")
@JsModule("./stampede/screen.ts")
final class ScreenPane extends Component {
  ScreenPane(String tickets) {
    getElement().setProperty("tickets", tickets);
  }
}
