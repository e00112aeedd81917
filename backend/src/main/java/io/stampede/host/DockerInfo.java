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
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectMapper;

/// Asks a host's Docker for its version and how many containers it has, in one request: proof that
/// it can be used from here.
final class DockerInfo {
  static final RemotePath SOCKET = new RemotePath("/var/run/docker.sock");

  private static final Pattern VERSION = Pattern.compile("[0-9][0-9A-Za-z.+~_-]{0,39}");
  private static final int MAX_ANSWER = 256 * 1024;
  private static final ObjectMapper JSON = new ObjectMapper();

  private DockerInfo() {}

  /// @param installed whether the host has a Docker that should answer
  static Daemon ask(Remote remote, boolean installed, Duration patience) throws SshFailure {
    if (!installed) return Daemon.ABSENT;
    try (var stream = remote.openUnix(SOCKET)) {
      var watchdog = Thread.ofVirtual().start(() -> closeAfter(stream, patience));
      try {
        // HTTP/1.0: no keep-alive and no chunks, the answer ends with the stream.
        var request = "GET /info HTTP/1.0\r\nHost: docker\r\n\r\n";
        stream.out().write(request.getBytes(US_ASCII));
        stream.out().flush();
        return parse(new String(stream.in().readNBytes(MAX_ANSWER), UTF_8))
            .orElse(
                new Daemon.Silent("no proper answer within %d s".formatted(patience.toSeconds())));
      } finally {
        watchdog.interrupt();
      }
    } catch (SshFailure e) {
      return switch (e.reason()) {
        case NOT_LISTENING -> new Daemon.Silent("nothing listens at " + SOCKET);
        case FORWARDING_REFUSED -> new Daemon.Silent("sshd does not forward to Unix sockets");
        case FILE -> new Daemon.Silent("the user may not use " + SOCKET);
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
    } catch (IOException e) {
      return new Daemon.Silent("it hung up");
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

  static Optional<Daemon> parse(String answer) {
    int body = answer.indexOf("\r\n\r\n");
    if (!answer.matches("(?s)HTTP/1\\.[01] 200 .*") || body < 0) return Optional.empty();
    try {
      var info = JSON.readTree(answer.substring(body + 4));
      var version = info.path("ServerVersion");
      int containers = Math.max(0, info.path("Containers").asInt(0));
      return Optional.of(version.isString() ? version.asString() : "")
          .filter(v -> VERSION.matcher(v).matches())
          .map(v -> new Daemon.Answers(v, containers));
    } catch (JacksonException _) {
      return Optional.empty();
    }
  }
}
