package io.stampede.desktop.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stampede.client.Query;
import io.stampede.desktop.background.Background;
import io.stampede.desktop.fake.FakeClient;
import io.stampede.desktop.fake.Sample;
import io.stampede.desktop.model.Preferences;
import io.stampede.desktop.model.Row;
import io.stampede.desktop.model.World;
import io.stampede.engine.Phase;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.GridPane;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
class MainWindowTest {
  private final FakeClient client = Sample.site();
  private final Background background = Background.ofToolkit();
  private Optional<Opened> opened = Optional.empty();

  /// What each test starts with.
  private record Opened(World world, MainWindow window, Stage stage) {}

  @Start
  void start(Stage stage) {
    var world = new World(client, background);
    var window = new MainWindow(world, new Theme(false), Preferences.forgetful(), "");
    stage.setScene(window.scene(1280, 800));
    stage.show();
    opened = Optional.of(new Opened(world, window, stage));
  }

  private World world() {
    return opened.orElseThrow().world();
  }

  private Node root() {
    return opened.orElseThrow().stage().getScene().getRoot();
  }

  @AfterEach
  void close() {
    fx(() -> {
      opened.orElseThrow().window().close();
      return true;
    });
    world().close();
    background.close();
  }

  private static <T> T fx(Callable<T> work) {
    return WaitForAsyncUtils.waitForAsyncFx(10_000, work);
  }

  private Node find(String id) {
    return fx(() -> root().lookup(id));
  }

  private void fire(String id) {
    await(id).until(() -> find(id) instanceof ButtonBase b && !b.isDisabled());
    fx(() -> {
      ((ButtonBase) root().lookup(id)).fire();
      return true;
    });
  }

  private void type(String id, String text) {
    await(id).until(() -> find(id) != null);
    fx(() -> {
      ((TextInputControl) root().lookup(id)).setText(text);
      return true;
    });
  }

  private String text(String id) {
    var node = find(id);
    return fx(() ->
        switch (node) {
          case Labeled l -> l.getText();
          case TextInputControl t -> t.getText();
          default -> node.toString();
        });
  }

  @SuppressWarnings("unchecked") // every list is of rows
  private TableView<Row> table(String kind) {
    await().until(() -> find("#table-" + kind) != null);
    var table = (TableView<Row>) find("#table-" + kind);
    await().until(() -> fx(() -> !table.getItems().isEmpty()));
    return table;
  }

  private List<String> names(TableView<Row> table) {
    return fx(() -> table.getItems().stream().map(Row::name).toList());
  }

  private void select(TableView<Row> table, String... wanted) {
    fx(() -> {
      table.getSelectionModel().clearSelection();
      for (var row : table.getItems()) {
        if (List.of(wanted).contains(row.name())) table.getSelectionModel().select(row);
      }
      return true;
    });
  }

  @Test
  void a_list_is_live_sorted_and_filtered() {
    fire("#nav-containers");
    var table = table("container");
    assertThat(names(table)).containsExactly("batch", "nginx", "redis");
    client.create("container", Map.of("name", "alpha", "image", "busybox"));
    await().untilAsserted(() -> assertThat(names(table)).startsWith("alpha"));
    type("#filter", "redis");
    await().untilAsserted(() -> assertThat(names(table)).containsExactly("redis"));
    assertThat(text("#count")).isEqualTo("1 of 4 containers");
  }

  @Test
  void without_a_host_the_overview_offers_to_add_one() {
    for (var host : client.list("host", Query.ALL).items()) client.remove("host", host.id());
    fire("#first-host");
    await().until(() -> find("#where-text") != null);
    fire("#nav-overview");
    client.create("host", Map.of("name", "h9", "address", "10.0.0.9", "privateKey", "key"));
    await().until(() -> find("#first-host") == null);
  }

