package io.stampede.host;

import io.stampede.engine.Outcome;
import io.stampede.engine.Problem;
import io.stampede.engine.Sight;
import io.stampede.engine.Work;
import io.stampede.ssh.Command;
import io.stampede.ssh.Endpoint;
import io.stampede.ssh.HostKey;
import io.stampede.ssh.Remote;
import io.stampede.ssh.RemotePath;
import io.stampede.ssh.SshConnections;
import io.stampede.ssh.SshFailure;
import java.time.Duration;
import java.time.InstantSource;

/// Hosts over SSH.
public final class SshHostAccess implements HostAccess {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration FIRST_CONTACT = Duration.ofSeconds(10);
  private static final Duration DOCKER_PATIENCE = Duration.ofSeconds(5);
  private static final RemotePath ROOT = new RemotePath("/");

  /// `$1` is our installation's id. An owner file that says something is left alone.
  private static final String CLAIM =
      """
      set -e
      d=/var/lib/stampede
      [ -d "$d" ] || { mkdir -p "$d"; chmod 0755 "$d"; }
      [ -z "$(head -n 1 "$d/owner" 2>/dev/null)" ] || exit 0
      printf '%s\\n' "$1" > "$d/owner.new"
      mv "$d/owner.new" "$d/owner"
      """;

  /// Takes away only what is ours, and folders only when they are empty.
  private static final String RELEASE =
      """
      d=/var/lib/stampede
      [ "$(head -n 1 "$d/owner" 2>/dev/null)" = "$1" ] || exit 0
      rm -f "$d/owner" "$d/owner.new" || exit 1
      find "$d" -depth -type d -exec rmdir {} \\; 2>/dev/null
      exit 0
      """;

  private final SshConnections connections;
  private final SshHostLinks links;
  private final String installation;
  private final InstantSource clock;

  /// @param installation this console's own id, kept in its store
  public SshHostAccess(
      SshConnections connections, SshHostLinks links, String installation, InstantSource clock) {
    this.connections = connections;
    this.links = links;
    this.installation = installation;
    this.clock = clock;
  }

  @Override
  public HostKey hostKey(Endpoint endpoint) throws SshFailure {
    return connections.hostKey(endpoint, FIRST_CONTACT);
  }

  @Override
  public void tryOut(HostSpec spec) throws SshFailure {
    try (var remote =
        connections.open(spec.endpoint(), spec.credential(), SshHostLinks.pinned(spec))) {
      remote.connect();
    }
  }

  @Override
  public Sight<HostFacts> survey(String id, HostSpec spec) {
    var name = spec.name().value();
    try {
      var remote = links.opened(id, spec).remote();
      remote.connect();
      var said = Survey.parse(remote.exec(Survey.COMMAND, PATIENCE).out());
      var docker = DockerVersion.ask(remote, DOCKER_PATIENCE);
      return new Sight.Found<>(
          said.facts(docker, latencyMillis(remote), installation), clock.instant());
    } catch (SshFailure e) {
      return new Sight.Unseen<>(HostProblems.of(e, name), clock.instant());
    } catch (Survey.Nonsense e) {
      var problem =
          Problem.host(
              "bad-survey",
              "%s gave no proper answer to the survey: %s".formatted(name, e.getMessage()),
              "look at what its login shell prints and which shell it is");
      return new Sight.Unseen<>(problem, clock.instant());
    }
  }

  /// The time of one round trip, rounded up to 1, 2, 5, 10, 20 … so that hosts do not seem to
  /// change with every look.
  private static long latencyMillis(Remote remote) throws SshFailure {
    long before = System.nanoTime();
    var unused = remote.files().stat(ROOT);
    return roundedUp(Duration.ofNanos(System.nanoTime() - before).toMillis());
  }

  static long roundedUp(long millis) {
    for (long ten = 1; ; ten *= 10) {
      for (long step : new long[] {1, 2, 5}) {
        if (millis <= step * ten) return step * ten;
      }
    }
  }

  @Override
  public Outcome claim(String id, HostSpec spec) {
    return run(id, spec, CLAIM);
  }

  @Override
  public Outcome release(String id, HostSpec spec) {
    return run(id, spec, RELEASE);
  }

  private Outcome run(String id, HostSpec spec, String script) {
    var name = spec.name().value();
    var command = asRoot(spec, script);
    try {
      Work.note("$ " + command);
      var result = links.opened(id, spec).remote().exec(command, PATIENCE);
      if (result.ok()) return Outcome.done();
      var said = result.err().strip().lines().findFirst().orElse("exit " + result.exitStatus());
      Work.note(said);
      return Outcome.stuck(
          Problem.host(
              "no-folder",
              "user %s of %s may not change /var/lib/stampede: %s"
                  .formatted(spec.user(), name, said),
              "log in as root, or allow sudo without a password, and check the disk"));
    } catch (SshFailure e) {
      return Outcome.again(HostProblems.of(e, name));
    }
  }

  private Command asRoot(HostSpec spec, String script) {
    return spec.user().value().equals("root")
        ? Command.script(script, installation)
        : Command.of("sudo", "-n", "sh", "-c", script, "sh", installation);
  }

  @Override
  public void close(String id) {
    links.close(id);
  }
}
