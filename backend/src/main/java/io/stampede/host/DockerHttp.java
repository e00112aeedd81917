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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// Short questions to a host's Docker, each over a stream of its own, without a client to keep.
public final class DockerHttp {
  public static final RemotePath SOCKET = new RemotePath("/var/run/docker.sock");

  /// Some 5,000 containers with their labels; a host that says more is not believed.
  private static final int MAX_ANSWER = 8 * 1024 * 1024;

  private static final Pattern OK = Pattern.compile("HTTP/1\\.[01] 200 [^\\r\\n]*");
  private static final Pattern SERVER =
      Pattern.compile("(?im)^server: *[a-z]{1,20}/([0-9][0-9a-z.+~_-]{0,39})(?: .*)?$");
  private static final ObjectMapper JSON = new ObjectMapper();

  private DockerHttp() {}

  /// What came of a question.
  public sealed interface Answer {
    /// @param version that the daemon names in the head of every answer; empty where something else
    ///   answers in its place
    record Body(JsonNode json, Optional<String> version) implements Answer {}

    /// The way to it is barred.
    record Refused(Why why) implements Answer {}

    /// It took the question and gave no proper answer.
    ///
    /// @param why as in `it hung up`
    record Silent(String why) implements Answer {}

    default Optional<JsonNode> body() {
      return this instanceof Body(var json, var _) ? Optional.of(json) : Optional.empty();
    }
  }

  /// What bars the way to Docker.
  public enum Why {
    /// There is no socket.
    MISSING("there is no " + SOCKET),
    /// There is one, and nobody listens.
    DOWN("nothing listens at " + SOCKET),
    /// Our user may not open it.
    DENIED("the user may not use " + SOCKET),
    /// sshd lets nothing through, and no command on the host stands in.
    NOT_FORWARDED("sshd does not forward to Unix sockets");

    private final String words;

    Why(String words) {
      this.words = words;
    }

    @Override
    public String toString() {
      return words;
    }
  }

  /// @param path with its query, as in `/info`
  /// @throws SshFailure where it is not Docker but the connection that fails
  public static Answer get(Remote remote, String path, Duration patience) throws SshFailure {
    try (var stream = remote.openUnix(SOCKET)) {
      return ask(stream, path, patience);
    } catch (SshFailure e) {
      return switch (e.reason()) {
        case NOT_LISTENING -> new Answer.Refused(hasNoSocket(e) ? Why.MISSING : Why.DOWN);
        case FILE -> new Answer.Refused(Why.DENIED);
        case FORWARDING_REFUSED -> new Answer.Refused(Why.NOT_FORWARDED);
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

  private static boolean hasNoSocket(SshFailure e) {
    return String.valueOf(e.getMessage()).contains("has no socket");
  }

  private static Answer ask(ByteStream stream, String path, Duration patience) {
    var watchdog = Thread.ofVirtual().start(() -> closeAfter(stream, patience));
    try {
      // HTTP/1.0: no keep-alive and no chunks, the answer ends with the stream.
      var request = "GET " + path + " HTTP/1.0\r\nHost: docker\r\n\r\n";
      stream.out().write(request.getBytes(US_ASCII));
      stream.out().flush();
      return parse(new String(stream.in().readNBytes(MAX_ANSWER), UTF_8), patience);
    } catch (IOException _) {
      return new Answer.Silent("it hung up");
    } finally {
      watchdog.interrupt();
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

  static Answer parse(String answer, Duration patience) {
    var none = new Answer.Silent("no proper answer within %d s".formatted(patience.toSeconds()));
    int end = answer.indexOf("\r\n\r\n");
    if (end < 0 || !OK.matcher(answer).lookingAt()) return none;
    try {
      var json = JSON.readTree(answer.substring(end + 4));
      var server = SERVER.matcher(answer.substring(0, end));
      return new Answer.Body(json, server.find() ? Optional.of(server.group(1)) : Optional.empty());
    } catch (JacksonException _) {
      return none;
    }
  }
}
