package io.stampede.ssh;

import static io.stampede.ssh.RemoteContract.failure;
import static io.stampede.ssh.RemoteContract.random;
import static io.stampede.ssh.RemoteContract.throughSocket;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stampede.ssh.SshFailure.Reason;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Sockets of hosts whose sshd refuses to forward to them, on hosts that have only some of the
/// commands that can do it instead.
class BridgeTest {
  /// A line for sshd: commands are found in a folder that [#provide] fills.
  static final String ONLY_TOOLS_OF_THE_TEST = "SetEnv SHLVL=2 HOME=%FOLDER% PATH=%FOLDER%/bin";

  private static final String REFUSES = "AllowStreamLocalForwarding no";
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final String[] EVERYWHERE = {
    "sh", "cat", "stat", "readlink", "grep", "sleep", "true"
  };

  /// Takes the arguments of docker's client and carries bytes as it does.
  private static final String DOCKER =
      """
      #!/bin/sh
      [ "$1 $3 $4" = '-H system dial-stdio' ] || exit 1
      exec /usr/bin/socat -t 1000 - "UNIX-CONNECT:${2#unix://}"
      """;

  private final SshConnections connections = SshConnections.mina(TestHost.SETTINGS);

  @AfterEach
  void close() {
    connections.close();
  }

  static void provide(OpenSshHost host, String... tools) throws Exception {
    var bin = Files.createDirectories(host.folder().resolve("bin"));
    for (var tool : EVERYWHERE) link(bin, tool);
    for (var tool : tools) link(bin, tool);
  }

  private static void link(Path bin, String tool) throws Exception {
    if (tool.equals("docker")) {
      var executable = PosixFilePermissions.fromString("rwxr-xr-x");
      Files.setPosixFilePermissions(Files.writeString(bin.resolve(tool), DOCKER), executable);
      return;
    }
    for (var folder : new String[] {"/usr/bin", "/bin"}) {
      var there = Path.of(folder, tool);
      if (Files.isExecutable(there)) {
        Files.createSymbolicLink(bin.resolve(tool), there);
        return;
      }
    }
    throw new IllegalStateException("these tests need %s: apt-get install it".formatted(tool));
  }

  private Remote remote(TestHost host) {
    return connections.open(host.endpoint(), host.credential(), host.pinned());
  }

  @ParameterizedTest
  @ValueSource(strings = {"socat", "nc", "docker"})
  void what_the_host_has_carries_bytes_both_ways_and_the_end_of_either(String tool)
      throws Exception {
    try (var host = new OpenSshHost(REFUSES, ONLY_TOOLS_OF_THE_TEST);
        var echo = EchoAfterAll.unix(host.folder().resolve("docker.sock"))) {
      provide(host, tool);
      var remote = remote(host);
      assertThat(remote.bridged()).isEmpty();
      try (var forward = remote.forwardUnix(host.path("docker.sock"))) {
        for (int size : new int[] {1, 100_000, 2_000_000, 0}) {
          assertThat(throughSocket(forward.path(), random(size))).isEqualTo(random(size));
        }
        assertThat(forward.lastFailure()).isEmpty();
      }
      assertThat(remote.bridged().orElseThrow())
          .hasMessageContaining("AllowStreamLocalForwarding yes");
      assertThat(echo.failures()).isEmpty();
      await().atMost(SOON).until(() -> host.connections() == 1);
    }
  }

  @Test
  void many_at_once_are_carried_over_more_connections_than_one() throws Exception {
    try (var host = new OpenSshHost(REFUSES, "MaxSessions 3", ONLY_TOOLS_OF_THE_TEST);
        var echo = EchoAfterAll.unix(host.folder().resolve("echo"))) {
      provide(host, "socat");
      var remote = remote(host);
      try (var forward = remote.forwardUnix(host.path("echo"));
          var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        var calls = new ArrayList<Callable<byte[]>>();
        for (int i = 0; i < 30; i++) calls.add(() -> throughSocket(forward.path(), random(5000)));
        for (var call : threads.invokeAll(calls)) assertThat(call.get()).isEqualTo(random(5000));
      }
      assertThat(echo.failures()).isEmpty();
    }
  }

  @Test
  void without_such_a_command_the_line_to_set_is_told() throws Exception {
    try (var host = new OpenSshHost(REFUSES, ONLY_TOOLS_OF_THE_TEST);
        var echo = EchoAfterAll.unix(host.folder().resolve("echo"))) {
      provide(host);
      var refused = failure(() -> remote(host).openUnix(host.path("echo")));
      assertThat(refused.reason()).isEqualTo(Reason.FORWARDING_REFUSED);
      assertThat(refused)
          .hasMessageContaining("AllowStreamLocalForwarding yes")
          .hasMessageContaining("install socat");
      assertThat(echo.failures()).isEmpty();
    }
  }

  @Test
  void a_socket_that_is_not_there_is_told_as_such_over_a_bridge_too() throws Exception {
    try (var host = new OpenSshHost(REFUSES, ONLY_TOOLS_OF_THE_TEST);
        var echo = EchoAfterAll.unix(host.folder().resolve("echo"))) {
      provide(host, "socat");
      var remote = remote(host);
      remote.openUnix(host.path("echo")).close();
      assertThat(remote.bridged()).isPresent();
      var absent = failure(() -> remote.openUnix(host.path("absent")));
      assertThat(absent.reason()).isEqualTo(Reason.NOT_LISTENING);
      assertThat(absent).hasMessageContaining("has no socket " + host.path("absent"));
      assertThat(echo.failures()).isEmpty();
    }
  }

  @Test
  void a_path_that_socat_would_read_as_options_is_not_given_to_it() throws Exception {
    var name = "a,fork,exec=id";
    try (var host = new OpenSshHost(REFUSES, ONLY_TOOLS_OF_THE_TEST);
        var echo = EchoAfterAll.unix(host.folder().resolve(name))) {
      provide(host, "socat");
      assertThat(failure(() -> remote(host).openUnix(host.path(name))).reason())
          .isEqualTo(Reason.FORWARDING_REFUSED);
      link(host.folder().resolve("bin"), "nc");
      try (var forward = remote(host).forwardUnix(host.path(name))) {
        assertThat(throughSocket(forward.path(), random(10))).isEqualTo(random(10));
      }
      assertThat(echo.failures()).isEmpty();
    }
  }

  @Test
  void when_sshd_is_set_right_and_connected_to_anew_it_forwards() throws Exception {
    try (var host = new OpenSshHost(REFUSES, ONLY_TOOLS_OF_THE_TEST);
        var echo = EchoAfterAll.unix(host.folder().resolve("echo"))) {
      provide(host, "socat");
      var remote = remote(host);
      remote.openUnix(host.path("echo")).close();
      assertThat(remote.bridged()).isPresent();
      host.reconfigure();
      await().atMost(SOON).until(() -> remote.state() instanceof LinkState.Up);
      remote.openUnix(host.path("echo")).close();
      assertThat(remote.bridged()).isEmpty();
      assertThat(echo.failures()).isEmpty();
    }
  }
}
