package io.stampede.host;

import io.stampede.ssh.Remote;
import io.stampede.ssh.SshFailure;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/// One look at a host's Docker: its version, how many containers it has, and those of ours among
/// them. The list of containers says all three in one answer, and costs Docker a fraction of what
/// `/info` does, for which it starts other programs.
///
/// @param containers all there are, as Docker lists them
record DockerCensus(Daemon daemon, List<JsonNode> containers) {
  private static final String LIST = "/containers/json?all=1";
  private static final Pattern VERSION = Pattern.compile("[0-9][0-9A-Za-z.+~_-]{0,39}");

  DockerCensus {
    containers = List.copyOf(containers);
  }

  /// @param installed whether the host has a Docker that should answer
  static DockerCensus take(Remote remote, boolean installed, Duration patience) throws SshFailure {
    if (!installed) return new DockerCensus(Daemon.ABSENT, List.of());
    return switch (DockerHttp.get(remote, LIST, patience)) {
      case DockerHttp.Answer.Refused(var why) -> silent(why.toString());
      case DockerHttp.Answer.Silent(var why) -> silent(why);
      case DockerHttp.Answer.Body(var list, var version) -> {
        if (!list.isArray()) yield silent("it gave no list of its containers");
        var named = version.isPresent() ? version : versionOf(remote, patience);
        yield named
            .map(v -> of(v, StreamSupport.stream(list.spliterator(), false).toList()))
            .orElseGet(() -> silent("it does not say its version"));
      }
    };
  }

  private static DockerCensus of(String version, List<JsonNode> containers) {
    return new DockerCensus(new Daemon.Answers(version, containers.size()), containers);
  }

  private static DockerCensus silent(String why) {
    return new DockerCensus(new Daemon.Silent(why), List.of());
  }

  /// What stands in for Docker may leave its version out of the head.
  private static Optional<String> versionOf(Remote remote, Duration patience) throws SshFailure {
    return DockerHttp.get(remote, "/version", patience)
        .body()
        .map(json -> json.path("Version").asString(""))
        .filter(v -> VERSION.matcher(v).matches());
  }
}
