package io.stampede.onboard;

import io.stampede.host.DockerHttp;
import io.stampede.ssh.Remote;
import io.stampede.ssh.SshFailure;
import java.time.Duration;
import tools.jackson.databind.JsonNode;

/// Asks a candidate's Docker what it is: one `GET /info`.
final class DockerLook {
  private static final Duration PATIENCE = Duration.ofSeconds(8);

  private DockerLook() {}

  static Probed look(Remote remote) throws SshFailure {
    return switch (DockerHttp.get(remote, "/info", PATIENCE)) {
      case DockerHttp.Answer.Body(var info, var _) -> of(info);
      case DockerHttp.Answer.Silent _ -> Probed.of("docker", "hangs");
      case DockerHttp.Answer.Refused(var why) ->
          Probed.of(
              "docker",
              switch (why) {
                case MISSING -> "missing";
                case DOWN -> "down";
                case DENIED -> "denied";
                case NOT_FORWARDED -> "refused";
              });
    };
  }

  private static Probed of(JsonNode info) {
    return Probed.of(
        "docker", "yes",
        "docker.version", text(info, "ServerVersion"),
        "docker.driver", text(info, "Driver"),
        "docker.containers", text(info, "Containers"),
        "docker.running", text(info, "ContainersRunning"),
        "docker.live-restore", text(info, "LiveRestoreEnabled"));
  }

  private static String text(JsonNode info, String name) {
    var node = info.path(name);
    return node.isValueNode() ? Probed.plain(node.asString()) : "";
  }
}
