package io.stampede.desktop.view;

import io.stampede.desktop.model.FormModel;
import io.stampede.desktop.part.Icons;
import io.stampede.desktop.part.Nodes;
import java.util.Map;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// Shows the key that a host presents, to be compared by a person before anything is sent to it.
final class HostKeyPane {
  private static final String HOW =
      "for f in /etc/ssh/ssh_host_*_key.pub; do ssh-keygen -lf $f; done";

  private HostKeyPane() {}

  static Node of(FormModel form, Map<String, Object> key, Runnable back, Runnable confirm) {
    var address = form.field("address").map(f -> f.textProperty().get()).orElse("The host");
    var print = Nodes.paragraph(text(key, "fingerprint"), "fingerprint");
    print.setId("hostkey-fingerprint");
    var type = Nodes.label(text(key, "type"), "muted");
    var shown = new VBox(4, type, print);
    shown.getStyleClass().addAll("card", "plan");
    var how = Nodes.paragraph(HOW, "code-line");
    var body =
        new VBox(
            14,
            new HBox(8, Icons.of("key"), Nodes.label(address + " shows this key", "strong")),
            shown,
            Nodes.paragraph(
                "Compare it with what the host itself says, on its console or by a way you trust:"),
            how,
            Nodes.paragraph(
                "From then on only this key is accepted. If it changes, nothing is sent to the"
                    + " host until you have looked at it.",
                "muted"));
    body.getStyleClass().add("dialog-body");
    var pane = new BorderPane(body);
    pane.setId("hostkey");
    pane.setBottom(foot(form, back, confirm));
    return pane;
  }

  private static Node foot(FormModel form, Runnable back, Runnable confirm) {
    var again = new Button("Back");
    again.setId("hostkey-back");
    again.setOnAction(_ -> back.run());
    var yes = new Button("It is this host: add it");
    yes.setId("hostkey-confirm");
    yes.getStyleClass().add("accent");
    yes.setDefaultButton(true);
    yes.setOnAction(_ -> confirm.run());
    yes.disableProperty().bind(form.busyProperty());
    var foot = new HBox(8, again, Nodes.space(), yes);
    foot.setAlignment(Pos.CENTER_LEFT);
    foot.getStyleClass().add("dialog-foot");
    return foot;
  }

  private static String text(Map<String, Object> key, String name) {
    var value = key.get(name);
    return value == null ? "" : value.toString();
  }
}
