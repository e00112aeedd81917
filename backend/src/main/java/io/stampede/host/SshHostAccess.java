package io.stampede.host;

import io.stampede.component.Component;
import io.stampede.component.Components;
import io.stampede.engine.Outcome;
import io.stampede.engine.Problem;
import io.stampede.engine.Sight;
import io.stampede.engine.Work;
import io.stampede.ssh.Command;
import io.stampede.ssh.Endpoint;
import io.stampede.ssh.HostKey;
import io.stampede.ssh.Pty;
import io.stampede.ssh.Remote;
import io.stampede.ssh.RemotePath;
import io.stampede.ssh.SshConnections;
import io.stampede.ssh.SshFailure;
import io.stampede.ssh.SshFailure.Reason;
import io.stampede.ssh.Terminal;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;

/// Hosts over SSH.
public final class SshHostAccess implements HostAccess {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration CHANGING = Duration.ofSeconds(60);
  private static final Duration FIRST_CONTACT = Duration.ofSeconds(10);
  private static final Duration DAEMON_PATIENCE = Duration.ofSeconds(5);
  private static final RemotePath ROOT = new RemotePath("/");

  /// `$1` is our installation's id, `$2` says for people whose it is. An owner file that says
  /// something is left alone. A folder that was there will get its permissions back, see
  /// [ComponentScripts#RELEASE].
  private static final String CLAIM =
      """
      set -e
      d=/var/lib/stampede
      mode=$(stat -c %a "$d" 2>/dev/null) || { mode=; mkdir -p "$d"; chmod 0755 "$d"; }
      [ -z "$(head -n 1 "$d/owner" 2>/dev/null)" ] || exit 0
      if [ -n "$mode" ]; then mkdir -p "$d/before"; echo "$mode" > "$d/before/mode"; fi
      printf '%s\\n%s\\n' "$1" "$2" > "$d/owner.new"
      mv "$d/owner.new" "$d/owner"
      """;

  /// `$1` is the boot that is to end. The answer is sent before the host goes.
  private static final String REBOOT =
      """
      [ "$(cat /proc/sys/kernel/random/boot_id)" = "$1" ] || exit 0
      if command -v systemctl >/dev/null; then systemctl reboot; else reboot; fi
      """;

  private static final Command BOOT_ID = Command.of("cat", "/proc/sys/kernel/random/boot_id");

  private static final Duration GOING_DOWN = Duration.ofMinutes(3);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

  private final SshConnections connections;
  private final SshHostLinks links;
  private final LibvirtLook libvirt;
  private final Ours ours;
  private final InstantSource clock;
  private final JumpKeys jumpKeys;
  private final TakenKey key;

  /// What this console marks hosts with, and brings to them.
  public record Ours(Installation installation, Components components) {}

  public SshHostAccess(
      SshConnections connections,
      SshHostLinks links,
      LibvirtLook libvirt,
      Ours ours,
      InstantSource clock) {
    this.connections = connections;
    this.links = links;
    this.libvirt = libvirt;
    this.ours = ours;
    this.clock = clock;
    this.jumpKeys = new JumpKeys(connections);
    this.key = new TakenKey(links, jumpKeys);
  }

  @Override
  public HostKey hostKey(Endpoint endpoint) throws SshFailure {
    return connections.hostKey(endpoint, FIRST_CONTACT);
  }

  @Override
  public void tryOut(HostSpec spec) throws SshFailure {
    var access = spec.access();
    try (var remote = connections.open(access.endpoint(), access.credential(), access.hostKeys())) {
      remote.connect();
    }
  }

