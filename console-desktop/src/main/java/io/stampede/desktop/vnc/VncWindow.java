package io.stampede.desktop.vnc;

import static io.stampede.desktop.text.Texts.say;

import io.stampede.desktop.background.Background;
import io.stampede.ssh.ByteStream;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.binding.Bindings;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToolBar;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.stage.FileChooser;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;
import org.kordamp.ikonli.javafx.FontIcon;

/// A window of its own around a [VncView], with all that a screen needs besides itself. F11 fills
/// the monitor; Escape belongs to the guest.
public final class VncWindow {
  private static final int FUNCTION_KEYS = 12;

  private final Stage stage = new Stage();
  private final VncView view;
  private final Background background;
  private final String title;
  private final ToolBar tools;
  private final Label told = new Label();

  /// @param title as in `web1`
  /// @param dress gives a scene the look of the main window
  public VncWindow(
      Background background, String title, Supplier<ByteStream> opener, Consumer<Scene> dress) {
    this.background = background;
    this.title = title;
    this.view = new VncView(background, opener);
    this.tools = tools();
    var root = new BorderPane(view, tools, null, null, null);
    root.setId("vnc-window");
    root.getStyleClass().add("vnc-window");
    var scene = new Scene(root, 1040, 830);
    dress.accept(scene);
    scene.addEventFilter(KeyEvent.KEY_PRESSED, this::shortcut);
    stage.setScene(scene);
    stage.setTitle(say("screen.title", title));
    stage.setMinWidth(480);
    stage.setMinHeight(360);
    stage.setFullScreenExitKeyCombination(KeyCombination.NO_MATCH);
    stage.setFullScreenExitHint(say("screen.leaveFull"));
    stage.fullScreenProperty().addListener((_, _, full) -> root.setTop(full ? null : tools));
    stage.setOnHidden(_ -> view.close());
  }

  public void show() {
    stage.show();
    stage.toFront();
    view.requestFocus();
  }

  public boolean isShowing() {
    return stage.isShowing();
  }

  public void close() {
    stage.close();
  }

  VncView view() {
    return view;
  }

  private void shortcut(KeyEvent e) {
    if (e.getCode() != KeyCode.F11) return;
    stage.setFullScreen(!stage.isFullScreen());
    e.consume();
  }

  private ToolBar tools() {
    var name = new Label(title);
    name.getStyleClass().add("vnc-title");
    told.setId("vnc-told");
    told.getStyleClass().add("text-muted");
    var space = new Pane();
    HBox.setHgrow(space, Priority.ALWAYS);
    var full = button("vnc-fullscreen", say("screen.full"), BootstrapIcons.FULLSCREEN);
    full.setOnAction(_ -> stage.setFullScreen(true));
    var shot = button("vnc-screenshot", say("screen.shot"), BootstrapIcons.CAMERA);
    shot.setOnAction(_ -> saveScreenshot());
    var bar = new ToolBar(name, told, space, keys(), clipboard(), scale(), viewOnly(), shot, full);
    bar.setId("vnc-tools");
    return bar;
  }

  private static Button button(String id, String words, BootstrapIcons icon) {
    var button = new Button(words, new FontIcon(icon));
    button.setId(id);
    button.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
    button.setTooltip(new Tooltip(words));
    button.setFocusTraversable(false);
    button.getStyleClass().add("flat");
    return button;
  }

  private Node scale() {
    var toggle = new ToggleButton();
    toggle.setId("vnc-fit");
    toggle.getStyleClass().add("flat");
    toggle.setFocusTraversable(false);
    toggle.setSelected(true);
    toggle
        .textProperty()
        .bind(
            Bindings.when(toggle.selectedProperty())
                .then(say("screen.fit"))
                .otherwise(say("screen.pixels")));
    toggle.setGraphic(new FontIcon(BootstrapIcons.ASPECT_RATIO));
    toggle.setTooltip(new Tooltip(say("screen.fit.help")));
    view.scaledProperty().bind(toggle.selectedProperty());
    return toggle;
  }

