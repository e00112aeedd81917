package io.stampede.desktop.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.techsenger.jeditermfx.core.TerminalColor;
import com.techsenger.jeditermfx.core.TextStyle;
import io.stampede.desktop.fake.FakeTerminal;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// What programs really send, recorded from terminals of 80 by 24, and what must then be seen.
@ExtendWith(ApplicationExtension.class)
class TerminalViewTest {
  private final FakeTerminal shell = new FakeTerminal();
  private final CountDownLatch ended = new CountDownLatch(1);
  private Optional<TerminalView> view = Optional.empty();

  @Start
  void start(Stage stage) {
    var made = new TerminalView(new TerminalLink(shell, "h1", ended::countDown));
    view = Optional.of(made);
    stage.setScene(new Scene((Parent) made.node(), 900, 640));
    stage.show();
    made.start();
  }

  @AfterEach
  void close() {
    fx(() -> {
      view().close();
      return true;
    });
  }

  private TerminalView view() {
    return view.orElseThrow();
  }

  private static <T> T fx(Callable<T> work) {
    return WaitForAsyncUtils.waitForAsyncFx(10_000, work);
  }

  private void plays(String name) throws IOException {
    await().until(() -> !shell.sizes().isEmpty());
    try (var in = Objects.requireNonNull(getClass().getResourceAsStream(name + ".stream"))) {
      shell.says(in.readAllBytes());
    }
  }

  private String line(String with) {
    await(with).untilAsserted(() -> assertThat(view().text()).contains(with));
    return view().text().lines().filter(l -> l.contains(with)).findFirst().orElse("");
  }

  /// The style of the first letter of a text.
  private TextStyle style(String text) {
    line(text);
    var buffer = view().widget().getTerminalTextBuffer();
    var lines = view().text().lines().toList();
    for (int y = 0; y < lines.size(); y++) {
      int x = lines.get(y).indexOf(text);
      if (x >= 0) return Objects.requireNonNull(buffer.getStyleAt(x, y));
    }
    throw new AssertionError("there is no " + text);
  }

  private static int rgb(@Nullable TerminalColor colour) {
    return Objects.requireNonNull(colour).toColor().getRGB() & 0xffffff;
  }

  @Test
  void an_editor_in_the_alternate_screen_is_seen_as_it_draws_itself() throws Exception {
    plays("vi");
    line("from vi");
    assertThat(view().text()).contains("line 100 of the file").doesNotContain("line 1 of");
    assertThat(view().widget().getTerminalTextBuffer().isUsingAlternateBuffer()).isTrue();
  }

  @Test
  void a_pager_pages_and_finds() throws Exception {
    plays("less");
    line("line 77 of the file");
  }

  @Test
  void a_monitor_of_colours_boxes_and_wide_letters_is_seen_whole() throws Exception {
    plays("monitor");
    assertThat(line("step 2")).contains("│");
    line("漢");
    assertThat(style("PID").hasOption(TextStyle.Option.INVERSE)).isTrue();
    var chosen = style("  102 root");
    assertThat(rgb(chosen.getForeground())).as("colour 208 of 256").isEqualTo(0xff8700);
    assertThat(rgb(chosen.getBackground())).as("colour 17 of 256").isEqualTo(0x00005f);
  }

  @Test
  void a_shell_scrolls_back_and_returns_from_the_alternate_screen() throws Exception {
    plays("shell");
    line("back");
    assertThat(view().text()).doesNotContain("alternate");
    var buffer = view().widget().getTerminalTextBuffer();
    assertThat(buffer.isUsingAlternateBuffer()).isFalse();
    assertThat(buffer.getHistoryLinesCount()).isGreaterThan(20);
  }

  @Test
  void true_colour_is_kept() {
    await().until(() -> !shell.sizes().isEmpty());
    shell.says("\u001b[38;2;10;200;30mgreen\u001b[0m");
    assertThat(rgb(style("green").getForeground())).isEqualTo(0x0ac81e);
  }

  @Test
  void what_is_typed_reaches_the_shell_and_its_end_is_told(FxRobot robot) throws Exception {
    shell.says("# ");
    line("#");
    fx(() -> {
      view().focus();
      return true;
    });
    robot.write("ls");
    await().until(() -> shell.typed().endsWith("ls"));
    robot.push(KeyCode.UP);
    await().untilAsserted(() -> assertThat(shell.typed()).matches("(?s)ls\u001b[\\[O]A"));
    shell.ends();
    assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void the_shell_hears_of_the_windows_size() {
    await().until(() -> !shell.sizes().isEmpty());
    var before = shell.sizes().getLast();
    fx(() -> {
      view().node().getScene().getWindow().setWidth(1200);
      return true;
    });
    await().untilAsserted(() -> assertThat(shell.sizes().getLast()).isNotEqualTo(before));
  }

  @Test
  void broken_bytes_and_a_flood_of_sequences_break_nothing() {
    await().until(() -> !shell.sizes().isEmpty());
    shell.says(new byte[] {(byte) 0xff, (byte) 0xfe, 0x1b, '[', '9', '9', '9', '9', '9', ';', 'z'});
    shell.says("\u001b[999999999999H\u001b]0;" + "t".repeat(5000) + "\u0007\u001bP1;2q\u001b\\");
    shell.says("\u001b[2J\u001b[1;1Hstill here");
    line("still here");
  }
}
