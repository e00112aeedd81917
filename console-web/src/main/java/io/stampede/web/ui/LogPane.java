package io.stampede.web.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;

/// A log that is followed; the browser reads it from the REST API.
@Tag("st-log")
@JsModule("./stampede/log-pane.ts")
final class LogPane extends Component {
  LogPane(String url) {
    getElement().setProperty("url", url);
  }
}
