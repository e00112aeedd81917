package io.stampede.desktop.wizard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stampede.Stampede;
import io.stampede.client.Query;
import io.stampede.client.Resource;
import io.stampede.desktop.background.Background;
import io.stampede.desktop.view.Theme;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextInputControl;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/// The wizard over the whole backend, on emulated hosts.
@Tag("C5")
@Tag("S1")
class WizardOnEmulatedHostsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  @TempDir private Path folder;
  private final Background background = Background.ofToolkit();
  private Optional<Stampede> stampede = Optional.empty();
  private Optional<WizardScreen> screen = Optional.empty();

  @BeforeEach
  void open() throws Exception {
    var opened = Stampede.open(Stampede.Settings.in(folder.resolve("data")).asDemo());
    stampede = Optional.of(opened);
    FxToolkit.registerPrimaryStage();
    FxToolkit.setupStage(stage -> show(stage, opened));
  }

  private void show(Stage stage, Stampede opened) {
    var around =
        new Around() {
          @Override
          public void open(String host) {}

          @Override
          public void create(String kind) {}

          @Override
          public Map<String, String> hosts() {
            return Map.of();
          }
        };
    var made = new WizardScreen(opened.client(), background, around);
    screen = Optional.of(made);
    var scene = new Scene((Parent) made.node(), 1180, 760);
    new Theme(false).dress(scene);
    stage.setScene(scene);
    stage.show();
  }

  @AfterEach
  void close() throws Exception {
    screen.orElseThrow().close();
    FxToolkit.cleanupStages();
    background.close();
    stampede.orElseThrow().close();
  }

  private static <T> T fx(Callable<T> work) {
    return WaitForAsyncUtils.waitForAsyncFx(10_000, work);
  }

  private Optional<Node> find(String ids) {
    return fx(() -> {
      Optional<Node> at = Optional.of(screen.orElseThrow().node());
      for (var id : ids.split(" ")) at = at.flatMap(n -> Optional.ofNullable(n.lookup(id)));
      return at.filter(WizardOnEmulatedHostsTest::isSeen);
    });
  }

  private static boolean isSeen(Node node) {
    for (Node up = node; up != null; up = up.getParent()) if (!up.isVisible()) return false;
    return true;
  }

  private void fire(String id) {
    await(id)
        .atMost(PATIENCE)
        .until(
            () -> find(id).filter(n -> n instanceof ButtonBase b && !b.isDisabled()).isPresent());
    fx(() -> {
      ((ButtonBase) find(id).orElseThrow()).fire();
      return true;
    });
  }

  private void type(String id, String text) {
    await(id).until(() -> find(id).isPresent());
    fx(() -> {
      ((TextInputControl) find(id).orElseThrow()).setText(text);
      return true;
    });
  }

  private void awaitVerb(String words) {
    awaitWords("#wizard-verb", words);
  }

  private void awaitWords(String id, String words) {
    await(words)
        .atMost(PATIENCE)
        .until(() ->
            find(id)
                .filter(n -> !n.isDisabled() && fx(((Labeled) n)::getText).equals(words))
                .isPresent());
  }

  private Resource host() {
    return stampede.orElseThrow().client().list("host", Query.ALL).items().getFirst();
  }

  private long hosts() {
    return stampede.orElseThrow().client().list("host", Query.ALL).total();
  }

  private void trusted(String addresses) {
    type("#where-text", addresses);
    awaitVerb("Next");
    fire("#wizard-verb");
    type("#who-privateKey", "key");
    fire("#wizard-verb");
    long all = addresses.lines().count();
    awaitWords("#trust-all", all == 1 ? "Accept it" : "Accept all " + all);
    fire("#trust-all");
    awaitVerb("On to the checks");
  }

  @Test
  void from_an_address_to_a_host_that_is_ready() {
    trusted("core@192.0.2.11");
    assertThat(hosts()).as("before a person said go").isZero();
    fire("#wizard-verb");
    awaitVerb("See the plan");
    fire("#wizard-verb");
    awaitVerb("Add 1 host");
    fire("#wizard-verb");
    awaitVerb("Done");
    await().atMost(PATIENCE).until(() -> host().status().phase().word().equals("connected"));
    assertThat(host().text("address")).isEqualTo("192.0.2.11");
  }

  @Test
  void of_three_the_one_whose_docker_is_down_is_mended_and_the_others_do_not_wait() {
    trusted("192.0.2.11\n192.0.2.12\n192.0.2.62");
    fire("#wizard-verb");
    await().atMost(PATIENCE).until(() -> find("#matrix").isPresent());
    awaitVerb("See the plan");
    await().atMost(PATIENCE).until(() -> find("#check-docker-reachable #check-fix").isPresent());
    fire("#step-plan");
    awaitVerb("Add 2 hosts");
    fire("#wizard-verb");
    awaitVerb("Done");
    assertThat(hosts()).isEqualTo(2);
    fire("#ready-rest");
    fire("#check-docker-reachable #check-fix");
    fire("#step-plan");
    awaitVerb("Add 1 host");
    fire("#wizard-verb");
    awaitVerb("Done");
    assertThat(hosts()).isEqualTo(3);
  }

  @Test
  void a_host_that_is_left_out_is_gone_and_nothing_was_added() {
    type("#where-text", "192.0.2.71");
    awaitVerb("Next");
    fire("#wizard-verb");
    type("#who-privateKey", "key");
    fire("#wizard-verb");
    fire("#leave-out");
    await()
        .atMost(PATIENCE)
        .until(
            () -> stampede.orElseThrow().client().list("candidate", Query.ALL).items().isEmpty());
    await().atMost(PATIENCE).until(() -> find("#where-text").isPresent());
    assertThat(hosts()).isZero();
  }
}
