package io.stampede.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import io.stampede.ssh.SshFailure.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/// How streams and forwarded sockets behave on any host.
abstract class StreamContract extends RemoteContract {
  @Test
  void a_stream_to_a_unix_socket_keeps_each_direction_to_its_end() throws Exception {
    var content = random(5_000_000);
    try (var echo = EchoAfterAll.unix(host.folder().resolve("echo1"));
        var stream = remote.openUnix(host.path("echo1"))) {
      assertThat(sentAndAnswered(stream, content)).isEqualTo(content);
      assertThat(echo.failures()).isEmpty();
    }
  }

  @Test
  void a_stream_to_a_port_keeps_each_direction_to_its_end() throws Exception {
    var content = random(5_000_000);
    try (var echo = EchoAfterAll.tcp();
        var stream = remote.openTcp("127.0.0.1", echo.port())) {
      assertThat(sentAndAnswered(stream, content)).isEqualTo(content);
      assertThat(echo.failures()).isEmpty();
    }
  }

  @Test
  void nobody_listening_is_told_apart() throws Exception {
    var failure = failure(() -> remote.openUnix(host.path("no-socket")));
    assertThat(failure.reason()).isEqualTo(Reason.NOT_LISTENING);
    assertThat(failure).hasMessageContaining("no-socket");
    int free = OpenSshHost.freePort();
    assertThat(failure(() -> remote.openTcp("127.0.0.1", free)).reason())
        .isEqualTo(Reason.NOT_LISTENING);
  }

  @Test
  void a_forwarded_socket_carries_many_connections() throws Exception {
    try (var echo = EchoAfterAll.unix(host.folder().resolve("echo2"));
        var forward = remote.forwardUnix(host.path("echo2"))) {
      assertThat(Files.getPosixFilePermissions(forward.path().getParent()))
          .isEqualTo(PosixFilePermissions.fromString("rwx------"));
      var calls = new ArrayList<Callable<Boolean>>();
      for (int i = 1; i <= 30; i++) {
        var content = random(i * 10_000);
        calls.add(() -> Arrays.equals(throughSocket(forward.path(), content), content));
      }
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (var each : threads.invokeAll(calls)) assertThat(each.get()).isTrue();
      }
      assertThat(forward.lastFailure()).isEmpty();
      assertThat(echo.failures()).isEmpty();
    }
  }

  @Test
  void a_forwarded_socket_tells_why_it_leads_nowhere() throws Exception {
    Path path;
    try (var forward = remote.forwardUnix(host.path("nobody"))) {
      path = forward.path();
      assertThat(throughSocket(path, new byte[0])).isEmpty();
      assertThat(forward.lastFailure().orElseThrow().reason()).isEqualTo(Reason.NOT_LISTENING);
    }
    assertThat(path).doesNotExist();
  }

  static byte[] sentAndAnswered(ByteStream stream, byte[] content) throws Exception {
    var sending =
        Thread.startVirtualThread(() -> {
          try (var out = stream.out()) {
            out.write(content);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
    var answer = stream.in().readAllBytes();
    sending.join();
    return answer;
  }
}
