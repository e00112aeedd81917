package io.stampede.desktop.look;

import io.stampede.desktop.background.Background;
import io.stampede.desktop.fake.FakeCandidates;
import io.stampede.desktop.fake.Sample;
import io.stampede.desktop.model.Preferences;
import io.stampede.desktop.model.World;
import io.stampede.desktop.view.MainWindow;
import io.stampede.desktop.view.Theme;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javafx.application.Application;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import javafx.scene.image.PixelFormat;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Stage;
import javafx.stage.Window;
import javax.imageio.ImageIO;
import org.testfx.util.WaitForAsyncUtils;

/// Shows the desktop over the sample site. With a folder as argument it walks through the screens,
/// saves a picture of each there and ends; `-Dlook=dark` is the dark theme.
public final class Look {
  private Look() {}

  public static void main(String[] args) {
    Application.launch(App.class, args);
  }

  /// The application; apart from `main`, as JavaFX wants it on the class path.
  public static final class App extends Application {
    private final String theme = System.getProperty("look", "light");

    @Override
    public void start(Stage stage) {
      var world = new World(Sample.site(), Background.ofToolkit());
      var window =
          new MainWindow(
              world, new Theme(theme.equals("dark")), Preferences.forgetful(), "The sample site.");
      stage.setScene(window.scene(1400, 860));
      stage.setTitle("Stampede");
      stage.show();
      var folder = getParameters().getRaw();
      if (!folder.isEmpty()) {
        Thread.ofPlatform()
            .daemon()
            .start(() -> walk(stage.getScene(), new File(folder.getFirst())));
      }
    }

    private void walk(Scene scene, File folder) {
      try {
        pause();
        shoot(scene, folder, "overview");
        fire(scene, "#nav-hosts");
        shoot(scene, folder, "hosts");
        wizard(scene, folder);
        fire(scene, "#nav-virtualMachines");
        select(scene, "#table-virtualMachine", 0, 4);
        shoot(scene, folder, "vms");
        fire(scene, "#create-virtualMachine");
        type(scene, "#field-name", "Web 1");
        fire(scene, "#form-submit");
        shoot(scene, folder, "vm-form-errors");
        fire(scene, "#form-cancel");
        select(scene, "#table-virtualMachine", 4);
        fire(scene, "#bulk-remove");
        shoot(scene, folder, "removal");
        fire(scene, "#removal-cancel");
        fire(scene, "#search");
        type(scene, "#palette-text", "we");
        shoot(scene, folder, "palette");
        press(scene);
        shoot(scene, folder, "detail");
        fire(scene, "#tasks-button");
        shoot(scene, folder, "drawer");
        fire(scene, "#detail-screen");
        shoot(windowWith("#vnc-view").getScene(), folder, "vnc");
        fire(scene, "#nav-settings");
        shoot(scene, folder, "settings");
      } catch (Exception e) {
        throw new IllegalStateException(e);
      } finally {
        System.exit(0);
      }
    }

    private void wizard(Scene scene, File folder) throws Exception {
      fire(scene, "#create-host");
      shoot(scene, folder, "wizard-1-where");
      type(scene, "#where-text", "core@10.0.0.15\n10.0.0.13\n10.0.0.14\n10.0.0.21\n10.0.0.22");
      fire(scene, "#wizard-verb");
      shoot(scene, folder, "wizard-2-who");
      type(scene, "#who-privateKey", "-----BEGIN OPENSSH PRIVATE KEY-----");
      fire(scene, "#wizard-verb");
      shoot(scene, folder, "wizard-3-trust");
      type(
          scene,
          "#trust-pasted",
          "256 " + FakeCandidates.print("10.0.0.22") + " root@h22 (ED25519)");
      shoot(scene, folder, "wizard-3-compared");
      fire(scene, "#trust-all");
      fire(scene, "#wizard-verb");
      shoot(scene, folder, "wizard-4-checks");
      fire(scene, "#wizard-verb");
      shoot(scene, folder, "wizard-5-plan");
      fire(scene, "#wizard-verb");
      shoot(scene, folder, "wizard-6-go");
      fire(scene, "#wizard-verb");
      shoot(scene, folder, "wizard-7-ready");
      fire(scene, "#nav-hosts");
      shoot(scene, folder, "hosts-arrivals");
      select(scene, "#table-host", 0);
      fx(() -> find(scene, "#table-host").fireEvent(enter()));
      shoot(scene, folder, "host");
      fx(() -> ((TabPane) find(scene, "#detail-tabs")).getSelectionModel().select(1));
      shoot(scene, folder, "figures");
      fire(scene, "#range-day");
      shoot(scene, folder, "figures-day");
      fire(scene, "#detail-terminal");
      shoot(windowWith("#terminal-window").getScene(), folder, "terminal");
    }

    private static KeyEvent enter() {
      return new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.ENTER, false, false, false, false);
    }

    private static Window windowWith(String id) {
      return Window.getWindows().stream()
          .filter(w -> w.getScene().getRoot().lookup(id) != null)
          .findFirst()
          .orElseThrow();
    }

    private static void pause() throws InterruptedException {
      TimeUnit.MILLISECONDS.sleep(700);
    }

    private static void fx(Runnable work) throws Exception {
      WaitForAsyncUtils.asyncFx(work).get(10, TimeUnit.SECONDS);
      pause();
    }

    private static Node find(Scene scene, String id) {
      var node = scene.getRoot().lookup(id);
      if (node == null) throw new IllegalStateException("no " + id);
      return node;
    }

    private static void fire(Scene scene, String id) throws Exception {
      fx(() -> ((ButtonBase) find(scene, id)).fire());
    }

    private static void type(Scene scene, String id, String text) throws Exception {
      fx(() -> ((TextInputControl) find(scene, id)).setText(text));
    }

    private static void press(Scene scene) throws Exception {
      fx(() -> {
        var entries = (javafx.scene.control.ListView<?>) find(scene, "#palette-found");
        entries.getSelectionModel().select(0);
        entries.getOnMouseClicked().handle(null);
      });
    }

    private static void select(Scene scene, String id, int... rows) throws Exception {
      fx(() -> {
        var table = (TableView<?>) find(scene, id);
        table.getSelectionModel().clearSelection();
        for (int row : rows) table.getSelectionModel().select(row);
      });
    }

    private void shoot(Scene scene, File folder, String name) throws Exception {
      var picture =
          WaitForAsyncUtils.asyncFx(
                  () -> {
                    var seen = scene.snapshot(null);
                    int w = (int) seen.getWidth();
                    int h = (int) seen.getHeight();
                    var image = new BufferedImage(w, h, BufferedImage.TYPE_INT_RGB);
                    var row = new int[w * h];
                    seen.getPixelReader()
                        .getPixels(0, 0, w, h, PixelFormat.getIntArgbInstance(), row, 0, w);
                    image.setRGB(0, 0, w, h, row, 0, w);
                    return image;
                  })
              .get(10, TimeUnit.SECONDS);
      save(picture, new File(folder, theme + "-" + name + ".png"));
    }

    private static void save(BufferedImage picture, File file) throws IOException {
      if (!List.of(ImageIO.getWriterFormatNames()).contains("png")) {
        throw new IOException("no writer for PNG");
      }
      ImageIO.write(picture, "png", file);
    }
  }
}