  @Test
  void an_action_of_a_selection_is_done_to_each_and_seen_in_the_list() {
    fire("#nav-containers");
    var table = table("container");
    select(table, "nginx", "redis");
    fire("#bulk-stop");
    await()
        .untilAsserted(() ->
            assertThat(client.calls()).contains("stop container nginx", "stop container redis"));
    await()
        .until(() ->
            fx(() ->
                table.getItems().stream()
                    .allMatch(row -> row.get().status().phase() == Phase.STOPPED)));
    assertThat(fx(() -> table.getSelectionModel().getSelectedItems().size()))
        .as("the selection outlives a change of its rows")
        .isEqualTo(2);
  }

  @Test
  void a_form_shows_what_is_wrong_beside_the_field_and_then_creates() {
    fire("#nav-virtualMachines");
    fire("#create-virtualMachine");
    type("#field-name", "web1");
    fire("#form-submit");
    assertThat(text("#error-image")).isEqualTo("Image is required");
    fx(() -> {
      var image = (ComboBox<?>) root().lookup("#field-image");
      image.getSelectionModel().selectFirst();
      return true;
    });
    fire("#form-submit");
    await()
        .untilAsserted(() ->
            assertThat(text("#error-name"))
                .isEqualTo("There is already a virtualMachine called web1"));
    type("#field-name", "web9");
    fire("#form-plan");
    await().until(() -> find("#plan") != null);
    fire("#form-submit");
    await().untilAsserted(() -> assertThat(client.calls()).contains("create virtualMachine web9"));
    await().until(() -> names(table("virtualMachine")).contains("web9"));
  }

  @Test
  void hosts_on_their_way_in_stand_above_the_list_and_lead_to_the_wizard() {
    client.create("candidate", Map.of("address", "10.0.0.21"));
    fire("#nav-hosts");
    await().until(() -> find("#arrivals") != null && fx(find("#arrivals")::isVisible));
    assertThat(find("#nav-candidates")).as("no place of its own").isNull();
    fire("#arrivals-open");
    await().until(() -> find("#trust-h21") != null);
  }

  @Test
  void the_row_of_a_host_shows_how_busy_it_is_and_offers_a_terminal() {
    fire("#nav-hosts");
    table("host");
    await().until(() -> find(".spark-line") != null);
    assertThat(text(".spark-number")).matches("\\d+ %");
    assertThat(find("#quick-terminal")).isNotNull();
    assertThat(find("#quick-reconnect")).as("of a healthy host").isNull();
  }

  @Test
  void what_is_most_likely_wanted_of_a_running_container_is_its_log() {
    fire("#nav-containers");
    table("container");
    fire("#quick-logs");
    await().untilAsserted(() -> assertThat(text("#log")).contains("Ready to accept connections"));
  }

