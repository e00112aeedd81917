package io.stampede.desktop.look;

import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import javafx.scene.image.PixelFormat;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Window;
import javax.imageio.ImageIO;
import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;

/// Goes through the windows that are open, as a person would, and takes pictures of them.
final class Walk {
  private static final long PATIENCE_SECONDS = 120;
  private static final long BEAT_MILLIS = 700;

  private final File folder;
  private final String prefix;

  Walk(File folder, String prefix) {
    this.folder = folder;
    this.prefix = prefix;
  }

  void pause(long seconds) throws InterruptedException {
    TimeUnit.SECONDS.sleep(seconds);
  }

  <T> T fx(Callable<T> work) throws Exception {
    return WaitForAsyncUtils.asyncFx(work).get(20, TimeUnit.SECONDS);
  }

  /// Done, and a moment in which it is drawn.
  private void doing(Runnable work) throws Exception {
    fx(() -> {
      work.run();
      return true;
    });
    TimeUnit.MILLISECONDS.sleep(BEAT_MILLIS);
  }

  private Optional<Node> seen(String id) {
    return List.copyOf(Window.getWindows()).stream()
        .filter(w -> w.getScene() != null)
        .flatMap(w -> Optional.ofNullable(w.getScene().getRoot().lookup(id)).stream())
        .findFirst();
  }

  Node await(String id) throws Exception {
    await(id, () -> seen(id).isPresent());
    return fx(() -> seen(id).orElseThrow());
  }

  void await(String what, Callable<Boolean> condition) throws Exception {
    for (long i = 0; i < PATIENCE_SECONDS * 5; i++) {
      if (fx(condition)) return;
      TimeUnit.MILLISECONDS.sleep(200);
    }
    throw new IllegalStateException("no " + what);
  }

  void awaitText(String id, String words) throws Exception {
    await(
        words,
        () ->
            seen(id)
                .filter(n -> !n.isDisabled() && ((Labeled) n).getText().equals(words))
                .isPresent());
  }

  void fire(String id) throws Exception {
    await(id, () -> seen(id).filter(n -> !n.isDisabled()).isPresent());
    doing(() -> ((ButtonBase) seen(id).orElseThrow()).fire());
  }

  void type(String id, String text) throws Exception {
    await(id);
    doing(() -> ((TextInputControl) seen(id).orElseThrow()).setText(text));
  }

  void choose(String id, int row) throws Exception {
    await(id);
    doing(() -> ((ComboBox<?>) seen(id).orElseThrow()).getSelectionModel().select(row));
  }

  void tab(String name) throws Exception {
    await("#detail-tabs");
    doing(() -> {
      var tabs = (TabPane) seen("#detail-tabs").orElseThrow();
      tabs.getTabs().stream()
          .filter(t -> t.getId().equals("tab-" + name))
          .findFirst()
          .ifPresent(tabs.getSelectionModel()::select);
    });
  }

  void firstOfPalette() throws Exception {
    doing(() -> {
      var entries = (ListView<?>) seen("#palette-found").orElseThrow();
      entries.getSelectionModel().select(0);
      entries.getOnMouseClicked().handle(null);
    });
  }

  void select(String id, int... rows) throws Exception {
    await(id, () -> seen(id).filter(t -> !((TableView<?>) t).getItems().isEmpty()).isPresent());
    doing(() -> {
      var table = (TableView<?>) seen(id).orElseThrow();
      table.getSelectionModel().clearSelection();
      for (int row : rows) table.getSelectionModel().select(row);
    });
  }

  void open(String id, int row) throws Exception {
    select(id, row);
    doing(() -> seen(id).orElseThrow().fireEvent(key(KeyEvent.KEY_PRESSED, "", KeyCode.ENTER)));
  }

  static KeyEvent key(javafx.event.EventType<KeyEvent> type, String text, KeyCode code) {
    return new KeyEvent(type, text, text, code, false, false, false, false);
  }

  /// Typed into the window that holds `id`.
  void keys(String id, String text) throws Exception {
    var robot = new FxRobot();
    robot.targetWindow(fx(() -> seen(id).orElseThrow().getScene().getWindow()));
    robot.write(text);
    TimeUnit.MILLISECONDS.sleep(BEAT_MILLIS);
  }

  /// Of the window that holds a node.
  void shoot(String id, String name) throws Exception {
    await(id);
    var picture =
        fx(() -> {
          var shot = seen(id).orElseThrow().getScene().snapshot(null);
          int w = (int) shot.getWidth();
          int h = (int) shot.getHeight();
          var image = new BufferedImage(w, h, BufferedImage.TYPE_INT_RGB);
          var row = new int[w * h];
          shot.getPixelReader().getPixels(0, 0, w, h, PixelFormat.getIntArgbInstance(), row, 0, w);
          image.setRGB(0, 0, w, h, row, 0, w);
          return image;
        });
    save(picture, new File(folder, prefix + name + ".png"));
  }

  private static void save(BufferedImage picture, File file) throws IOException {
    if (!List.of(ImageIO.getWriterFormatNames()).contains("png")) {
      throw new IOException("no writer for PNG");
    }
    ImageIO.write(picture, "png", file);
  }
}
