package io.stampede.ssh;

import static io.stampede.ssh.RemoteContract.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stampede.ssh.SshFailure.Reason;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What depends on how a host's sshd is configured, or how it fares.
class OpenSshTest {
  private static final Duration SOON = Duration.ofSeconds(20);

  private final SshConnections connections = SshConnections.mina(TestHost.SETTINGS);

  @AfterEach
  void close() {
    connections.close();
  }

  private Remote remote(TestHost host) {
    return connections.open(host.endpoint(), host.credential(), host.pinned());
  }

  @Test
  void forwarding_that_sshd_forbids_is_told_apart_from_nobody_listening() throws Exception {
    try (var host =
            new OpenSshHost(
                "AllowStreamLocalForwarding no",
                "AllowTcpForwarding no",
                BridgeTest.ONLY_TOOLS_OF_THE_TEST);
        var echo = EchoAfterAll.unix(host.folder().resolve("echo"));
        var port = new ServerSocket(0)) {
      BridgeTest.provide(host);
      var remote = remote(host);
      var refused = failure(() -> remote.openUnix(host.path("echo")));
      assertThat(refused.reason()).isEqualTo(Reason.FORWARDING_REFUSED);
      assertThat(refused).hasMessageContaining("AllowStreamLocalForwarding yes");
      var absent = failure(() -> remote.openUnix(host.path("absent")));
      assertThat(absent.reason()).isEqualTo(Reason.NOT_LISTENING);
      assertThat(absent).hasMessageContaining("has no socket " + host.path("absent"));
      assertThat(failure(() -> remote.openTcp("127.0.0.1", port.getLocalPort())).reason())
          .isEqualTo(Reason.FORWARDING_REFUSED);
      assertThat(echo.failures()).isEmpty();
    }
  }

  @Test
  void a_socket_left_by_a_dead_service_is_told_as_such() throws Exception {
    try (var host = new OpenSshHost()) {
      EchoAfterAll.unix(host.folder().resolve("dead")).close();
      var dead = failure(() -> remote(host).openUnix(host.path("dead")));
      assertThat(dead.reason()).isEqualTo(Reason.NOT_LISTENING);
      assertThat(dead).hasMessageContaining("nobody listens").hasMessageContaining("start its");
      var file = failure(() -> remote(host).openUnix(host.path("config")));
      assertThat(file.reason()).isEqualTo(Reason.NOT_LISTENING);
      assertThat(file).hasMessageContaining("is no socket");
    }
  }

  @Test
  void commands_wait_their_turn_where_few_sessions_are_allowed() throws Exception {
    try (var host = new OpenSshHost("MaxSessions 2")) {
      var remote = remote(host);
      assertThat(remote.files().stat(host.path("config"))).isPresent();
      var calls = new ArrayList<Callable<Boolean>>();
      for (int i = 0; i < 20; i++) calls.add(() -> remote.exec(Command.of("true"), SOON).ok());
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (var each : threads.invokeAll(calls)) assertThat(each.get()).isTrue();
      }
    }
  }

  @Test
  void a_command_that_a_signal_ends_is_a_failure() throws Exception {
    try (var host = new OpenSshHost()) {
      var failure = failure(() -> remote(host).exec(Command.script("kill -KILL $$"), SOON));
      assertThat(failure.reason()).isEqualTo(Reason.CUT);
      assertThat(failure).hasMessageContaining("signal KILL");
    }
  }

  @Test
  void a_command_that_is_given_up_is_ended_on_the_host_with_all_it_started() throws Exception {
    try (var host = new OpenSshHost()) {
      var remote = remote(host);
      var script = "trap '' TERM HUP PIPE; sleep $1 & sleep $1";
      var seconds = "3" + host.endpoint().port(); // found by this in the list of processes
      var given =
          failure(() -> remote.exec(Command.script(script, seconds), Duration.ofSeconds(2)));
      assertThat(given.reason()).isEqualTo(Reason.TIMEOUT);
      await().atMost(SOON).until(() -> sleepers(seconds).isEmpty());
    }
  }

  private static List<ProcessHandle> sleepers(String seconds) {
    return ProcessHandle.allProcesses()
        .filter(p -> p.info().arguments().map(a -> List.of(a).contains(seconds)).orElse(false))
        .toList();
  }

  @Test
  void a_host_without_sftp_is_told_how_to_get_it() throws Exception {
    try (var host = new OpenSshHost("Subsystem sftp /bin/false")) {
      var failure = failure(() -> remote(host).files().stat(host.path("config")));
      assertThat(failure.reason()).isEqualTo(Reason.PROTOCOL);
      assertThat(failure).hasMessageContaining("Subsystem sftp");
    }
  }

  @Test
  void a_host_that_falls_silent_is_noticed_and_noticed_again_when_it_returns() throws Exception {
    try (var host = new OpenSshHost()) {
      var remote = remote(host);
      var states = new LinkedBlockingQueue<LinkState>();
      try (var _ = remote.onState(states::add)) {
        remote.connect();
        assertThat(states.poll(20, TimeUnit.SECONDS)).isInstanceOf(LinkState.Up.class);
        host.fallSilent();
        var down = states.poll(10, TimeUnit.SECONDS); // keepalive is 1 s here
        assertThat(down).isInstanceOf(LinkState.Down.class);
        await().atMost(SOON).until(() -> states.poll() instanceof LinkState.Up);
      }
    }
  }

  @Test
  void a_host_that_was_off_is_back_by_itself() throws Exception {
    try (var host = new OpenSshHost()) {
      var remote = remote(host);
      remote.connect();
      host.stop();
      await().atMost(SOON).until(() -> remote.state() instanceof LinkState.Down);
      assertThat(failure(remote::connect).reason()).isEqualTo(Reason.UNREACHABLE);
      host.startAgain();
      await().atMost(SOON).until(() -> remote.state() instanceof LinkState.Up);
      assertThat(remote.exec(Command.of("true"), SOON).ok()).isTrue();
    }
  }

  @Test
  void what_the_host_writes_into_a_new_file_nobody_else_could_read() throws Exception {
    try (var host = new OpenSshHost()) {
      var remote = remote(host);
      remote.files().replace(host.path("secret"), new byte[] {1}, 0600);
      remote.files().replace(host.path("open"), new byte[] {1}, 0666);
      assertThat(remote.files().stat(host.path("secret")).orElseThrow().mode()).isEqualTo(0600);
      assertThat(remote.files().stat(host.path("open")).orElseThrow().mode()).isEqualTo(0666);
      assertThat(Files.list(host.folder()).map(Path::getFileName).map(Path::toString))
          .noneMatch(name -> name.startsWith(".stampede-"));
    }
  }
}
