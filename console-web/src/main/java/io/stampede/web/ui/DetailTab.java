package io.stampede.web.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Pre;
import io.stampede.client.Door;
import io.stampede.client.Resource;
import io.stampede.client.StampedeClient;
import io.stampede.engine.Phase;
import io.stampede.schema.KindSchema;
import io.stampede.web.Doors;
import io.stampede.web.model.References;
import io.stampede.web.rest.ResourceJson;
import java.time.Instant;
import java.util.function.Consumer;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// What one tab shows, and how it is brought up to date.
record DetailTab(Component component, Consumer<Resource> update) {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
  private static final int STEPS = 100;

  void show(Resource resource) {
    update.accept(resource);
  }

  static DetailTab overview(
      StampedeClient client, KindSchema kind, References references, Resource first) {
    var facts = Ui.div("st-facts-place");
    var related = new RelatedCard(client, references, first);
    var copy = Ui.div("st-card", new CopyBox(CopyBox.forThisServer().get(kind, first.id())));
    return new DetailTab(
        Ui.div("st-scroll", facts, related, copy),
        r -> {
          facts.removeAll();
          facts.add(new FactCards(kind, references, r).cards());
          if (Doors.hasNetworkTabs(kind)) facts.add(NetworkTabs.hosts(references, r));
          if (Door.takesNow(r) || Door.givesNow(r)) facts.add(Upload.of(kind, r));
          related.show(r);
        });
  }

  static DetailTab logs(KindSchema kind, String id) {
    return new DetailTab(new LogPane(ResourceJson.self(kind, id) + "/logs"), _ -> {});
  }

  static DetailTab figures(KindSchema kind, String id) {
    return new DetailTab(new FiguresPane(ResourceJson.self(kind, id) + "/figures"), _ -> {});
  }

  static DetailTab terminal(KindSchema kind, String id) {
    return new DetailTab(new TerminalPane(ResourceJson.self(kind, id) + "/ticket"), _ -> {});
  }

  /// A machine that does not run has no screen; the one that starts gets it at once.
  static DetailTab screen(KindSchema kind, String id) {
    var place = new Div();
    place.addClassName("st-fill");
    return new DetailTab(
        place,
        r -> {
          boolean on = r.status().phase() != Phase.STOPPED && r.status().phase() != Phase.CREATING;
          boolean shows = place.getChildren().anyMatch(c -> c instanceof ScreenPane);
          if (on && shows) return;
          place.removeAll();
          if (on) {
            place.add(new ScreenPane(ResourceJson.self(kind, id) + "/ticket"));
          } else {
            place.add(
                Ui.div(
                    "st-empty", new Icon("display"), new Paragraph(Words.say("detail.noscreen"))));
          }
        });
  }

  static DetailTab tasks(StampedeClient client, KindSchema kind, String id) {
    var list = new TaskList(client, false);
    var place = Ui.div("st-scroll", list);
    return new DetailTab(
        place,
        _ ->
            Live.load(
                place,
                () -> client.tasks(kind.name(), id, STEPS),
                tasks -> list.show(tasks, Instant.now())));
  }

  static DetailTab raw(KindSchema kind) {
    var text = new Pre();
    text.addClassName("st-raw");
    text.getElement().setAttribute("tabindex", "0");
    return new DetailTab(
        Ui.div("st-scroll", text),
        r -> text.setText(JSON.writeValueAsString(ResourceJson.of(kind, r))));
  }
}
