package io.stampede.desktop.view;

import static io.stampede.desktop.text.Texts.say;

import io.stampede.client.Resource;
import io.stampede.desktop.model.Words;
import io.stampede.desktop.part.Nodes;
import io.stampede.schema.FieldSchema;
import io.stampede.schema.FieldType;
import io.stampede.schema.KindSchema;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// What is known of a resource: its trouble first, then each field; a click copies.
final class FactsPane {
  private final Desk desk;
  private final KindSchema kind;
  private final VBox root = new VBox(14);
  private final RelatedPane related;

  FactsPane(Desk desk, KindSchema kind) {
    this.desk = desk;
    this.kind = kind;
    this.related = new RelatedPane(desk);
    root.setId("facts");
    root.getStyleClass().add("page");
  }

  Node node() {
    return root;
  }

  void show(Resource r) {
    root.getChildren().clear();
    r.status()
        .problem()
        .ifPresent(p -> root.getChildren().add(Nodes.problem(p.message(), p.fix())));
    var wanted = new ArrayList<Region>();
    var seen = new ArrayList<Region>();
    var tables = new VBox(14);
    for (var field : kind.fields()) {
      var text = Words.value(desk.world(), field, r);
      if (field.secret() || field.name().equals("name")) continue;
      if (field.type() == FieldType.TABLE) {
        if (NetworkPanes.has(r)) continue;
        TableFact.of(desk.world(), field, r).ifPresent(tables.getChildren()::add);
        continue;
      }
      if (!text.isEmpty()) (field.readOnly() ? seen : wanted).add(fact(field, text));
    }
    wanted.add(fact("id", say("column.id"), r.id(), ""));
    wanted.add(
        fact(
            "created",
            say("column.created"),
            Words.ago(r.created(), Instant.now()),
            exact(r.created())));
    root.getChildren().addAll(Nodes.label(say("facts.wanted"), "title-4"), tiles(wanted));
    if (!seen.isEmpty()) {
      var as = r.seenAt().map(at -> say("facts.seen", Words.ago(at, Instant.now())));
      root.getChildren()
          .addAll(Nodes.label(as.orElse(say("facts.unseen")), "title-4"), tiles(seen));
    }
    if (NetworkPanes.has(r)) root.getChildren().add(NetworkPanes.hosts(desk, r));
    root.getChildren().addAll(tables.getChildren());
    root.getChildren().add(related.node());
    related.show(r);
  }

  private static Node tiles(List<Region> facts) {
    var tiles = new Tiles(250, 12);
    tiles.show(facts);
    return tiles.node();
  }

  private static String exact(Instant then) {
    return Words.exact(then);
  }

  private static Region fact(FieldSchema field, String text) {
    return fact(field.name(), field.label(), text, field.help());
  }

  private static Region fact(String id, String label, String text, String help) {
    var value = new Button(text.isEmpty() ? "–" : text);
    value.setId("fact-" + id);
    value.getStyleClass().addAll("flat", "fact-value");
    value.setWrapText(true);
    value.setMaxWidth(Double.MAX_VALUE);
    value.setAlignment(Pos.CENTER_LEFT);
    value.setTooltip(new Tooltip(text.isEmpty() ? say("facts.nothing") : say("facts.copy", text)));
    value.setOnAction(_ -> Nodes.copy(text));
    var name = new Label(label);
    name.getStyleClass().add("muted");
    if (!help.isEmpty()) name.setTooltip(new Tooltip(help));
    var fact = new VBox(2, name, value);
    fact.getStyleClass().addAll("card", "fact");
    return fact;
  }
}
