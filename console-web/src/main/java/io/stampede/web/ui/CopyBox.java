package io.stampede.web.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Pre;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.server.VaadinRequest;
import io.stampede.web.model.CopyAs;

/// The same request as curl, command line and Python.
@JsModule("./stampede/copy.ts")
final class CopyBox extends Div {
  CopyBox(CopyAs.Said said) {
    addClassName("st-copy");
    add(row("curl", said.curl()), row("CLI", said.cli()), row("Python", said.python()));
  }

  private static Component row(String how, String text) {
    var code = new Pre(text);
    code.getElement().setAttribute("tabindex", "0");
    return Ui.div("st-copy-row", Ui.span("st-copy-how", how), code, button(text, how));
  }

  static Button button(String text, String what) {
    var button = Ui.iconButton("copy", "Copy " + what);
    button.addClassName("st-copy-button");
    button.getElement().setAttribute("data-copy", text);
    return button;
  }

  /// A value that a click copies.
  static Component value(String text) {
    var value = new Span(text);
    value.addClassName("st-copy-value");
    value.setTitle("Click to copy");
    value.getElement().setAttribute("data-copy", text);
    return value;
  }

  /// The address of this server as the browser knows it.
  static CopyAs forThisServer() {
    var request = VaadinRequest.getCurrent();
    var host = request == null ? null : request.getHeader("Host");
    var scheme = request != null && request.isSecure() ? "https" : "http";
    return new CopyAs(scheme + "://" + (host == null ? "127.0.0.1:8090" : host));
  }
}
