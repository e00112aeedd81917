package io.stampede.desktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stampede.Stampede;
import io.stampede.client.Query;
import io.stampede.client.StampedeClient;
import io.stampede.desktop.model.Row;
import io.stampede.desktop.vnc.VncLink;
import io.stampede.desktop.vnc.VncView;
import io.stampede.lab.Host;
import io.stampede.lab.Lab;
import io.stampede.lab.LabHost;
import io.stampede.lab.LabImages;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import javafx.application.Application;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import javafx.scene.image.PixelFormat;
import javafx.scene.input.KeyCode;
import javafx.stage.Window;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/// The whole application in a real window, over hosts that were added before.
@Lab
@Tag("C1")
class DesktopStoryTest {
  private static Application application;

  private final FxRobot robot = new FxRobot();

  @BeforeAll
  static void open(@TempDir Path folder, @Host("h1") LabHost h1) throws Exception {
    var data = folder.resolve("data");
    FxToolkit.registerPrimaryStage();
    try (var stampede = Stampede.open(DesktopApp.settings(data))) {
      prepare(stampede.client(), h1);
    }
    application = FxToolkit.setupApplication(DesktopApp.class, "--data", data.toString());
  }

  private static void prepare(StampedeClient client, LabHost h1) throws Exception {
    client.create(
        "host",
        Map.of(
            "name", "h1",
            "address", h1.address(),
            "user", h1.user(),
            "privateKey", h1.privateKey(),
            "hostKey", h1.hostKeyFingerprint()));
    client.create("image", Map.of("name", "tiny"));
    try (var disk = Files.newInputStream(LabImages.tinyDisk())) {
      client.upload("image", "tiny", disk);
    }
    client.create(
        "virtualMachine", Map.of("name", "seen", "host", "h1", "image", "tiny", "memoryMib", 96));
    client.create(
        "container",
        Map.of(
            "name",
            "web",
            "host",
            "h1",
            "image",
            LabImages.BUSYBOX,
            "command",
            List.of("sh", "-c", "trap exit TERM; sleep 100000 & wait")));
    awaitState(client, "virtualMachine", "seen");
    awaitState(client, "container", "web");
  }

  private static void awaitState(StampedeClient client, String kind, String name) {
    await()
        .atMost(Duration.ofSeconds(90))
        .until(() -> client.get(kind, name).status().phase().word().equals("running"));
    assertThat(client.list(kind, Query.ALL).total()).isEqualTo(1);
  }

  @AfterAll
  static void close() throws Exception {
    FxToolkit.cleanupStages();
    FxToolkit.cleanupApplication(application);
  }

  @Test
  @Tag("S18")
  void the_lists_show_what_runs_and_a_container_is_stopped_and_started() {
    fire("#nav-hosts");
    awaitRow("host", "h1", "connected");
    fire("#nav-containers");
    awaitRow("container", "web", "running");
    select("container", "web");
    fire("#bulk-stop");
    awaitRow("container", "web", "stopped");
    select("container", "web");
    fire("#bulk-start");
    awaitRow("container", "web", "running");
  }

  @Test
  @Tag("S1")
  @Tag("C5")
  void another_host_is_added_by_the_wizard_and_has_a_terminal(@Host("h2") LabHost h2) {
    fire("#nav-hosts");
    fire("#create-host");
    type("#where-text", "second=%s@%s:%d".formatted(h2.user(), h2.address(), h2.port()));
    fire("#wizard-verb");
    type("#who-privateKey", h2.privateKey());
    fire("#wizard-verb");
    type(
        "#trust-pasted", h2.sh("for f in /etc/ssh/ssh_host_*_key.pub; do ssh-keygen -lf $f; done"));
    fire("#trust-same");
    awaitVerb("On to the checks");
    fire("#wizard-verb");
    awaitVerb("See the plan");
    fire("#wizard-verb");
    awaitVerb("Add 1 host");
    assertThat(h2.sh("ls -A /var/lib/stampede").strip()).as("before a person said go").isEmpty();
    fire("#wizard-verb");
    awaitVerb("Done");
    fire("#ready-open");
    fire("#detail-terminal");
    await().atMost(Duration.ofSeconds(90)).until(() -> fx(() -> find("#terminal").isPresent()));
    await()
        .until(() -> fx(() -> find("#terminal").orElseThrow().getScene().getFocusOwner() != null));
    robot.targetWindow(fx(() -> find("#terminal").orElseThrow().getScene().getWindow()));
    robot.write("id -un > /tmp/typed\n");
    await()
        .atMost(Duration.ofSeconds(90))
        .until(
            () -> h2.sh("cat /tmp/typed 2>/dev/null; rm -f /tmp/typed").strip().equals(h2.user()));
  }

