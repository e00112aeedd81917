package io.stampede.desktop.wizard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stampede.desktop.background.Background;
import io.stampede.desktop.fake.FakeCandidates;
import io.stampede.desktop.fake.FakeClient;
import io.stampede.desktop.fake.Sample;
import io.stampede.desktop.view.Theme;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
class WizardScreenTest {
  private final FakeClient client = Sample.site();
  private final Background background = Background.ofToolkit();
  private final List<String> asked = new ArrayList<>();
  private Optional<WizardScreen> screen = Optional.empty();

  @Start
  void start(Stage stage) {
    var around =
        new Around() {
          @Override
          public void open(String host) {
            asked.add("open " + client.get("host", host).name());
          }

          @Override
          public void create(String kind) {
            asked.add("create " + kind);
          }

          @Override
          public Map<String, String> hosts() {
            return Map.of();
          }
        };
    var made = new WizardScreen(client, background, around);
    screen = Optional.of(made);
    var scene = new Scene((Parent) made.node(), 1100, 760);
    new Theme(false).dress(scene);
    stage.setScene(scene);
    stage.show();
    made.shown();
  }

  @AfterEach
  void close() {
    screen.orElseThrow().close();
    background.close();
  }

  private static <T> T fx(Callable<T> work) {
    return WaitForAsyncUtils.waitForAsyncFx(10_000, work);
  }

  private Optional<Node> find(String id) {
    return fx(() -> Optional.ofNullable(screen.orElseThrow().node().lookup(id)));
  }

  private boolean seen(String id) {
    return find(id).filter(n -> fx(n::isVisible)).isPresent();
  }

