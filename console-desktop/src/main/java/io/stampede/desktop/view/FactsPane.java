package io.stampede.desktop.view;

import io.stampede.client.Resource;
import io.stampede.desktop.model.Words;
import io.stampede.schema.FieldSchema;
import io.stampede.schema.KindSchema;
import java.time.Instant;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// What is known of a resource: its trouble first, then each field; a click copies.
final class FactsPane {
  private final Desk desk;
  private final KindSchema kind;
  private final VBox root = new VBox(14);

  FactsPane(Desk desk, KindSchema kind) {
    this.desk = desk;
    this.kind = kind;
    root.setId("facts");
    root.getStyleClass().add("page");
  }

  Node node() {
    return root;
  }

  void show(Resource r) {
    root.getChildren().clear();
    r.status().problem().ifPresent(p -> root.getChildren().add(problem(p.message(), p.fix())));
    var wanted = new FlowPane(12, 12);
    var seen = new FlowPane(12, 12);
    for (var field : kind.fields()) {
      var text = Words.value(desk.world(), field, r);
      if (field.secret() || field.name().equals("name")) continue;
      (field.readOnly() ? seen : wanted).getChildren().add(fact(field, text));
    }
    wanted.getChildren().add(fact("id", "Id", r.id(), ""));
    wanted
        .getChildren()
        .add(fact("created", "Created", Words.ago(r.created(), Instant.now()), exact(r.created())));
    root.getChildren().addAll(Nodes.label("As wanted", "title-4"), wanted);
    if (!seen.getChildren().isEmpty()) {
      var as = r.seenAt().map(at -> "As seen " + Words.ago(at, Instant.now()));
      root.getChildren().addAll(Nodes.label(as.orElse("Not yet seen"), "title-4"), seen);
    }
  }

  private static String exact(Instant then) {
    return Words.exact(then);
  }

  private static Node fact(FieldSchema field, String text) {
    return fact(field.name(), field.label(), text, field.help());
  }

  private static Node fact(String id, String label, String text, String help) {
    var value = new Button(text.isEmpty() ? "–" : text);
    value.setId("fact-" + id);
    value.getStyleClass().addAll("flat", "fact-value");
    value.setWrapText(true);
    value.setMaxWidth(Double.MAX_VALUE);
    value.setAlignment(Pos.CENTER_LEFT);
    value.setTooltip(new Tooltip(text.isEmpty() ? "nothing" : "Click to copy: " + text));
    value.setOnAction(_ -> Nodes.copy(text));
    var name = new Label(label);
    name.getStyleClass().add("muted");
    if (!help.isEmpty()) name.setTooltip(new Tooltip(help));
    var fact = new VBox(2, name, value);
    fact.getStyleClass().addAll("card", "fact");
    return fact;
  }

  static Node problem(String message, String fix) {
    var words = new VBox(2, Nodes.paragraph(message, "strong"));
    if (!fix.isEmpty()) words.getChildren().add(Nodes.paragraph(fix));
    HBox.setHgrow(words, Priority.ALWAYS);
    words.setMinWidth(0);
    var icon = Icons.of("problem");
    var box = new HBox(10, icon, words);
    box.setId("problem");
    box.setAlignment(Pos.CENTER_LEFT);
    box.setMinHeight(Region.USE_PREF_SIZE);
    box.getStyleClass().addAll("card", "problem");
    return box;
  }
}
