package io.stampede.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;

/// OpenSSH's own agent, for one test.
final class SshAgentProcess implements AutoCloseable {
  private final Path socket;
  private final Process agent;

  SshAgentProcess(Path socket) throws Exception {
    this.socket = socket;
    agent = new ProcessBuilder("ssh-agent", "-D", "-a", socket.toString()).start();
    Awaitility.await().atMost(Duration.ofSeconds(90)).until(() -> Files.exists(socket));
  }

  Credential credential() {
    return new Credential.Agent(socket);
  }

  void add(Path key) throws Exception {
    tell("-q", key.toString());
  }

  void forgetAll() throws Exception {
    tell("-q", "-D");
  }

  private void tell(String... arguments) throws Exception {
    var argv = new ArrayList<>(List.of("ssh-add"));
    argv.addAll(List.of(arguments));
    var process = new ProcessBuilder(argv).redirectErrorStream(true);
    process.environment().put("SSH_AUTH_SOCK", socket.toString());
    var told = process.start();
    var said = new String(told.getInputStream().readAllBytes());
    assertThat(told.waitFor()).as(said).isZero();
  }

  @Override
  public void close() throws Exception {
    agent.destroy();
    agent.waitFor();
  }
}
