package io.stampede.desktop.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stampede.Stampede;
import io.stampede.client.StampedeClient;
import io.stampede.desktop.background.Background;
import io.stampede.desktop.model.Preferences;
import io.stampede.desktop.model.World;
import io.stampede.desktop.view.MainWindow;
import io.stampede.desktop.view.Theme;
import io.stampede.engine.Phase;
import io.stampede.topology.Topology;
import java.awt.image.BufferedImage;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Labeled;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import javafx.scene.image.PixelFormat;
import javafx.scene.layout.GridPane;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/// The network map in the whole window, over the whole backend, on emulated hosts. With the system
/// property `stampede.pictures` it leaves pictures in that folder.
@Tag("N2")
@Tag("S18")
@Tag("C1")
class MapOnEmulatedHostsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  @TempDir private Path folder;
  private final Background background = Background.ofToolkit();
  private Optional<Opened> opened = Optional.empty();

  private record Opened(Stampede stampede, World world, MainWindow window, Stage stage) {}

  @BeforeEach
  void open() throws Exception {
    var stampede = Stampede.open(Stampede.Settings.in(folder.resolve("data")).asDemo());
    var world = new World(stampede.client(), background);
    FxToolkit.registerPrimaryStage();
    FxToolkit.setupStage(stage -> {
      var window = new MainWindow(world, new Theme(false), Preferences.forgetful(), "");
      stage.setScene(window.scene(1400, 860));
      stage.show();
      opened = Optional.of(new Opened(stampede, world, window, stage));
    });
  }

  @AfterEach
  void close() throws Exception {
    var now = opened.orElseThrow();
    fx(() -> {
      now.window().close();
      return true;
    });
    now.world().close();
    FxToolkit.cleanupStages();
    background.close();
    now.stampede().close();
  }

  private StampedeClient client() {
    return opened.orElseThrow().stampede().client();
  }

  private static <T> T fx(Callable<T> work) {
    return WaitForAsyncUtils.waitForAsyncFx(10_000, work);
  }

  private Optional<Node> find(String id) {
    return fx(() ->
        Optional.ofNullable(opened.orElseThrow().stage().getScene().getRoot().lookup(id))
            .filter(Node::isVisible));
  }

  private void fire(String id) {
    await(id).atMost(PATIENCE).until(() -> find(id).isPresent());
    fx(() -> {
      ((ButtonBase) opened.orElseThrow().stage().getScene().getRoot().lookup(id)).fire();
      return true;
    });
  }

  private void awaitText(String id, String words) {
    await(words)
        .atMost(PATIENCE)
        .until(() -> find(id).map(n -> fx(((Labeled) n)::getText)).orElse(""), words::equals);
  }

  private long lines(String style) {
    return fx(() ->
        opened.orElseThrow().stage().getScene().getRoot().lookupAll(".map-tunnel").stream()
            .filter(line -> line.getStyleClass().contains(style))
            .count());
  }

  private void awaitLines(String style, long count) {
    await(style).atMost(PATIENCE).until(() -> lines(style) == count);
  }

  @SuppressWarnings("unchecked") // it is the table of ways
  private List<Topology.Line> ways() {
    var table = (TableView<Topology.Line>) find("#ways").orElseThrow();
    return fx(() -> List.copyOf(table.getItems()));
  }

  private void host(int number) {
    var address = "10.0.0.3" + number;
    var key = client().ask("host", "hostKey", Map.of("address", address)).get("fingerprint");
    var name = "h" + number;
    client()
        .create(
            "host", Map.of("name", name, "address", address, "privateKey", "any", "hostKey", key));
    await()
        .atMost(PATIENCE)
        .until(() -> client().get("host", name).text("components").contains("net"));
  }

  private void threeHosts() {
    for (int n = 1; n <= 3; n++) host(n);
    var names = List.of("web", "app", "db");
    for (int n = 1; n <= 3; n++) {
      var image = "lab/busybox:1";
      var networks = List.of("managed");
      var name = names.get(n - 1);
      client()
          .create(
              "container",
              Map.of("name", name, "host", "h" + n, "image", image, "networks", networks));
    }
    for (var name : names) {
      await()
          .atMost(PATIENCE)
          .until(() -> client().get("container", name).status().phase() == Phase.RUNNING);
    }
  }

  private void cable(String from, String to, boolean plugged) {
    opened
        .orElseThrow()
        .stampede()
        .emulatedNetworks()
        .orElseThrow()
        .cable(
            client().get("host", from).id(),
            client().get("host", to).id(),
            client().get("network", "managed").id(),
            plugged);
  }

  private void picture(String name) throws Exception {
    var place = System.getProperty("stampede.pictures", "");
    if (place.isEmpty()) return;
    var image =
        fx(() -> {
          var shot = opened.orElseThrow().stage().getScene().snapshot(null);
          int w = (int) shot.getWidth();
          int h = (int) shot.getHeight();
          var pixels = new int[w * h];
          shot.getPixelReader()
              .getPixels(0, 0, w, h, PixelFormat.getIntArgbInstance(), pixels, 0, w);
          var made = new BufferedImage(w, h, BufferedImage.TYPE_INT_RGB);
          made.setRGB(0, 0, w, h, pixels, 0, w);
          return made;
        });
    ImageIO.write(image, "png", new File(place, "desktop-network-" + name + ".png"));
  }

  @Test
  void a_pair_that_goes_down_is_red_and_told_by_itself() throws Exception {
    fire("#nav-map");
    await().atMost(PATIENCE).until(() -> find("#map-empty").isPresent());
    threeHosts();
    awaitLines("tone-good", 3);
    awaitText("#map-detail-title", "All 3 tunnels are good");
    picture("map");

    cable("h1", "h2", false);
    awaitLines("tone-bad", 1);
    assertThat(lines("tone-good")).isEqualTo(2);
    awaitText("#map-detail-title", "1 tunnel is down");
    var network = client().get("network", "managed").id();
    fire("#map-pick-pair-" + network + "-h1-h2");
    awaitText("#map-detail-title", "h1 – h2");
    awaitText("#map-detail-state", "down");
    awaitText("#map-tunnel-pair-" + network + "-h1-h2", "down");
    picture("down");

    fire("#map-pairs");
    await().atMost(PATIENCE).until(() -> find("#ways").isPresent());
    assertThat(ways()).hasSize(6);
    assertThat(ways().getFirst().way().error().orElse("")).isEqualTo("no answer");
    picture("pairs");
    var filter = (TextInputControl) find("#map-filter").orElseThrow();
    fx(() -> {
      filter.setText("down");
      return true;
    });
    assertThat(ways()).hasSize(2);
    fire("#map-addresses");
    picture("addresses");
    cable("h1", "h2", true);
    fire("#map-picture");
    awaitLines("tone-good", 3);
  }

  private List<?> targets(String link) {
    return (List<?>) client().get("link", link).fields().getOrDefault("targets", List.of());
  }

  @Test
  @Tag("N3")
  void a_link_is_pointed_elsewhere_after_its_plan_was_shown_and_back() throws Exception {
    threeHosts();
    var link =
        client()
            .create(
                "link",
                Map.of(
                    "consumer",
                    "web",
                    "alias",
                    "store",
                    "targets",
                    List.of("app"),
                    "ports",
                    List.of("80")));
    fire("#nav-map");
    fire("#map-arrow-link-" + link.id());
    awaitText("#map-detail-title", "store");
    picture("link");
    fire("#map-point");
    await().atMost(PATIENCE).until(() -> find("#point-target").isPresent());
    fx(() -> {
      var target = (ComboBox<?>) find("#point-target").orElseThrow();
      target.getSelectionModel().select(0);
      return true;
    });
    await().atMost(PATIENCE).until(() -> find("#plan").isPresent());
    awaitText("#point-verb", "Point to db");
    picture("point");
    fire("#point-verb");
    await().atMost(PATIENCE).until(() -> targets(link.id()).equals(List.of("db")));
    fire("#toast-undo");
    await().atMost(PATIENCE).until(() -> targets(link.id()).equals(List.of("app")));
  }

  @Test
  void a_networks_page_has_its_hosts_pairs_and_addresses() throws Exception {
    threeHosts();
    var network = client().get("network", "managed");
    fire("#nav-networks");
    await()
        .atMost(PATIENCE)
        .until(() ->
            find("#table-network")
                .filter(t -> !((TableView<?>) t).getItems().isEmpty())
                .isPresent());
    fx(() -> {
      var table = (TableView<?>) find("#table-network").orElseThrow();
      table.getSelectionModel().select(0);
      table.fireEvent(
          new javafx.scene.input.KeyEvent(
              javafx.scene.input.KeyEvent.KEY_PRESSED,
              "",
              "",
              javafx.scene.input.KeyCode.ENTER,
              false,
              false,
              false,
              false));
      return true;
    });
    awaitText("#detail-name", network.name());
    await()
        .atMost(PATIENCE)
        .until(() ->
            find("#network-hosts").filter(g -> ((GridPane) g).getRowCount() == 4).isPresent());
    picture("page");
    fx(() -> {
      var tabs = (TabPane) find("#detail-tabs").orElseThrow();
      tabs.getSelectionModel().select(1);
      return true;
    });
    await().atMost(PATIENCE).until(() -> find("#ways").isPresent() && ways().size() == 6);
    picture("page-pairs");
  }
}
