package io.stampede.web.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import io.stampede.client.Door;
import io.stampede.client.Resource;
import io.stampede.schema.KindSchema;
import io.stampede.web.rest.ResourceJson;

/// Sends a file to the REST API straight from the browser, with how far it is.
@Tag("st-upload")
@JsModule("./stampede/upload.ts")
final class Upload extends Component {
  private Upload(String url) {
    getElement().setProperty("url", url);
  }

  /// What can be done with its content now.
  static Component of(KindSchema kind, Resource resource) {
    var url = ResourceJson.self(kind, resource.id()) + "/content";
    boolean whole = resource.kind().equals("virtualMachine") || resource.kind().equals("snapshot");
    var card = Ui.div("st-card", new H2(Words.say(whole ? "export.title" : "upload.title")));
    if (Door.takesNow(resource)) {
      if (whole) card.add(new Paragraph(Words.say("import.help")));
      card.add(new Upload(url));
    }
    if (Door.givesNow(resource)) card.add(download(url, whole ? "export" : "download"));
    return card;
  }

  /// Saved by the browser, and never shown in it.
  private static Component download(String url, String words) {
    var link = new Anchor(url, Words.say(words));
    link.getElement().setAttribute("download", true);
    return link;
  }
}
