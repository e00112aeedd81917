package io.stampede.desktop.part;

import javafx.scene.Node;

/// What fills the middle of the window.
public interface Screen {
  Node node();

  /// As in `Virtual machines`, or `Virtual machines / web1`.
  String title();

  /// It came into sight.
  default void shown() {}

  /// It went out of sight: streams are closed.
  default void hidden() {}
}
