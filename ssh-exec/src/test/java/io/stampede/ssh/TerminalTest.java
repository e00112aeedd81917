package io.stampede.ssh;

import static io.stampede.ssh.RemoteContract.failure;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import io.stampede.ssh.SshFailure.Reason;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A shell with a real terminal around it, at a real sshd.
@TestInstance(Lifecycle.PER_CLASS)
class TerminalTest {
  private static final Duration SOON = Duration.ofSeconds(20);

  private final SshConnections connections = SshConnections.mina(TestHost.SETTINGS);
  private OpenSshHost host;
  private Remote remote;

  @BeforeAll
  void open() throws Exception {
    host = new OpenSshHost();
    remote = connections.open(host.endpoint(), host.credential(), host.pinned());
  }

  @AfterAll
  void close() throws Exception {
    connections.close();
    host.close();
  }

  private static void type(Terminal terminal, String text) throws IOException {
    terminal.out().write(text.getBytes(UTF_8));
    terminal.out().flush();
  }

  /// Reads until the screen has shown a text, that was not typed as such.
  private static String until(Terminal terminal, String text) throws IOException {
    var screen = new StringBuilder();
    var bytes = new byte[1024];
    while (screen.indexOf(text) < 0) {
      int n = terminal.in().read(bytes);
      assertThat(n).as("the shell ended; it showed: " + screen).isPositive();
      screen.append(new String(bytes, 0, n, UTF_8));
    }
    return screen.toString();
  }

  @Test
  void what_is_typed_is_run_and_shown_and_the_exit_status_told() throws Exception {
    try (var terminal = remote.shell(Pty.xterm(100, 30))) {
      type(terminal, "tty; echo type=$TERM; stty size; echo err=$((6*7)) >&2; exit 3\n");
      var screen = until(terminal, "err=42");
      assertThat(screen).contains("/dev/pts/").contains("type=xterm-256color").contains("30 100");
      while (terminal.in().read() >= 0) {}
      assertThat(terminal.waitFor(SOON)).isEqualTo(3);
    }
  }

  @Test
  void programs_are_told_of_another_size() throws Exception {
    try (var terminal = remote.shell(Pty.xterm(80, 24))) {
      type(terminal, "trap 'echo now $(stty size)' WINCH; echo rea''dy\n");
      until(terminal, "ready");
      terminal.resize(132, 50);
      type(terminal, "\n");
      until(terminal, "now 50 132");
      assertThatIllegalArgumentException().isThrownBy(() -> terminal.resize(0, 50));
    }
  }

  @Test
  void control_c_interrupts_what_runs_and_not_the_shell() throws Exception {
    var seconds = String.valueOf(host.endpoint().port());
    try (var terminal = remote.shell(Pty.xterm(80, 24))) {
      type(terminal, "echo go''ing; sleep 5" + seconds + "\n");
      until(terminal, "going");
      await().atMost(SOON).until(() -> sleeps("5" + seconds));
      type(terminal, "\u0003");
      type(terminal, "echo status=$?\n");
      until(terminal, "status=130");
    }
  }

  @Test
  void closing_hangs_up_on_what_runs() throws Exception {
    var seconds = "4" + host.endpoint().port();
    var terminal = remote.shell(Pty.xterm(80, 24));
    type(terminal, "echo go''ing; sleep " + seconds + "\n");
    until(terminal, "going");
    await().atMost(SOON).until(() -> sleeps(seconds));
    terminal.close();
    await().atMost(SOON).until(() -> !sleeps(seconds));
  }

  private static boolean sleeps(String seconds) {
    return ProcessHandle.allProcesses()
        .anyMatch(p ->
            p.info().arguments().map(a -> java.util.List.of(a).contains(seconds)).orElse(false));
  }

  @Test
  void a_shell_that_a_signal_ends_tells_as_shells_do() throws Exception {
    try (var terminal = remote.shell(Pty.xterm(80, 24))) {
      type(terminal, "kill -KILL $$\n");
      while (terminal.in().read() >= 0) {}
      assertThat(terminal.waitFor(SOON)).isEqualTo(128 + 9);
    }
  }

  @Test
  void a_cut_is_told_as_such() throws Exception {
    try (var host = new OpenSshHost();
        var remote = connections.open(host.endpoint(), host.credential(), host.pinned());
        var terminal = remote.shell(Pty.xterm(80, 24))) {
      type(terminal, "echo begu''n\n");
      until(terminal, "begun");
      host.cutAll();
      var cut =
          failure(() -> {
            while (terminal.in().read() >= 0) {}
          });
      assertThat(cut.reason()).isEqualTo(Reason.CUT);
      assertThat(failure(() -> terminal.waitFor(SOON)).reason()).isEqualTo(Reason.CUT);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-x", "a b", "a\n", "$(id)", "x;y"})
  void what_is_no_type_of_terminal_is_refused(String type) {
    assertThatIllegalArgumentException().isThrownBy(() -> new Pty(type, 80, 24));
  }
}
