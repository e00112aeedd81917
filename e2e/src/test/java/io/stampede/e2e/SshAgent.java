package io.stampede.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/// An ssh-agent of this machine, as a person's session has one.
final class SshAgent implements AutoCloseable {
  private final Process process;
  private final Path socket;

  private SshAgent(Process process, Path socket) {
    this.process = process;
    this.socket = socket;
  }

  static SshAgent start(Path socket) {
    try {
      var process = new ProcessBuilder("ssh-agent", "-D", "-a", socket.toString()).start();
      Awaitility.await().atMost(Duration.ofSeconds(90)).until(() -> Files.exists(socket));
      return new SshAgent(process, socket);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String socket() {
    return socket.toString();
  }

  void add(Path key) {
    var ran = Tool.run(Map.of("SSH_AUTH_SOCK", socket()), List.of("ssh-add", key.toString()));
    if (ran.status() != 0) throw new AssertionError(ran.out());
  }

  @Override
  public void close() {
    process.destroy();
  }
}
