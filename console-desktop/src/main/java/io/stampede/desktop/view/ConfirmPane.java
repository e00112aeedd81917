package io.stampede.desktop.view;

import static io.stampede.desktop.text.Texts.say;

import io.stampede.client.Resource;
import io.stampede.desktop.part.Nodes;
import io.stampede.schema.ActionSchema;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// Asks once before an action that interrupts or destroys.
final class ConfirmPane {
  private ConfirmPane() {}

  static Node of(List<Resource> on, ActionSchema action, Runnable cancel, Runnable go) {
    var names = String.join(", ", on.stream().map(Resource::name).toList());
    var head = new VBox(4, Nodes.label(action.label() + " " + names + "?", "title-3"));
    head.getStyleClass().add("dialog-head");
    var body = new VBox(8, Nodes.paragraph(action.help()));
    body.getStyleClass().add("dialog-body");
    var away = new Button(say("cancel"));
    away.setId("confirm-cancel");
    away.setCancelButton(true);
    away.setOnAction(_ -> cancel.run());
    var yes = new Button(action.label());
    yes.setId("confirm-go");
    yes.getStyleClass().add("danger");
    yes.setDefaultButton(true);
    yes.setOnAction(_ -> {
      cancel.run();
      go.run();
    });
    var foot = new HBox(8, Nodes.space(), away, yes);
    foot.setAlignment(Pos.CENTER_RIGHT);
    foot.getStyleClass().add("dialog-foot");
    var root = new BorderPane(body, head, null, foot, null);
    root.setId("confirm");
    root.getStyleClass().addAll("dialog", "small-dialog");
    return root;
  }
}
