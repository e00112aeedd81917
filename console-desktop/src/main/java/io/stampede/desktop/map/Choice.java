package io.stampede.desktop.map;

import static io.stampede.desktop.text.Texts.say;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;

/// A filter of one field: `Network: any`, and a click chooses.
final class Choice {
  private final String what;
  private final MenuButton button = new MenuButton();
  private final Consumer<String> then;
  private List<String> offered = List.of();
  private String chosen = "";

  /// @param then told what was chosen; empty for any
  Choice(String id, String what, Consumer<String> then) {
    this.what = what;
    this.then = then;
    button.setId(id);
    button.getStyleClass().add("chip");
    name();
  }

  MenuButton node() {
    return button;
  }

  String chosen() {
    return chosen;
  }

  void offer(List<String> values) {
    if (values.equals(offered)) return;
    offered = List.copyOf(values);
    var items = new ArrayList<MenuItem>();
    items.add(item(say("filter.any"), ""));
    values.forEach(value -> items.add(item(value, value)));
    button.getItems().setAll(items);
  }

  private MenuItem item(String words, String value) {
    var item = new MenuItem(words);
    item.setOnAction(_ -> choose(value));
    return item;
  }

  /// @param value empty for any
  void choose(String value) {
    chosen = value;
    name();
    then.accept(value);
  }

  private void name() {
    button.setText(say("filter.chip", what, chosen.isEmpty() ? say("filter.any") : chosen));
    button.getStyleClass().remove("chosen");
    if (!chosen.isEmpty()) button.getStyleClass().add("chosen");
  }
}
