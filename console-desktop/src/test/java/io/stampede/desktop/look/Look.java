package io.stampede.desktop.look;

import io.stampede.desktop.background.Background;
import io.stampede.desktop.fake.FakeCandidates;
import io.stampede.desktop.fake.Sample;
import io.stampede.desktop.model.Preferences;
import io.stampede.desktop.model.World;
import io.stampede.desktop.view.MainWindow;
import io.stampede.desktop.view.Theme;
import java.io.File;
import javafx.application.Application;
import javafx.stage.Stage;

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
        Thread.ofPlatform().daemon().start(() -> walk(new File(folder.getFirst())));
      }
    }

    private void walk(File folder) {
      var walk = new Walk(folder, theme + "-");
      try {
        walk.await("#root");
        walk.shoot("#root", "overview");
        walk.fire("#nav-hosts");
        walk.shoot("#root", "hosts");
        wizard(walk);
        walk.fire("#nav-virtualMachines");
        walk.select("#table-virtualMachine", 0, 4);
        walk.shoot("#root", "vms");
        walk.fire("#create-virtualMachine");
        walk.type("#field-name", "Web 1");
        walk.fire("#form-submit");
        walk.shoot("#root", "vm-form-errors");
        walk.fire("#form-cancel");
        walk.select("#table-virtualMachine", 4);
        walk.fire("#bulk-remove");
        walk.shoot("#root", "removal");
        walk.fire("#removal-cancel");
        walk.fire("#search");
        walk.type("#palette-text", "we");
        walk.shoot("#root", "palette");
        walk.firstOfPalette();
        walk.shoot("#root", "detail");
        walk.fire("#tasks-button");
        walk.shoot("#root", "drawer");
        walk.fire("#detail-screen");
        walk.shoot("#vnc-view", "vnc");
        walk.fire("#nav-settings");
        walk.shoot("#root", "settings");
      } catch (Exception e) {
        throw new IllegalStateException(e);
      } finally {
        System.exit(0);
      }
    }

    private static void wizard(Walk walk) throws Exception {
      walk.fire("#create-host");
      walk.shoot("#root", "wizard-1-where");
      walk.type("#where-text", "core@10.0.0.15\n10.0.0.13\n10.0.0.14\n10.0.0.21\n10.0.0.22");
      walk.fire("#wizard-verb");
      walk.shoot("#root", "wizard-2-who");
      walk.type("#who-privateKey", "-----BEGIN OPENSSH PRIVATE KEY-----");
      walk.fire("#wizard-verb");
      walk.shoot("#root", "wizard-3-trust");
      walk.type(
          "#trust-pasted", "256 " + FakeCandidates.print("10.0.0.22") + " root@h22 (ED25519)");
      walk.shoot("#root", "wizard-3-compared");
      walk.fire("#trust-all");
      walk.fire("#wizard-verb");
      walk.shoot("#root", "wizard-4-checks");
      walk.fire("#wizard-verb");
      walk.shoot("#root", "wizard-5-plan");
      walk.fire("#wizard-verb");
      walk.awaitText("#wizard-verb", "Done");
      walk.shoot("#root", "wizard-7-ready");
      walk.fire("#nav-hosts");
      walk.shoot("#root", "hosts-arrivals");
      walk.open("#table-host", 0);
      walk.shoot("#root", "host");
      walk.tab("figures");
      walk.shoot("#root", "figures");
      walk.fire("#range-day");
      walk.shoot("#root", "figures-day");
      walk.fire("#detail-terminal");
      walk.shoot("#terminal-window", "terminal");
    }
  }
}
