package io.stampede.ssh;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stampede.ssh.SshFailure.Reason;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;

/// How the kept connection is made, lost and made again, on any host.
abstract class LinkContract extends RemoteContract {
  @Test
  void the_fingerprint_is_that_of_the_host() throws Exception {
    assertThat(remote.hostKeyFingerprint()).isEqualTo(host.key().fingerprint());
    assertThat(remote.state()).isEqualTo(new LinkState.Up(host.key().fingerprint()));
  }

  @Test
  void a_host_is_asked_for_its_key() throws Exception {
    assertThat(connections.hostKey(host.endpoint(), SOON)).isEqualTo(host.key());
  }

  @Test
  void a_cut_in_the_middle_of_a_command_is_told_as_such() throws Exception {
    try (var host = start();
        var cut = connections.open(host.endpoint(), host.credential(), host.pinned());
        var running = cut.start(Command.script("echo begun; exec cat"))) {
      assertThat(new String(running.stdout().readNBytes(6), UTF_8)).isEqualTo("begun\n");
      host.cutAll();
      assertThat(failure(() -> running.stdout().read()).reason()).isEqualTo(Reason.CUT);
      assertThat(failure(() -> running.waitFor(SOON)).reason()).isEqualTo(Reason.CUT);
    }
  }

  @Test
  void a_cut_connection_comes_back_by_itself_and_both_are_announced() throws Exception {
    var states = new LinkedBlockingQueue<LinkState>();
    try (var host = start();
        var cut = connections.open(host.endpoint(), host.credential(), host.pinned());
        var listening = cut.onState(states::add)) {
      assertThat(cut.state()).isEqualTo(new LinkState.Idle());
      cut.connect();
      var up = new LinkState.Up(host.key().fingerprint());
      assertThat(states.poll(20, SECONDS)).isEqualTo(up);
      host.cutAll();
      assertThat(states.poll(20, SECONDS)).isInstanceOf(LinkState.Down.class);
      await().atMost(SOON).until(() -> up.equals(states.poll()));
      assertThat(cut.exec(Command.of("true"), SOON).ok()).isTrue();
      listening.close();
      cut.close();
      assertThat(cut.state()).isEqualTo(new LinkState.Idle());
      assertThat(states).isEmpty();
    }
  }

  @Test
  void after_a_cut_files_and_forwarded_sockets_work_again() throws Exception {
    try (var host = start();
        var echo = EchoAfterAll.unix(host.folder().resolve("echo3"));
        var cut = connections.open(host.endpoint(), host.credential(), host.pinned());
        var forward = cut.forwardUnix(host.path("echo3"))) {
      assertThat(cut.files().list(new RemotePath(host.folder().toString()))).contains("echo3");
      assertThat(throughSocket(forward.path(), new byte[] {1})).isEqualTo(new byte[] {1});
      host.cutAll();
      await().atMost(SOON).ignoreExceptions().until(() -> cut.exec(Command.of("true"), SOON).ok());
      assertThat(cut.files().list(new RemotePath(host.folder().toString()))).contains("echo3");
      assertThat(throughSocket(forward.path(), new byte[] {2})).isEqualTo(new byte[] {2});
      assertThat(echo.failures()).isEmpty();
    }
  }

  @Test
  void an_unknown_host_is_not_logged_in_to() {
    var remote = connections.open(host.endpoint(), host.credential(), new HostKeyPolicy.Ask());
    var failure = failure(remote::connect);
    assertThat(failure.reason()).isEqualTo(Reason.HOST_KEY_UNKNOWN);
    assertThat(failure).hasMessageContaining(host.key().fingerprint());
    assertThat(remote.state()).isInstanceOf(LinkState.Down.class);
  }

  @Test
  void a_changed_host_key_blocks() {
    var other = "SHA256:" + "A".repeat(43);
    var remote =
        connections.open(
            host.endpoint(), host.credential(), new HostKeyPolicy.Pinned(Set.of(other)));
    var failure = failure(() -> remote.exec(Command.of("true"), SOON));
    assertThat(failure.reason()).isEqualTo(Reason.HOST_KEY_CHANGED);
    assertThat(failure).hasMessageContaining(other).hasMessageContaining(host.key().fingerprint());
  }

  @Test
  void a_key_the_host_does_not_know_is_refused_with_a_remedy() {
    var stranger = EmbeddedHost.credential(EmbeddedHost.ed25519());
    var remote = connections.open(host.endpoint(), stranger, host.pinned());
    var failure = failure(remote::connect);
    assertThat(failure.reason()).isEqualTo(Reason.AUTH_REFUSED);
    assertThat(failure)
        .hasMessageContaining("refused the key of user " + host.endpoint().user())
        .hasMessageContaining("authorized_keys");
  }

  @Test
  void a_call_within_the_pause_after_a_failure_fails_at_once() throws Exception {
    var nobody = Endpoint.of("127.0.0.1", OpenSshHost.freePort(), "core");
    var remote = connections.open(nobody, host.credential(), host.pinned());
    assertThat(failure(remote::connect)).hasMessageContaining("is sshd running");
    var paused = failure(remote::connect);
    assertThat(paused.reason()).isEqualTo(Reason.UNREACHABLE);
    assertThat(paused).hasMessageContaining("tried again in");
  }

  @Test
  void what_is_closed_stays_closed() throws Exception {
    var remote = connections.open(host.endpoint(), host.credential(), host.pinned());
    var forward = remote.forwardUnix(host.path("never"));
    remote.connect();
    remote.close();
    remote.close();
    assertThat(failure(remote::connect)).hasMessageContaining("closed here");
    assertThat(forward.path()).doesNotExist();
  }
}
