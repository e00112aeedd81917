package io.stampede.ssh;

import static io.stampede.ssh.RemoteContract.failure;
import static io.stampede.ssh.RemoteContract.random;
import static io.stampede.ssh.RemoteContract.throughSocket;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stampede.ssh.SshFailure.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Hosts whose sshd allows few sessions on one connection (`MaxSessions`), or none.
class PoolTest {
  private static final Duration SOON = Duration.ofSeconds(30);

  private final SshConnections connections = SshConnections.mina(TestHost.SETTINGS);

  @AfterEach
  void close() {
    connections.close();
  }

  private Remote remote(TestHost host) {
    return connections.open(host.endpoint(), host.credential(), host.pinned());
  }

  @Test
  void where_one_session_is_allowed_all_goes_on_over_further_connections_which_end_when_idle()
      throws Exception {
    try (var host = new OpenSshHost("MaxSessions 1");
        var remote = remote(host)) {
      try (var terminal = remote.shell(Pty.xterm(80, 24))) {
        assertThat(terminal.in()).isNotNull();
        assertThat(remote.files().stat(host.path("config"))).isPresent();
        assertThat(remote.exec(Command.of("true"), SOON).ok()).isTrue();
        try (var held = remote.start(Command.of("cat"))) {
          assertThat(remote.files().stat(host.path("config"))).isPresent();
          assertThat(held.stdin()).isNotNull();
          assertThat(host.connections()).isBetween(2L, 4L);
        }
      }
      await().atMost(SOON).until(() -> host.connections() == 1);
      assertThat(remote.exec(Command.of("true"), SOON).ok()).isTrue();
    }
  }

  @Test
  void no_more_connections_are_made_than_allowed_and_the_rest_wait_their_turn() throws Exception {
    try (var host = new OpenSshHost("MaxSessions 2");
        var remote = remote(host)) {
      var calls = new ArrayList<Callable<Boolean>>();
      for (int i = 0; i < 30; i++) {
        calls.add(() -> remote.exec(Command.of("sleep", "0.3"), SOON).ok());
      }
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        var all = calls.stream().map(threads::submit).toList();
        long most = 0;
        while (!all.stream().allMatch(each -> each.isDone())) {
          most = Math.max(most, host.connections());
          Thread.onSpinWait();
        }
        for (var each : all) assertThat(each.get()).isTrue();
        assertThat(most).isBetween(2L, (long) TestHost.SETTINGS.pool().connections());
      }
      await().atMost(SOON).until(() -> host.connections() == 1);
    }
  }

  @Test
  void a_host_that_allows_no_session_is_told_what_to_set_and_still_forwards() throws Exception {
    try (var host = new OpenSshHost("MaxSessions 0");
        var echo = EchoAfterAll.unix(host.folder().resolve("echo"));
        var remote = remote(host)) {
      var failure = failure(() -> remote.exec(Command.of("true"), SOON));
      assertThat(failure.reason()).isEqualTo(Reason.BUSY);
      assertThat(failure).hasMessageContaining("not even one").hasMessageContaining("MaxSessions");
      try (var forward = remote.forwardUnix(host.path("echo"))) {
        assertThat(throughSocket(forward.path(), random(1000))).isEqualTo(random(1000));
      }
      assertThat(echo.failures()).isEmpty();
    }
  }

  @Test
  void streams_take_no_room_and_no_further_connection() throws Exception {
    try (var host = new OpenSshHost("MaxSessions 1");
        var echo = EchoAfterAll.unix(host.folder().resolve("echo"));
        var remote = remote(host);
        var forward = remote.forwardUnix(host.path("echo"))) {
      remote.connect();
      var open = new ArrayList<ByteStream>();
      for (int i = 0; i < 40; i++) open.add(remote.openUnix(host.path("echo")));
      assertThat(throughSocket(forward.path(), random(1000))).isEqualTo(random(1000));
      assertThat(host.connections()).isEqualTo(1);
      open.forEach(ByteStream::close);
      assertThat(echo.failures()).isEmpty();
    }
  }

  @Test
  void a_cut_of_all_connections_is_survived() throws Exception {
    try (var host = new OpenSshHost("MaxSessions 1");
        var remote = remote(host)) {
      try (var held = remote.start(Command.of("cat"))) {
        assertThat(held.stdin()).isNotNull();
        assertThat(remote.exec(Command.of("true"), SOON).ok()).isTrue();
        host.cutAll();
      }
      await()
          .atMost(SOON)
          .ignoreExceptions()
          .until(() -> remote.exec(Command.of("true"), SOON).ok());
    }
  }

  @Test
  void closing_the_remote_closes_every_connection() throws Exception {
    try (var host = new OpenSshHost("MaxSessions 1")) {
      var remote = remote(host);
      var held = remote.start(Command.of("cat"));
      assertThat(remote.exec(Command.of("true"), SOON).ok()).isTrue();
      assertThat(host.connections()).isEqualTo(2);
      remote.close();
      held.close();
      await().atMost(SOON).until(() -> host.connections() == 0);
      assertThat(failure(() -> remote.exec(Command.of("true"), SOON)))
          .hasMessageContaining("closed here");
    }
  }
}
