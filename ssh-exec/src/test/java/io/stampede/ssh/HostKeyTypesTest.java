package io.stampede.ssh;

import static io.stampede.ssh.RemoteContract.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.stampede.ssh.SshFailure.Reason;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A host with keys of three types, of which any one may be pinned.
@TestInstance(Lifecycle.PER_CLASS)
class HostKeyTypesTest {
  private static final Duration SOON = Duration.ofSeconds(20);

  private final SshConnections connections = SshConnections.mina(TestHost.SETTINGS);
  private OpenSshHost host;

  @BeforeAll
  void open() throws Exception {
    host = new OpenSshHost();
    host.keygen("host-rsa", "rsa", "", "-b", "3072");
    host.keygen("host-ecdsa", "ecdsa", "", "-b", "256");
    host.reconfigure("HostKey %FOLDER%/host-rsa", "HostKey %FOLDER%/host-ecdsa");
  }

  @AfterAll
  void close() throws Exception {
    connections.close();
    host.close();
  }

  static String fingerprint(Path key) throws Exception {
    return OpenSshHost.run(List.of("ssh-keygen", "-l", "-E", "sha256", "-f", key + ".pub"))
        .split(" ")[1];
  }

  private HostKeyPolicy pinned(String name) throws Exception {
    return new HostKeyPolicy.Pinned(Set.of(fingerprint(host.folder().resolve(name))));
  }

  private long came() throws Exception {
    return host.log().lines().filter(line -> line.contains("Accepted publickey")).count();
  }

  @ParameterizedTest
  @ValueSource(strings = {"host", "host-rsa", "host-ecdsa"})
  void a_host_pinned_by_any_of_its_keys_is_known_and_does_not_read_as_changed(String name)
      throws Exception {
    long before = came();
    try (var remote = connections.open(host.endpoint(), host.credential(), pinned(name))) {
      assertThat(remote.exec(Command.of("true"), SOON).ok()).isTrue();
      assertThat(remote.hostKeyFingerprint()).isEqualTo(fingerprint(host.folder().resolve(name)));
    }
    assertThat(came()).isEqualTo(before + 1);
    var shown = connections.hostKey(host.endpoint(), pinned(name), SOON);
    assertThat(shown.fingerprint()).isEqualTo(fingerprint(host.folder().resolve(name)));
  }

  @Test
  void when_all_its_keys_have_changed_nothing_is_sent_and_the_preferred_one_is_told()
      throws Exception {
    long before = came();
    var other = new HostKeyPolicy.Pinned(Set.of("SHA256:" + "A".repeat(43)));
    var failure =
        failure(() -> connections.open(host.endpoint(), host.credential(), other).connect());
    assertThat(failure.reason()).isEqualTo(Reason.HOST_KEY_CHANGED);
    assertThat(failure).hasMessageContaining("ssh-ed25519 " + host.key().fingerprint());
    assertThat(failure(() -> connections.hostKey(host.endpoint(), other, SOON)))
        .hasMessage(failure.getMessage());
    assertThat(came()).isEqualTo(before);
    assertThat(host.log()).doesNotContain("authenticating user");
  }

  @Test
  void a_host_nobody_knows_shows_its_preferred_key() throws Exception {
    assertThat(connections.hostKey(host.endpoint(), SOON)).isEqualTo(host.key());
  }
}
