package io.stampede.ssh;

import static io.stampede.ssh.RemoteContract.failure;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.stampede.ssh.SshFailure.Reason;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What is at the port is no SSH server, or an ill-behaved one: no call waits for ever.
class StrangeServerTest {
  private static final Duration HALF_A_SECOND = Duration.ofMillis(500);

  private final SshConnections connections =
      SshConnections.mina(
          new SshSettings(
              HALF_A_SECOND,
              HALF_A_SECOND,
              HALF_A_SECOND,
              SshSettings.defaults().backoff(),
              SshSettings.defaults().pool(),
              false,
              1 << 20));

  @AfterEach
  void close() {
    connections.close();
  }

  /// What a server says to each that comes.
  private interface Speech {
    void say(OutputStream out) throws IOException;
  }

  private void at(Speech speech, java.util.function.Consumer<Endpoint> test) throws Exception {
    try (var server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      Thread.startVirtualThread(() -> {
        while (!server.isClosed()) {
          try (var peer = server.accept()) {
            speech.say(peer.getOutputStream());
          } catch (IOException e) {
            // the peer or the test is gone
          }
        }
      });
      test.accept(Endpoint.of("127.0.0.1", server.getLocalPort(), "core"));
    }
  }

  private SshFailure asked(Endpoint endpoint) {
    return failure(() -> connections.hostKey(endpoint, HALF_A_SECOND));
  }

  private SshFailure connected(Endpoint endpoint) {
    var pins = new HostKeyPolicy.Pinned(java.util.Set.of("SHA256:" + "A".repeat(43)));
    var key = EmbeddedHost.credential(EmbeddedHost.ed25519());
    return failure(() -> connections.open(endpoint, key, pins).connect());
  }

  @Test
  void a_server_that_says_nothing_is_given_up() throws Exception {
    at(
        _ -> {
          try {
            Thread.sleep(Duration.ofSeconds(30));
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        },
        endpoint -> {
          assertThat(connected(endpoint).reason()).isEqualTo(Reason.UNREACHABLE);
          assertThat(asked(endpoint).reason()).isEqualTo(Reason.UNREACHABLE);
        });
  }

  @Test
  void a_server_of_another_protocol_is_told_as_such() throws Exception {
    at(
        out -> out.write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(UTF_8)),
        endpoint -> {
          var failure = asked(endpoint);
          assertThat(failure.reason()).isEqualTo(Reason.PROTOCOL);
          assertThat(failure).hasMessageContaining("is it an SSH server");
          assertThat(connected(endpoint).reason()).isEqualTo(Reason.UNREACHABLE);
        });
  }

  @Test
  void a_server_that_never_stops_greeting_is_cut_off() throws Exception {
    at(
        out -> {
          while (true) out.write("welcome\r\n".repeat(1000).getBytes(UTF_8));
        },
        endpoint -> assertThat(asked(endpoint).reason()).isEqualTo(Reason.PROTOCOL));
  }

  @Test
  void a_name_nobody_knows_is_told_as_such() {
    var failure = asked(Endpoint.of("nobody.invalid", 22, "core"));
    assertThat(failure.reason()).isEqualTo(Reason.UNREACHABLE);
    assertThat(failure).hasMessageContaining("no address is known for the name nobody.invalid");
  }
}
