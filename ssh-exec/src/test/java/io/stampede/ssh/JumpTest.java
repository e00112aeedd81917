package io.stampede.ssh;

import static io.stampede.ssh.RemoteContract.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stampede.ssh.SshFailure.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/// Hosts behind others: each with a key of its own to log in by, and a key of its own to show.
@TestInstance(Lifecycle.PER_CLASS)
class JumpTest {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final HostKeyPolicy STRANGE =
      new HostKeyPolicy.Pinned(Set.of("SHA256:" + "A".repeat(43)));

  private final SshConnections connections = SshConnections.mina(TestHost.SETTINGS);
  private OpenSshHost first;
  private OpenSshHost second;
  private EmbeddedHost host;

  @BeforeAll
  void open() throws Exception {
    first = new OpenSshHost();
    second = new OpenSshHost();
    host = new EmbeddedHost();
  }

  @AfterAll
  void close() throws Exception {
    connections.close();
    first.close();
    second.close();
    host.close();
  }

  private static Jump jump(TestHost host) {
    return new Jump(host.endpoint(), host.credential(), host.pinned());
  }

  private Remote behind(Jump... jumps) {
    var way = host.endpoint().through(List.of(jumps));
    return connections.open(way, host.credential(), host.pinned());
  }

  @Test
  void a_host_behind_two_jumps_is_reached_with_the_credentials_of_each() throws Exception {
    try (var remote = behind(jump(first), jump(second))) {
      assertThat(remote.exec(Command.of("true"), SOON).ok()).isTrue();
      assertThat(remote.hostKeyFingerprint()).isEqualTo(host.key().fingerprint());
      assertThat(first.idle()).isFalse();
      assertThat(second.idle()).isFalse();
      assertThat(first.log()).contains("Accepted publickey");
    }
    await().atMost(SOON).until(() -> first.idle() && second.idle());
  }

  @Test
  void the_way_through_is_no_way_for_others_on_this_machine() throws Exception {
    var before = listening();
    try (var remote = behind(jump(first))) {
      remote.connect();
      assertThat(listening()).isEqualTo(before);
    }
  }

  private static List<String> listening() throws Exception {
    var own = "/proc/" + ProcessHandle.current().pid() + "/net/tcp";
    return java.nio.file.Files.readAllLines(java.nio.file.Path.of(own)).stream()
        .map(line -> line.strip().split("\\s+"))
        .filter(fields -> fields[3].equals("0A")) // TCP_LISTEN
        .map(fields -> fields[1])
        .sorted()
        .toList();
  }

  @Test
  void a_jump_with_another_key_is_not_passed_and_hears_nothing_of_a_user() throws Exception {
    try (var jump = new EmbeddedHost()) {
      host.logins().clear();
      var failure = failure(behind(new Jump(jump.endpoint(), jump.credential(), STRANGE))::connect);
      assertThat(failure.reason()).isEqualTo(Reason.HOST_KEY_CHANGED);
      assertThat(failure).hasMessageContaining(":" + jump.endpoint().port());
      assertThat(jump.logins()).isEmpty();
      assertThat(host.logins()).isEmpty();
    }
  }

  @Test
  void a_host_behind_a_jump_is_asked_for_its_key_and_hears_nothing_of_a_user() throws Exception {
    host.logins().clear();
    var way = host.endpoint().through(List.of(jump(first)));
    assertThat(connections.hostKey(way, SOON)).isEqualTo(host.key());
    assertThat(host.logins()).isEmpty();
    await().atMost(SOON).until(first::idle);
  }

  @Test
  void a_jump_that_refuses_to_forward_is_told_with_the_line_to_set() throws Exception {
    try (var jump = new OpenSshHost("AllowTcpForwarding no")) {
      var failure = failure(behind(jump(jump))::connect);
      assertThat(failure.reason()).isEqualTo(Reason.FORWARDING_REFUSED);
      assertThat(failure)
          .hasMessageContaining("AllowTcpForwarding yes")
          .hasMessageContaining(":" + jump.endpoint().port());
    }
  }

  @Test
  void nobody_behind_a_jump_is_told_as_such() throws Exception {
    var nobody = Endpoint.of("127.0.0.1", OpenSshHost.freePort(), "core");
    var remote =
        connections.open(nobody.through(List.of(jump(first))), host.credential(), host.pinned());
    var failure = failure(remote::connect);
    assertThat(failure.reason()).isEqualTo(Reason.UNREACHABLE);
    assertThat(failure)
        .hasMessageContaining(":" + nobody.port())
        .hasMessageContaining("from " + first.endpoint());
  }
}