  private Node viewOnly() {
    var toggle = new ToggleButton(say("screen.viewOnly"), new FontIcon(BootstrapIcons.EYE));
    toggle.setId("vnc-view-only");
    toggle.getStyleClass().add("flat");
    toggle.setFocusTraversable(false);
    toggle.setTooltip(new Tooltip(say("screen.viewOnly.help")));
    view.viewOnlyProperty().bind(toggle.selectedProperty());
    return toggle;
  }

  private Node keys() {
    var menu = menu("vnc-keys", say("screen.keys"), BootstrapIcons.KEYBOARD);
    menu.getItems()
        .addAll(
            chord("Ctrl + Alt + Delete", Keysyms.CONTROL, Keysyms.ALT, Keysyms.DELETE),
            chord("Ctrl + Alt + Backspace", Keysyms.CONTROL, Keysyms.ALT, Keysyms.BACKSPACE),
            chord("Super", Keysyms.SUPER),
            chord("Alt + Tab", Keysyms.ALT, Keysyms.TAB),
            chord("F11", Keysyms.F1 + 10),
            new SeparatorMenuItem());
    for (int i = 1; i <= FUNCTION_KEYS; i++) {
      menu.getItems()
          .add(chord("Ctrl + Alt + F" + i, Keysyms.CONTROL, Keysyms.ALT, Keysyms.F1 + i - 1));
    }
    return menu;
  }

  private static MenuButton menu(String id, String words, BootstrapIcons icon) {
    var menu = new MenuButton(words, new FontIcon(icon));
    menu.setId(id);
    menu.getStyleClass().add("flat");
    menu.setFocusTraversable(false);
    return menu;
  }

  private MenuItem chord(String words, int... keysyms) {
    var item = new MenuItem(words);
    item.setOnAction(_ -> {
      view.chord(keysyms);
      view.requestFocus();
    });
    return item;
  }

  private Node clipboard() {
    var menu = menu("vnc-clipboard", say("screen.clipboard"), BootstrapIcons.CLIPBOARD);
    var type = new MenuItem(say("screen.clipboard.type"));
    type.setOnAction(_ -> Optional.ofNullable(clip().getString()).ifPresent(view::type));
    var send = new MenuItem(say("screen.clipboard.send"));
    send.setOnAction(_ -> Optional.ofNullable(clip().getString()).ifPresent(view::sendClipboard));
    var take = new MenuItem(say("screen.clipboard.take"));
    take.disableProperty().bind(view.guestClipboardProperty().isNull());
    take.setOnAction(_ -> take());
    menu.getItems().addAll(type, send, new SeparatorMenuItem(), take);
    return menu;
  }

  private static Clipboard clip() {
    return Clipboard.getSystemClipboard();
  }

  private void take() {
    var text = view.guestClipboardProperty().get();
    if (text == null) return;
    var content = new ClipboardContent();
    content.putString(text);
    clip().setContent(content);
  }

  private void saveScreenshot() {
    var picture = view.screenshot();
    if (picture.isEmpty()) {
      told.setText(say("screen.none"));
      return;
    }
    var chooser = new FileChooser();
    chooser.setTitle(say("screen.save", title));
    chooser.setInitialFileName(title + ".png");
    chooser.getExtensionFilters().add(new FileChooser.ExtensionFilter(say("screen.png"), "*.png"));
    var file = chooser.showSaveDialog(stage);
    if (file != null) write(picture.get(), file);
  }

  private void write(BufferedImage picture, File file) {
    background.ask(
        () -> {
          if (!ImageIO.write(picture, "png", file)) throw new IOException("no writer for PNG");
          return file;
        },
        saved -> told.setText(say("screen.saved", saved.getName())),
        refused -> told.setText(say("screen.notSaved", refused.problem().message())));
  }
}
