package io.stampede.ssh;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;

/// OpenSSH's own client, as the peer to be compared with: a kept master that forwards one socket.
final class OpenSshClient implements AutoCloseable {
  private final OpenSshHost host;
  private final Path control;
  private final Process master;

  OpenSshClient(OpenSshHost host, Path local, Path socket) throws Exception {
    this.host = host;
    control = host.folder().resolve("control");
    var known = "[127.0.0.1]:%d %s".formatted(host.endpoint().port(), host.publicKey());
    Files.writeString(host.folder().resolve("known"), known);
    master = ssh(List.of("-M", "-N", "-S", control + "", "-L", local + ":" + socket), List.of());
    Awaitility.await()
        .atMost(Duration.ofSeconds(90))
        .until(() -> Files.exists(control) && Files.exists(local));
  }

  int kept(String command) throws Exception {
    return ssh(List.of("-S", control.toString()), List.of(command)).waitFor();
  }

  int fresh(String command) throws Exception {
    return ssh(List.of("-S", "none"), List.of(command)).waitFor();
  }

  /// One command of OpenSSH's own `sftp`, as `put here there`, in a process of its own.
  int sftp(String command) throws Exception {
    var argv = new ArrayList<>(List.of("sftp", "-q", "-F", "none", "-b", "-"));
    argv.addAll(List.of("-o", "ControlPath=" + control)); // the kept connection
    argv.addAll(List.of("-P", host.endpoint().port() + ""));
    argv.add(host.endpoint().user() + "@127.0.0.1");
    var sftp =
        new ProcessBuilder(argv)
            .redirectOutput(Redirect.DISCARD)
            .redirectError(Redirect.DISCARD)
            .start();
    try (var in = sftp.getOutputStream()) {
      in.write((command + "\n").getBytes(UTF_8));
    }
    return sftp.waitFor();
  }

  private Process ssh(List<String> options, List<String> command) throws IOException {
    var at = host.endpoint();
    var argv = new ArrayList<>(List.of("ssh", "-F", "none", "-n", "-o", "BatchMode=yes"));
    argv.addAll(List.of("-i", host.folder().resolve("user").toString()));
    argv.addAll(List.of("-o", "UserKnownHostsFile=" + host.folder().resolve("known")));
    argv.addAll(List.of("-p", at.port() + ""));
    argv.addAll(options);
    argv.add(at.user() + "@127.0.0.1");
    argv.addAll(command);
    return new ProcessBuilder(argv)
        .redirectOutput(Redirect.DISCARD)
        .redirectError(Redirect.DISCARD)
        .start();
  }

  @Override
  public void close() throws Exception {
    master.destroy();
    master.waitFor();
  }
}
