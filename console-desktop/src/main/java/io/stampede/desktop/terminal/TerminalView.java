package io.stampede.desktop.terminal;

import com.techsenger.jeditermfx.core.TextStyle;
import com.techsenger.jeditermfx.core.TtyConnector;
import com.techsenger.jeditermfx.core.model.StyleState;
import com.techsenger.jeditermfx.ui.JediTermFxWidget;
import javafx.scene.Node;

/// The emulator with its colours; one for each opening of a shell.
final class TerminalView {
  private final JediTermFxWidget widget;

  TerminalView(TtyConnector link) {
    var settings = new TerminalSettings();
    widget =
        new JediTermFxWidget(settings) {
          @Override
          protected StyleState createDefaultStyle() {
            var state = new StyleState();
            state.setDefaultStyle(
                new TextStyle(settings.getDefaultForeground(), settings.getDefaultBackground()));
            return state;
          }
        };
    widget.setTtyConnector(link);
    widget.getPane().setId("terminal");
  }

  Node node() {
    return widget.getPane();
  }

  /// Begins to show what the shell says; the view must be in a scene by then.
  void start() {
    widget.start();
    focus();
  }

  void focus() {
    widget.getTerminalPanel().getCanvas().requestFocus();
  }

  /// What stands on the screen now, a line each.
  String text() {
    var buffer = widget.getTerminalTextBuffer();
    buffer.lock();
    try {
      return buffer.getScreenLines();
    } finally {
      buffer.unlock();
    }
  }

  JediTermFxWidget widget() {
    return widget;
  }

  void close() {
    widget.close();
  }
}
