package io.stampede.desktop.view;

import javafx.scene.Node;

/// What fills the middle of the window.
interface Screen {
  Node node();

  /// As in `Virtual machines`, or `Virtual machines / web1`.
  String title();

  /// It came into sight.
  default void shown() {}

  /// It went out of sight: streams are closed.
  default void hidden() {}
}
