package io.stampede.onboard;

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

/// Asks a candidate's Docker what it is: one `GET /info`.
final class DockerLook {
  private static final RemotePath SOCKET = new RemotePath("/var/run/docker.sock");
  private static final Duration PATIENCE = Duration.ofSeconds(8);
  private static final int MAX_ANSWER = 1024 * 1024;
  private static final ObjectMapper JSON = new ObjectMapper();

  private DockerLook() {}

  static Probed look(Remote remote) throws SshFailure {
    try (var stream = remote.openUnix(SOCKET)) {
      return ask(stream);
    } catch (SshFailure e) {
      return switch (e.reason()) {
        case NOT_LISTENING ->
            Probed.of(
                "docker",
                String.valueOf(e.getMessage()).contains("has no socket") ? "missing" : "down");
        case FILE -> Probed.of("docker", "denied");
        case FORWARDING_REFUSED -> Probed.of("docker", "refused");
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
    }
  }

  private static Probed ask(ByteStream stream) {
    var watchdog = Thread.ofVirtual().start(() -> closeAfter(stream));
    try {
      // HTTP/1.0: no keep-alive and no chunks, the answer ends with the stream.
      stream.out().write("GET /info HTTP/1.0\r\nHost: docker\r\n\r\n".getBytes(US_ASCII));
      stream.out().flush();
      return parse(new String(stream.in().readNBytes(MAX_ANSWER), UTF_8));
    } catch (IOException _) {
      return Probed.of("docker", "hangs");
    } finally {
      watchdog.interrupt();
    }
  }

  private static void closeAfter(ByteStream stream) {
    try {
      Thread.sleep(PATIENCE);
      stream.close();
    } catch (InterruptedException _) {
      // answered in time
    }
  }

  static Probed parse(String answer) {
    return body(answer)
        .map(info ->
            Probed.of(
                "docker", "yes",
                "docker.version", text(info, "ServerVersion"),
                "docker.driver", text(info, "Driver"),
                "docker.containers", text(info, "Containers"),
                "docker.running", text(info, "ContainersRunning"),
                "docker.live-restore", text(info, "LiveRestoreEnabled")))
        .orElseGet(() -> Probed.of("docker", "hangs"));
  }

  private static Optional<JsonNode> body(String answer) {
    int body = answer.indexOf("\r\n\r\n");
    if (!answer.matches("(?s)HTTP/1\\.[01] 200 .*") || body < 0) return Optional.empty();
    try {
      return Optional.of(JSON.readTree(answer.substring(body + 4)));
    } catch (JacksonException _) {
      return Optional.empty();
    }
  }

  private static String text(JsonNode info, String name) {
    var node = info.path(name);
    return node.isValueNode() ? Probed.plain(node.asString()) : "";
  }
}