  /// One command, one request to Docker, one call of libvirt; and one request more as long as a
  /// component of ours is to be brought.
  @Override
  public Sight<HostFacts> survey(String id, HostSpec spec) {
    var name = spec.name().value();
    try {
      var link = links.opened(id, spec);
      var remote = link.remote();
      remote.connect();
      var said = Survey.parse(remote.exec(Survey.COMMAND, PATIENCE).out());
      var now = clock.instant();
      var docker = DockerCensus.take(remote, said.docker(), DAEMON_PATIENCE);
      var libvirtd = said.libvirt() ? libvirt.look(link) : Daemon.ABSENT;
      long latency = latencyMillis(remote);
      var facts =
          said.facts(name, docker.daemon(), libvirtd, latency, ours.installation().id(), now);
      return new Sight.Found<>(
          facts.with(components(remote, said, docker), said.ownLibvirt()), clock.instant());
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

  private List<ComponentSeen> components(Remote remote, Survey said, DockerCensus docker)
      throws SshFailure {
    boolean none = docker.daemon().answered().isEmpty() || ours.components().all().isEmpty();
    if (none) return List.of();
    var wanted = ours.components().wantedBy(said.ownLibvirt());
    return ComponentSight.among(docker.containers(), wanted, said.says(), remote, DAEMON_PATIENCE);
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
    var name = spec.name().value();
    return run(
        id,
        spec,
        CLAIM,
        said ->
            Problem.host(
                "no-folder",
                "user %s of %s may not change /var/lib/stampede: %s"
                    .formatted(spec.user(), name, said),
                "log in as root, or allow sudo without a password, and check the disk"));
  }

  @Override
  public Outcome release(String id, HostSpec spec) {
    var name = spec.name().value();
    var released =
        run(
            id,
            spec,
            ComponentScripts.RELEASE,
            said ->
                Problem.host(
                    "not-cleaned",
                    "%s could not be cleaned up: %s".formatted(name, said),
                    "mend that on %s and retry, or “Forget” it as it is".formatted(name)));
    boolean cleaned = released instanceof Outcome.Done || TakenKey.isRefusal(released);
    return cleaned && spec.ownKey() ? key.takeBack(id, spec) : released;
  }

  @Override
  public boolean keyIsLeft(HostSpec spec) throws SshFailure {
    return jumpKeys.isLeft(spec.access());
  }

  @Override
  public Outcome reboot(String id, HostSpec spec, String boot) {
    var name = spec.name().value();
    var command = AsRoot.of(spec, REBOOT, boot);
    try {
      Work.note("$ " + command);
      var result = links.opened(id, spec).remote().exec(command, PATIENCE);
      if (!result.ok()) {
        var said = result.err().strip().lines().findFirst().orElse("exit " + result.exitStatus());
        Work.note(said);
        return Outcome.stuck(
            Problem.host(
                "no-reboot",
                "user %s of %s may not reboot it: %s".formatted(spec.user(), name, said),
                "log in as root, or allow sudo without a password"));
      }
      return awaitDown(id, spec, boot);
    } catch (SshFailure e) {
      // It went before it could say so; the next look tells.
      boolean gone = e.reason() == Reason.CUT || e.reason() == Reason.UNREACHABLE;
      return gone ? Outcome.done() : Outcome.again(HostProblems.of(e, name));
    }
  }

  /// A host ends its services first, which can take a while.
  private Outcome awaitDown(String id, HostSpec spec, String boot) throws SshFailure {
    var name = spec.name().value();
    var until = clock.instant().plus(GOING_DOWN);
    while (clock.instant().isBefore(until) && !Work.outdated()) {
      var now = links.opened(id, spec).remote().exec(BOOT_ID, DAEMON_PATIENCE).out().strip();
      if (!now.equals(boot)) return Outcome.done();
      Work.progress(10, name + " ends its services");
      pause();
    }
    return Outcome.again(
        Problem.host(
            "does-not-go",
            "%s was told to reboot, but has not gone down within %d s"
                .formatted(name, GOING_DOWN.toSeconds()),
            "look at “systemctl list-jobs” there"));
  }

  private static void pause() throws SshFailure {
    try {
      Thread.sleep(LOOK_AGAIN);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new SshFailure(Reason.CUT, "the console ends");
    }
  }

  @Override
  public Outcome load(String id, HostSpec spec, Component component) {
    return bring(id, spec, moves -> moves.load(component));
  }

  @Override
  public Outcome start(String id, HostSpec spec, Component component) {
    return bring(id, spec, moves -> moves.start(component));
  }

  private interface Move {
    Outcome by(ComponentMoves moves) throws SshFailure;
  }

  private Outcome bring(String id, HostSpec spec, Move move) {
    try {
      return move.by(new ComponentMoves(spec, links.opened(id, spec).remote()));
    } catch (SshFailure e) {
      return Outcome.again(HostProblems.of(e, spec.name().value()));
    }
  }

  private Outcome run(String id, HostSpec spec, String script, Function<String, Problem> problem) {
    var installation = ours.installation();
    var command = AsRoot.of(spec, script, installation.id(), installation.who());
    try {
      Work.note("$ " + command);
      var result = links.opened(id, spec).remote().exec(command, CHANGING);
      if (result.ok()) return Outcome.done();
      var said = ComponentMoves.firstLine(result);
      Work.note(said);
      return Outcome.stuck(problem.apply(said));
    } catch (SshFailure e) {
      return Outcome.again(HostProblems.of(e, spec.name().value()));
    }
  }

  @Override
  public Terminal terminal(String id, HostSpec spec) throws SshFailure {
    return links.opened(id, spec).remote().shell(Pty.xterm(80, 24));
  }

  @Override
  public void close(String id) {
    links.close(id);
  }
}
