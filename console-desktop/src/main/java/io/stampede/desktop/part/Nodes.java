package io.stampede.desktop.part;

import io.stampede.desktop.model.Tone;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// Small parts that many screens are made of.
public final class Nodes {
  private Nodes() {}

  public static Label label(String text, String... styles) {
    var label = new Label(text);
    label.getStyleClass().addAll(styles);
    return label;
  }

  /// Text that wraps where there is no room.
  public static Label paragraph(String text, String... styles) {
    var label = label(text, styles);
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    return label;
  }

  public static Button button(String id, String text, String icon, Runnable run) {
    var button = new Button(text, Icons.of(icon));
    button.setId(id);
    button.setOnAction(_ -> run.run());
    return button;
  }

  /// A button of which only the icon is seen; its words are read out and shown on hover.
  public static Button iconButton(String id, String words, String icon, Runnable run) {
    var button = button(id, words, icon, run);
    button.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
    button.setTooltip(new Tooltip(words));
    button.getStyleClass().addAll("button-icon", "flat");
    return button;
  }

  public static Region dot(Tone tone) {
    var dot = new Region();
    dot.getStyleClass().addAll("dot", tone.style());
    dot.setMinSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
    dot.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
    return dot;
  }

  public static Region space() {
    var space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    return space;
  }

  public static ScrollPane scroll(Node content) {
    var scroll = new ScrollPane(content);
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.getStyleClass().add("edge-to-edge");
    return scroll;
  }

  /// Something that is not shown takes no room either.
  public static void shown(Node node, boolean shown) {
    node.setVisible(shown);
    node.setManaged(shown);
  }

  public static void copy(String text) {
    var content = new ClipboardContent();
    content.putString(text);
    Clipboard.getSystemClipboard().setContent(content);
  }

  /// What went wrong, and what to do about it.
  public static Node problem(String message, String fix) {
    var words = new VBox(2, paragraph(message, "strong"));
    if (!fix.isEmpty()) words.getChildren().add(paragraph(fix));
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
