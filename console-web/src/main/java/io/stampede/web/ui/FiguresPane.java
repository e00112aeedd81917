package io.stampede.web.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.component.dependency.NpmPackage;

/// How busy a host is, as charts; the browser reads them from the REST API.
@Tag("st-figures")
@NpmPackage(value = "uplot", version = "1.6.32")
@JsModule("./stampede/figures.ts")
final class FiguresPane extends Component {
  FiguresPane(String url) {
    getElement().setProperty("url", url);
  }
}
