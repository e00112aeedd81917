package io.stampede.web.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.H2;
import io.stampede.client.Resource;
import io.stampede.schema.KindSchema;
import io.stampede.web.Doors;
import io.stampede.web.rest.ResourceJson;

/// Sends a file to the REST API straight from the browser, with how far it is.
@Tag("st-upload")
@JsModule("./stampede/upload.ts")
final class Upload extends Component {
  private Upload(String url) {
    getElement().setProperty("url", url);
  }

  static Component of(KindSchema kind, Resource resource) {
    var upload = new Upload(ResourceJson.self(kind, resource.id()) + "/content");
    var card = Ui.div("st-card", new H2(Words.say("upload.title")), upload);
    if (Doors.givesContent(kind)) card.add(download(kind, resource));
    return card;
  }

  /// Saved by the browser, and never shown in it.
  private static Component download(KindSchema kind, Resource resource) {
    var link =
        new Anchor(ResourceJson.self(kind, resource.id()) + "/content", Words.say("download"));
    link.getElement().setAttribute("download", true);
    return link;
  }
}
