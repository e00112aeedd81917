package io.stampede.desktop.wizard;

import io.stampede.wizard.Shown;
import javafx.scene.Node;

/// The middle of the wizard while one step is open.
interface StepPane {
  Node node();

  /// Draws a picture; only called while the step is open.
  void show(Shown shown);

  /// Puts the focus where one begins; false where that is the verb at the foot.
  default boolean focus() {
    return false;
  }
}