  private void fire(String id) {
    await(id)
        .until(() -> find(id).filter(n -> n instanceof ButtonBase && !n.isDisabled()).isPresent());
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

  private String text(String id) {
    return find(id).map(n -> fx(((Labeled) n)::getText)).orElse("");
  }

  private void reach(String addresses) {
    await().until(() -> find("#wizard-verb").isPresent());
    type("#where-text", addresses);
    awaitVerb("Next");
    fire("#wizard-verb");
    await().until(() -> seen("#who-privateKey"));
    type("#who-privateKey", "-----BEGIN OPENSSH PRIVATE KEY-----");
    fire("#wizard-verb");
    await().until(() -> seen("#trust-pasted"));
  }

  private void awaitVerb(String words) {
    await(words).until(() -> text("#wizard-verb").equals(words));
  }

  @Test
  void one_host_goes_from_its_address_to_ready() {
    reach("core@10.0.0.21");
    fire("#trust-take");
    await().until(() -> !find("#wizard-verb").orElseThrow().isDisabled());
    fire("#wizard-verb");
    await().until(() -> seen("#check-clock"));
    assertThat(text("#wizard-verb")).isEqualTo("See the plan");
    fire("#wizard-verb");
    await().until(() -> seen("#plan-h21"));
    awaitVerb("Add 1 host");
    fire("#wizard-verb");
    await().until(() -> seen("#ready-h21"));
    awaitVerb("Done");
    assertThat(seen("#ready-remaining")).isFalse();
    fire("#ready-open");
    fire("#ready-vm");
    assertThat(asked).containsExactly("open h21", "create virtualMachine");
    fire("#wizard-verb");
    await().until(() -> seen("#where-text"));
    assertThat(client.calls())
        .containsSubsequence(
            "create candidate 10.0.0.21", "trust candidate h21", "add candidate h21");
  }

  @Test
  void what_is_no_address_stands_below_what_was_typed() {
    type("#where-text", "10.0.0.21\nnot an address!");
    fire("#wizard-verb");
    await()
        .untilAsserted(
            () -> assertThat(text("#error-where-text")).startsWith("Line 2: “not an address!”"));
  }

  @Test
  void a_key_that_is_missing_is_said_beside_its_input() {
    type("#where-text", "10.0.0.21");
    fire("#wizard-verb");
    await().until(() -> seen("#who-privateKey"));
    fire("#wizard-verb");
    await()
        .untilAsserted(
            () -> assertThat(text("#error-who-privateKey")).isEqualTo("Private key is required"));
  }

  @Test
  void keys_that_the_hosts_print_are_compared_with_those_presented() {
    reach("10.0.0.21\n10.0.0.22");
    assertThat(find("#trust-same").orElseThrow().isDisabled()).isTrue();
    type("#trust-pasted", "256 " + FakeCandidates.print("10.0.0.22") + " root@h22 (ED25519)");
    await().until(() -> text("#trust-same").equals("Accept the 1 that matches"));
    fire("#trust-same");
    await().until(() -> client.calls().contains("trust candidate h22"));
    assertThat(client.calls()).doesNotContain("trust candidate h21");
  }

  @Test
  void a_changed_key_is_told_apart_and_one_that_does_not_answer_can_be_left_out() {
    reach("10.0.0.13\n10.0.0.14\n10.0.0.21");
    await().until(() -> seen("#trust-h14"));
    var words =
        fx(() -> ((Labeled) find("#trust-h14").orElseThrow().lookup("#trust-take")).getText());
    assertThat(words).isEqualTo("Accept the new key");
    fx(() -> {
      ((ButtonBase) find("#trust-h13").orElseThrow().lookup("#leave-out")).fire();
      return true;
    });
    await().until(() -> client.calls().contains("remove candidate h13"));
    await().until(() -> find("#trust-h13").isEmpty());
  }

  @Test
  void many_hosts_are_a_matrix_in_which_the_keyboard_moves(FxRobot robot) {
    reach("10.0.0.15\n10.0.0.21\n10.0.0.22");
    fire("#trust-all");
    await()
        .until(() ->
            text("#step-checks").isEmpty() && !find("#wizard-verb").orElseThrow().isDisabled());
    fire("#wizard-verb");
    await().until(() -> seen("#matrix"));
    await().until(() -> seen("#checklist-h15"));
    fx(() -> {
      find("#matrix").orElseThrow().requestFocus();
      return true;
    });
    robot.push(KeyCode.DOWN).push(KeyCode.ENTER);
    await().until(() -> seen("#checklist-h21"));
    assertThat(fx(() -> find("#matrix").orElseThrow().getAccessibleText()))
        .startsWith("h21: Docker");
  }

  @Test
  void what_blocks_is_fixed_where_it_stands() {
    reach("10.0.0.15");
    fire("#trust-take");
    await().until(() -> !find("#step-checks").orElseThrow().isDisabled());
    fire("#step-checks");
    await().until(() -> seen("#check-docker-reachable"));
    assertThat(find("#wizard-verb").orElseThrow().isDisabled()).isTrue();
    fire("#check-fix");
    await().until(() -> client.calls().contains("fix candidate h15"));
    awaitVerb("See the plan");
    await().until(() -> !find("#wizard-verb").orElseThrow().isDisabled());
  }

  @Test
  void every_step_is_reached_and_done_with_the_keyboard_alone(FxRobot robot) {
    await().until(() -> find("#where-text").isPresent());
    fx(() -> {
      find("#where-text").orElseThrow().requestFocus();
      return true;
    });
    robot.write("10.0.0.21");
    var stops = new ArrayList<String>();
    for (int i = 0; i < 20 && !stops.contains("wizard-verb"); i++) {
      if (i == 0) robot.press(KeyCode.CONTROL).push(KeyCode.TAB).release(KeyCode.CONTROL);
      else robot.push(KeyCode.TAB);
      var owner = fx(() -> screen.orElseThrow().node().getScene().getFocusOwner());
      stops.add(String.valueOf(owner.getId()));
    }
    assertThat(stops).contains("where-user", "where-port", "wizard-verb");
    robot.push(KeyCode.SPACE);
    await().until(() -> seen("#who-privateKey"));
    await()
        .until(() ->
            "who-privateKey"
                .equals(fx(() -> screen.orElseThrow().node().getScene().getFocusOwner().getId())));
  }
}