  private static void awaitVerb(String words) {
    await(words)
        .atMost(Duration.ofSeconds(90))
        .until(() ->
            fx(() ->
                find("#wizard-verb")
                    .filter(n -> !n.isDisabled() && ((Labeled) n).getText().equals(words))
                    .isPresent()));
  }

  private static void type(String id, String text) {
    await(id).until(() -> fx(() -> find(id).isPresent()));
    fx(() -> {
      ((TextInputControl) find(id).orElseThrow()).setText(text);
      return true;
    });
  }

  @Test
  @Tag("S10")
  void a_machines_screen_opens_in_a_window_of_its_own_and_answers_to_keys() {
    fire("#nav-virtualMachines");
    awaitRow("virtualMachine", "seen", "running");
    select("virtualMachine", "seen");
    fire("#bulk-screen");
    await().until(() -> fx(() -> screen().isPresent()));
    var view = fx(() -> screen().orElseThrow());
    await()
        .atMost(Duration.ofSeconds(90))
        .until(() -> fx(() -> view.stateProperty().get()) instanceof VncLink.State.Open);
    var settled = settled(view);
    fx(() -> {
      view.requestFocus();
      return true;
    });
    robot.push(KeyCode.E).push(KeyCode.C).push(KeyCode.H).push(KeyCode.O);
    await().atMost(Duration.ofSeconds(90)).until(() -> !Arrays.equals(pixels(view), settled));
  }

  /// Waits until the guest has come up and its screen stands still.
  private static int[] settled(VncView view) {
    var last = new int[][] {pixels(view)};
    var since = new long[] {System.nanoTime()};
    await()
        .atMost(Duration.ofSeconds(90))
        .pollInterval(Duration.ofMillis(500))
        .until(() -> {
          var now = pixels(view);
          if (!Arrays.equals(now, last[0])) {
            last[0] = now;
            since[0] = System.nanoTime();
          }
          return System.nanoTime() - since[0] > Duration.ofSeconds(4).toNanos();
        });
    return last[0];
  }

  private static int[] pixels(VncView view) {
    return fx(() -> {
      var shot = view.snapshot(null, null);
      int width = (int) shot.getWidth();
      int height = (int) shot.getHeight();
      var pixels = new int[width * height];
      shot.getPixelReader()
          .getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), pixels, 0, width);
      return pixels;
    });
  }

  private static Optional<VncView> screen() {
    return Window.getWindows().stream()
        .map(w -> w.getScene().getRoot().lookup("#vnc-view"))
        .filter(VncView.class::isInstance)
        .map(VncView.class::cast)
        .findFirst();
  }

  private static Optional<Node> find(String id) {
    return Window.getWindows().stream()
        .flatMap(w -> Optional.ofNullable(w.getScene().getRoot().lookup(id)).stream())
        .findFirst();
  }

  private static void fire(String id) {
    await(id)
        .atMost(Duration.ofSeconds(90))
        .until(() ->
            fx(() -> find(id).filter(n -> n instanceof ButtonBase && !n.isDisabled()).isPresent()));
    fx(() -> {
      ((ButtonBase) find(id).orElseThrow()).fire();
      return true;
    });
  }

  @SuppressWarnings("unchecked") // every list is of rows
  private static TableView<Row> table(String kind) {
    return (TableView<Row>) find("#table-" + kind).orElseThrow();
  }

  private static void awaitRow(String kind, String name, String state) {
    await(name + " " + state)
        .atMost(Duration.ofSeconds(90))
        .until(() ->
            fx(() ->
                find("#table-" + kind).isPresent()
                    && table(kind).getItems().stream()
                        .anyMatch(r ->
                            r.name().equals(name)
                                && r.get().status().phase().word().equals(state))));
  }

  private static void select(String kind, String name) {
    fx(() -> {
      var table = table(kind);
      table.getSelectionModel().clearSelection();
      for (var row : table.getItems()) {
        if (row.name().equals(name)) table.getSelectionModel().select(row);
      }
      return true;
    });
  }

  private static <T> T fx(Callable<T> work) {
    return WaitForAsyncUtils.waitForAsyncFx(20_000, work);
  }
}