  @Test
  void a_table_of_a_host_is_shown_as_one() {
    fire("#nav-hosts");
    var table = table("host");
    select(table, "h1");
    var enter =
        new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.ENTER, false, false, false, false);
    fx(() -> {
      table.fireEvent(enter);
      return true;
    });
    await().until(() -> find("#fact-disks") != null);
    var words =
        fx(() ->
            ((GridPane) find("#fact-disks"))
                .getChildren().stream().map(n -> ((Label) n).getText()).toList());
    assertThat(words).startsWith("Device", "Mounted at", "Size", "Free", "/dev/vda1");
  }

  @Test
  void removing_says_what_is_lost_and_wants_the_name() {
    fire("#nav-virtualMachines");
    select(table("virtualMachine"), "db");
    fire("#bulk-remove");
    await().until(() -> find("#removal-name") != null);
    assertThat(fx(() -> find("#removal-confirm").isDisabled())).isTrue();
    type("#removal-name", "d");
    assertThat(fx(() -> find("#removal-confirm").isDisabled())).isTrue();
    type("#removal-name", "db");
    fire("#removal-confirm");
    await().untilAsserted(() -> assertThat(client.calls()).contains("remove virtualMachine db"));
    await().until(() -> !names(table("virtualMachine")).contains("db"));
  }

  @Test
  void a_detail_shows_the_log_and_the_raw_resource() {
    fire("#nav-containers");
    var table = table("container");
    fx(() -> {
      var redis = table.getItems().stream().filter(r -> r.name().equals("redis")).findFirst();
      opened.orElseThrow().window().go(new Place.Thing("container", redis.orElseThrow().id()));
      ((TabPane) root().lookup("#detail-tabs")).getSelectionModel().select(1);
      return true;
    });
    assertThat(text("#detail-name")).isEqualTo("redis");
    await().untilAsserted(() -> assertThat(text("#log")).contains("Ready to accept connections"));
    assertThat(text("#raw")).contains("\"state\": \"running\"");
  }

  @Test
  void the_XML_of_a_machine_is_seen_as_defined_and_as_it_runs() {
    fire("#nav-virtualMachines");
    var table = table("virtualMachine");
    fx(() -> {
      var web = table.getItems().stream().filter(r -> r.name().equals("web1")).findFirst();
      opened
          .orElseThrow()
          .window()
          .go(new Place.Thing("virtualMachine", web.orElseThrow().id(), "xml"));
      return true;
    });
    await().untilAsserted(() -> assertThat(text("#xml")).contains("DEFINED"));
    fire("#xml-running");
    await().untilAsserted(() -> assertThat(text("#xml")).contains("RUNNING"));
  }

  @Test
  void the_palette_opens_by_keys_and_goes_where_one_types(FxRobot robot) {
    await().until(() -> fx(() -> !world().rows("virtualMachine").all().isEmpty()));
    robot.press(KeyCode.CONTROL, KeyCode.K).release(KeyCode.K, KeyCode.CONTROL);
    await().until(() -> find("#palette-text") != null);
    type("#palette-text", "web1");
    robot.push(KeyCode.ENTER);
    await().untilAsserted(() -> assertThat(text("#title")).isEqualTo("Virtual machines  /  web1"));
    robot.push(KeyCode.ESCAPE);
    await().untilAsserted(() -> assertThat(text("#title")).isEqualTo("Virtual machines"));
  }

  @Test
  void a_machines_screen_opens_in_a_window_and_changes_with_a_key(FxRobot robot) {
    fire("#nav-virtualMachines");
    select(table("virtualMachine"), "web1");
    fire("#bulk-screen");
    await().until(() -> fx(() -> screenWindow().isPresent()));
    var view =
        fx(() ->
            (io.stampede.desktop.vnc.VncView)
                screenWindow().orElseThrow().getScene().getRoot().lookup("#vnc-view"));
    await()
        .until(() ->
            fx(() -> view.stateProperty().get())
                instanceof io.stampede.desktop.vnc.VncLink.State.Open);
    var before = pixels(view);
    fx(() -> {
      view.requestFocus();
      return true;
    });
    robot.push(KeyCode.A);
    await()
        .untilAsserted(
            () -> assertThat(client.fakeScreen().heard()).contains("key 61 down", "key 61 up"));
    await().untilAsserted(() -> assertThat(pixels(view)).isNotEqualTo(before));
    var notice = fx(() -> (Label) view.lookup("#vnc-notice"));
    client.fakeScreen().cut();
    await().until(() -> fx(notice::isVisible));
    await().until(() -> !fx(notice::isVisible));
  }

  private static Optional<Window> screenWindow() {
    return Window.getWindows().stream()
        .filter(w -> w.getScene().getRoot().lookup("#vnc-view") != null)
        .findFirst();
  }

  private static int pixels(io.stampede.desktop.vnc.VncView view) {
    return view.screenshot()
        .map(i ->
            java.util.Arrays.hashCode(
                i.getRGB(0, 0, i.getWidth(), i.getHeight(), null, 0, i.getWidth())))
        .orElse(0);
  }
}
