package io.stampede.desktop.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stampede.client.Refused;
import io.stampede.desktop.background.Background;
import io.stampede.desktop.fake.FakeTerminal;
import io.stampede.ssh.Terminal;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
class TerminalWindowTest {
  private static final Refused NO_SHELL =
      Refused.conflict("no-shell", "h1 gives no shell", "allow it in its sshd");

  private final Background background = Background.ofToolkit();
  private final AtomicReference<Callable<Terminal>> answer =
      new AtomicReference<>(() -> {
        throw NO_SHELL;
      });
  private Optional<TerminalWindow> window = Optional.empty();

  @Start
  void start(Stage unused) {
    var made = new TerminalWindow(background, "h1", () -> answer.get().call(), _ -> {});
    window = Optional.of(made);
    made.show();
  }

  @AfterEach
  void close() {
    fx(() -> {
      window.orElseThrow().close();
      return true;
    });
    background.close();
  }

  private static <T> T fx(Callable<T> work) {
    return WaitForAsyncUtils.waitForAsyncFx(10_000, work);
  }

  private static Optional<Node> find(String id) {
    return Window.getWindows().stream()
        .filter(w -> w.getScene() != null)
        .flatMap(w -> Optional.ofNullable(w.getScene().getRoot().lookup(id)).stream())
        .findFirst();
  }

  @Test
  void a_shell_that_is_refused_says_why_and_can_be_asked_for_again() {
    await()
        .untilAsserted(() ->
            assertThat(fx(() -> ((Label) find("#terminal-words").orElseThrow()).getText()))
                .isEqualTo("h1 gives no shell · allow it in its sshd"));
    var shell = new FakeTerminal();
    answer.set(() -> shell);
    fx(() -> {
      ((Button) find("#terminal-again").orElseThrow()).fire();
      return true;
    });
    await().until(() -> !shell.sizes().isEmpty());
    assertThat(fx(() -> find("#terminal-notice").orElseThrow().isVisible())).isFalse();
  }
}
