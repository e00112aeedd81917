package io.stampede.desktop.terminal;

import static io.stampede.desktop.text.Texts.say;

import io.stampede.client.Refused;
import io.stampede.desktop.background.Background;
import io.stampede.desktop.part.Nodes;
import io.stampede.ssh.Terminal;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.stage.Stage;

/// A window with a shell on a host. When the shell or the connection ends, what was shown stays,
/// and one opens it anew.
public final class TerminalWindow {
  private final Background background;
  private final String name;
  private final Callable<Terminal> open;
  private final BorderPane root = new BorderPane();
  private final Label words = new Label();
  private final Button again = new Button(say("terminal.again"));
  private final HBox notice = new HBox(12, words, again);
  private final Stage stage = new Stage();
  private Optional<TerminalView> view = Optional.empty();
  private int opening;

  /// @param open asks for a shell; called beside the toolkit's thread
  /// @param dress gives the scene the console's look
  public TerminalWindow(
      Background background, String name, Callable<Terminal> open, Consumer<Scene> dress) {
    this.background = background;
    this.name = name;
    this.open = open;
    root.setId("terminal-window");
    root.getStyleClass().add("terminal-window");
    notice.setId("terminal-notice");
    notice.setAlignment(Pos.CENTER_LEFT);
    notice.getStyleClass().add("terminal-notice");
    words.setId("terminal-words");
    again.setId("terminal-again");
    again.getStyleClass().add("small");
    again.setOnAction(_ -> connect());
    root.setBottom(notice);
    var scene = new Scene(root, 900, 560);
    dress.accept(scene);
    stage.setScene(scene);
    stage.setTitle(say("terminal.title", name));
    stage.setOnHidden(_ -> close());
  }

  public boolean isShowing() {
    return stage.isShowing();
  }

  /// Brings it to the front; opens a shell where there is none.
  public void show() {
    stage.show();
    stage.toFront();
    if (view.isEmpty()) connect();
  }

  private void connect() {
    int number = ++opening;
    tell(say("terminal.opening", name), false);
    background.ask(
        open,
        shell -> opened(number, shell),
        refused -> {
          if (number == opening) refused(refused);
        });
  }

  private void opened(int number, Terminal shell) {
    if (number != opening || !stage.isShowing()) {
      background.start(shell::close);
      return;
    }
    view.ifPresent(TerminalView::close);
    var link = new TerminalLink(shell, name, () -> background.toUi(() -> ended(number)));
    var made = new TerminalView(link);
    view = Optional.of(made);
    root.setCenter(made.node());
    notice.setVisible(false);
    notice.setManaged(false);
    made.start();
  }

  private void ended(int number) {
    if (number == opening) tell(say("terminal.ended"), true);
  }

  private void refused(Refused refused) {
    var problem = refused.problem();
    tell(
        problem.fix().isEmpty() ? problem.message() : problem.message() + " · " + problem.fix(),
        true);
  }

  private void tell(String what, boolean may) {
    words.setText(what);
    Nodes.shown(again, may);
    Nodes.shown(notice, true);
    if (may) again.requestFocus();
  }

  /// Ends the shell.
  public void close() {
    opening++;
    view.ifPresent(TerminalView::close);
    view = Optional.empty();
    stage.hide();
  }
}
