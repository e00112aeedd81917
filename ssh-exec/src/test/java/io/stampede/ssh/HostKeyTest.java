package io.stampede.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.stampede.ssh.SshFailure.Reason;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Against a server that notes every word said to prove who we are.
class HostKeyTest {
  private static final Duration SOON = Duration.ofSeconds(20);

  private final SshConnections connections = SshConnections.mina(TestHost.SETTINGS);
  private final EmbeddedHost host;

  HostKeyTest() throws Exception {
    host = new EmbeddedHost();
  }

  @AfterEach
  void close() throws Exception {
    connections.close();
    host.close();
  }

  private Reason refused(HostKeyPolicy policy) {
    var remote = connections.open(host.endpoint(), host.credential(), policy);
    return catchThrowableOfType(SshFailure.class, remote::connect).reason();
  }

  @Test
  void the_server_does_note_logins() throws Exception {
    connections.open(host.endpoint(), host.credential(), host.pinned()).connect();
    assertThat(host.logins()).isNotEmpty().allMatch(login -> login.startsWith("core with the key"));
    assertThat(host.loginsBegun()).isOne();
  }

  @Test
  void asking_for_the_key_says_nothing_of_a_user() throws Exception {
    assertThat(connections.hostKey(host.endpoint(), SOON)).isEqualTo(host.key());
    assertThat(host.logins()).isEmpty();
  }

  @Test
  void an_unknown_host_hears_nothing_of_a_user() {
    assertThat(refused(new HostKeyPolicy.Ask())).isEqualTo(Reason.HOST_KEY_UNKNOWN);
    assertThat(host.logins()).isEmpty();
    assertThat(host.loginsBegun()).isZero();
  }

  @Test
  void a_host_with_another_key_hears_nothing_of_a_user() {
    var pinned = host.pinned();
    host.changeKey();
    assertThat(refused(pinned)).isEqualTo(Reason.HOST_KEY_CHANGED);
    assertThat(host.logins()).isEmpty();
    assertThat(host.loginsBegun()).isZero();
  }

  @Test
  void a_host_with_another_key_hears_no_password() {
    var pinned = host.pinned();
    host.changeKey();
    var remote = connections.open(host.endpoint(), new Credential.Password("secret"), pinned);
    assertThat(catchThrowableOfType(SshFailure.class, remote::connect).reason())
        .isEqualTo(Reason.HOST_KEY_CHANGED);
    assertThat(host.loginsBegun()).isZero();
  }

  @Test
  void a_key_that_changes_while_connected_blocks_at_the_next_connection() throws Exception {
    var remote = connections.open(host.endpoint(), host.credential(), host.pinned());
    remote.connect();
    host.logins().clear();
    host.changeKey();
    host.cutAll();
    org.awaitility.Awaitility.await()
        .atMost(SOON)
        .until(() ->
            remote.state() instanceof LinkState.Down(var why)
                && why.reason() == Reason.HOST_KEY_CHANGED);
    assertThat(host.logins()).isEmpty();
  }

  @Test
  void one_of_several_pinned_keys_is_enough() throws Exception {
    var both = Set.of("SHA256:" + "A".repeat(43), host.key().fingerprint());
    connections.open(host.endpoint(), host.credential(), new HostKeyPolicy.Pinned(both)).connect();
    assertThat(host.logins()).isNotEmpty();
  }
}
