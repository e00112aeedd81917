package io.stampede.desktop.wizard;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.layout.Pane;
import javafx.scene.layout.VBox;

/// A column of views, one for each value: a view stays as long as its value is there, so that focus
/// and folds outlive changes.
final class Keyed<V> {
  /// Draws one value, again and again.
  interface View<V> {
    Node node();

    void show(V value);
  }

  private final Pane box;
  private final Function<V, String> key;
  private final Supplier<View<V>> make;
  private final Map<String, View<V>> views = new HashMap<>();

  /// @param key which values are the same thing
  Keyed(double spacing, Function<V, String> key, Supplier<View<V>> make) {
    this.box = new VBox(spacing);
    this.key = key;
    this.make = make;
  }

  Node node() {
    return box;
  }

  void show(List<V> values) {
    var nodes = new ArrayList<Node>();
    var there = new ArrayList<String>();
    for (var value : values) {
      var view = views.computeIfAbsent(key.apply(value), _ -> make.get());
      view.show(value);
      nodes.add(view.node());
      there.add(key.apply(value));
    }
    views.keySet().retainAll(there);
    if (!box.getChildren().equals(nodes)) arrange(nodes);
    boolean any = !nodes.isEmpty();
    box.setVisible(any);
    box.setManaged(any);
  }

  /// Nodes that move lose the focus on their way: it is given back.
  private void arrange(List<Node> nodes) {
    var scene = box.getScene();
    var focused = scene == null ? null : scene.getFocusOwner();
    box.getChildren().setAll(nodes);
    if (focused == null) return;
    for (var up = focused.getParent(); up != null; up = up.getParent()) {
      if (up.equals(box)) focused.requestFocus();
    }
  }
}
