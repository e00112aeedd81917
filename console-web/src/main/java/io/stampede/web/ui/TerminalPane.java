package io.stampede.web.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.component.dependency.NpmPackage;

/// A shell on a host; the browser asks for a ticket for each one it opens.
@Tag("st-terminal")
@NpmPackage(value = "@xterm/xterm", version = "6.0.0")
@NpmPackage(value = "@xterm/addon-fit", version = "0.11.0")
@NpmPackage(value = "@xterm/addon-search", version = "0.16.0")
@JsModule("./stampede/terminal.ts")
final class TerminalPane extends Component {
  TerminalPane(String tickets) {
    getElement().setProperty("tickets", tickets);
  }
}
