package io.stampede.desktop;

import static io.stampede.desktop.text.Texts.say;

import io.stampede.Stampede;
import io.stampede.client.Refused;
import io.stampede.component.Components;
import io.stampede.desktop.background.Background;
import io.stampede.desktop.model.Preferences;
import io.stampede.desktop.model.World;
import io.stampede.desktop.view.MainWindow;
import io.stampede.desktop.view.Theme;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import javafx.application.Application;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;

/// The application: shows its window at once, opens the backend meanwhile.
public final class DesktopApp extends Application {
  private static final int WIDTH = 1400;
  private static final int HEIGHT = 860;

  private final Background background = Background.ofToolkit();
  private final Deque<AutoCloseable> open = new ArrayDeque<>();

  /// What was opened in the background.
  private record Opened(Stampede stampede, World world, Preferences preferences) {}

  @Override
  public void start(Stage stage) {
    var arguments =
        Arguments.of(getParameters().getRaw(), Path.of(System.getProperty("user.home")));
    var theme = new Theme(dark());
    stage.setTitle("Stampede");
    stage.setMinWidth(860);
    stage.setMinHeight(520);
    stage.setScene(waiting(theme, say("app.opening", arguments.data()), true));
    stage.show();
    background.ask(
        () -> {
          var settings = settings(arguments.data()).withComponents(Components.installed());
          var stampede = Stampede.open(arguments.demo() ? settings.asDemo() : settings);
          var preferences = Preferences.in(arguments.data().resolve("desktop.properties"));
          return new Opened(stampede, new World(stampede.client(), background), preferences);
        },
        opened -> show(stage, theme, arguments, opened),
        refused -> stage.setScene(waiting(theme, words(refused), false)));
  }

  private void show(Stage stage, Theme theme, Arguments arguments, Opened opened) {
    open.push(opened.stampede());
    open.push(opened.world());
    opened
        .preferences()
        .get("dark")
        .ifPresent(dark -> theme.darkProperty().set(Boolean.parseBoolean(dark)));
    var about = say("app.data", arguments.data());
    var window = new MainWindow(opened.world(), theme, opened.preferences(), about);
    open.push(window::close);
    stage.setScene(window.scene(WIDTH, HEIGHT));
  }

  /// Where windows are GTK's, so is GLib's main loop, which libvirt needs, too.
  static Stampede.Settings settings(Path data) {
    var settings = Stampede.Settings.in(data);
    boolean headless = "Headless".equalsIgnoreCase(System.getProperty("glass.platform"));
    boolean gtk = System.getProperty("os.name").startsWith("Linux") && !headless;
    return gtk ? settings.withToolkitLoop() : settings;
  }

  private static String words(Refused refused) {
    var problem = refused.problem();
    return problem.fix().isEmpty() ? problem.message() : problem.message() + "\n" + problem.fix();
  }

  private static Scene waiting(Theme theme, String words, boolean turning) {
    var label = new Label(words);
    label.setId("opening");
    label.setWrapText(true);
    var box = new VBox(16);
    box.setAlignment(javafx.geometry.Pos.CENTER);
    if (turning) box.getChildren().add(new ProgressIndicator());
    box.getChildren().add(label);
    var scene = new Scene(new StackPane(box), WIDTH, HEIGHT);
    theme.dress(scene);
    return scene;
  }

  private static boolean dark() {
    return javafx.application.Platform.getPreferences().getColorScheme()
        == javafx.application.ColorScheme.DARK;
  }

  @Override
  public void stop() throws Exception {
    while (!open.isEmpty()) open.pop().close();
    background.close();
  }
}
