package io.stampede.desktop.view;

import static io.stampede.desktop.text.Texts.say;

import io.stampede.client.XmlView;
import io.stampede.desktop.model.Row;
import io.stampede.desktop.model.World;
import io.stampede.desktop.part.Nodes;
import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;

/// Libvirt's description of a machine: as it is from its next start, as it runs, and what differs.
/// It is read only while it is seen.
final class XmlPane {
  private final World world;
  private final Row row;
  private final TextArea text = new TextArea();
  private final Label state = Nodes.label("", "muted");
  private final BorderPane root = new BorderPane(text);
  private XmlView view = XmlView.DEFINED;
  private boolean seen;

  XmlPane(World world, Row row) {
    this.world = world;
    this.row = row;
    text.setId("xml");
    text.setEditable(false);
    text.getStyleClass().add("code");
    var choice = new HBox();
    var group = new ToggleGroup();
    for (var each : new XmlView[] {XmlView.DEFINED, XmlView.RUNNING, XmlView.CHANGES}) {
      choice.getChildren().add(button(group, each));
    }
    var copy = Nodes.button("xml-copy", say("copy"), "copy", () -> Nodes.copy(text.getText()));
    var tools = new HBox(12, choice, state, Nodes.space(), copy);
    tools.setAlignment(Pos.CENTER_LEFT);
    tools.getStyleClass().add("tab-tools");
    root.setTop(tools);
  }

  private Node button(ToggleGroup group, XmlView each) {
    var name = each.name().toLowerCase(Locale.ROOT);
    var button = new ToggleButton(say("xml." + name));
    button.setId("xml-" + name);
    button.setToggleGroup(group);
    button.setSelected(each == view);
    button.setOnAction(_ -> {
      button.setSelected(true);
      view = each;
      read();
    });
    return button;
  }

  Node node() {
    return root;
  }

  void seen(boolean nowSeen) {
    if (nowSeen == seen) return;
    seen = nowSeen;
    read();
  }

  /// Reads it again, as when the machine has changed.
  void read() {
    if (!seen) return;
    var asked = view;
    world
        .background()
        .ask(
            () -> world.client().xml(row.kind(), row.id(), asked),
            xml -> show(asked, xml, xml.isEmpty() ? say("xml.none") : ""),
            refused -> show(asked, "", refused.problem().message()));
  }

  private void show(XmlView asked, String xml, String said) {
    if (asked != view) return;
    state.setText(said);
    if (!xml.equals(text.getText())) text.setText(xml);
  }
}
