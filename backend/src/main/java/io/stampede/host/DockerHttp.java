package io.stampede.host;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.stampede.ssh.ByteStream;
import io.stampede.ssh.Remote;
import io.stampede.ssh.RemotePath;
import io.stampede.ssh.SshFailure;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// Short questions to a host's Docker, without a client to keep.
final class DockerHttp {
  static final RemotePath SOCKET = new RemotePath("/var/run/docker.sock");

  private static final int MAX_ANSWER = 1024 * 1024;
  private static final ObjectMapper JSON = new ObjectMapper();

  private DockerHttp() {}

  /// The answer's body. Empty when there is no Docker, none that our user may ask, none that
  /// answers in time, or one that refuses.
  static Optional<JsonNode> get(Remote remote, String path, Duration patience) throws SshFailure {
    try (var stream = remote.openUnix(SOCKET)) {
      var watchdog = Thread.ofVirtual().start(() -> closeAfter(stream, patience));
      try {
        // HTTP/1.0: no keep-alive and no chunks, the answer ends with the stream.
        var request = "GET " + path + " HTTP/1.0\r\nHost: docker\r\n\r\n";
        stream.out().write(request.getBytes(US_ASCII));
        stream.out().flush();
        return parse(new String(stream.in().readNBytes(MAX_ANSWER), UTF_8));
      } finally {
        watchdog.interrupt();
      }
    } catch (SshFailure e) {
      return switch (e.reason()) {
        case NOT_LISTENING, FORWARDING_REFUSED, FILE -> Optional.empty();
        case UNREACHABLE,
            HOST_KEY_UNKNOWN,
            HOST_KEY_CHANGED,
            HOST_KEY_REFUSED,
            AUTH_REFUSED,
            BAD_CREDENTIAL,
            BUSY,
            TIMEOUT,
            CUT,
            PROTOCOL ->
            throw e;
      };
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  private static void closeAfter(ByteStream stream, Duration patience) {
    try {
      Thread.sleep(patience);
      stream.close();
    } catch (InterruptedException _) {
      // answered in time
    }
  }

  static Optional<JsonNode> parse(String answer) {
    int body = answer.indexOf("\r\n\r\n");
    if (!answer.matches("(?s)HTTP/1\\.[01] 200 .*") || body < 0) return Optional.empty();
    try {
      return Optional.of(JSON.readTree(answer.substring(body + 4)));
    } catch (JacksonException _) {
      return Optional.empty();
    }
  }
}
