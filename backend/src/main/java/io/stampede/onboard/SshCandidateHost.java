package io.stampede.onboard;

import io.stampede.engine.Outcome;
import io.stampede.engine.Problem;
import io.stampede.engine.Work;
import io.stampede.host.AsRoot;
import io.stampede.host.HostLink;
import io.stampede.host.HostLinks;
import io.stampede.host.HostProblems;
import io.stampede.host.Installation;
import io.stampede.host.InstalledKey;
import io.stampede.host.JumpKeys;
import io.stampede.host.MadeKey;
import io.stampede.onboard.Neighbours.Neighbour;
import io.stampede.ssh.Command;
import io.stampede.ssh.HostKey;
import io.stampede.ssh.LinkState;
import io.stampede.ssh.Remote;
import io.stampede.ssh.SshConnections;
import io.stampede.ssh.SshFailure;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.LockSupport;

/// Candidates over SSH, each over one kept connection of its own.
public final class SshCandidateHost implements CandidateHost, AutoCloseable {
  private static final Duration FIRST_CONTACT = Duration.ofSeconds(10);
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration MENDING = Duration.ofMinutes(2);
  private static final int MOST_TRIES = 5;
  private static final Duration PAUSE = Duration.ofMillis(300);

  private static final String COMMENT = "stampede";

  private record Kept(CandidateSpec spec, Remote remote) {}

  private final SshConnections connections;
  private final HostLinks links;
  private final Installation installation;
  private final JumpKeys jumpKeys;
  private final InstantSource clock;
  private final ConcurrentMap<String, Kept> kept = new ConcurrentHashMap<>();

  /// @param links to the hosts that were added
  /// @param installation this console
  public SshCandidateHost(
      SshConnections connections, HostLinks links, Installation installation, InstantSource clock) {
    this.clock = clock;
    this.connections = connections;
    this.links = links;
    this.installation = installation;
    this.jumpKeys = new JumpKeys(connections);
  }

  @Override
  public HostKey hostKey(CandidateSpec spec) throws SshFailure {
    return connections.hostKey(spec.endpoint(), FIRST_CONTACT);
  }

  @Override
  public String login(String id, CandidateSpec spec) throws SshFailure {
    var remote = remote(id, spec);
    remote.connect();
    // What sshd forwards was settled when the connection was made; it may have been mended since.
    if (remote.bridged().isPresent()) remote = anew(id, spec);
    return remote.hostKeyFingerprint();
  }

  /// Connects again; a sshd that is just reading its settings does not answer for a moment.
  private Remote anew(String id, CandidateSpec spec) throws SshFailure {
    for (int tries = 1; ; tries++) {
      close(id);
      var remote = remote(id, spec);
      try {
        remote.connect();
        return remote;
      } catch (SshFailure e) {
        if (e.reason() != SshFailure.Reason.UNREACHABLE || tries == MOST_TRIES) throw e;
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    }
  }

  private Remote remote(String id, CandidateSpec spec) {
    return kept.compute(
            id,
            (_, before) -> {
              if (before != null && before.spec().reachedAs(spec)) return before;
              if (before != null) before.remote().close();
              return new Kept(spec, open(spec));
            })
        .remote();
  }

  private Remote open(CandidateSpec spec) {
    return connections.open(spec.endpoint(), spec.credential(), spec.access().hostKeys());
  }

  @Override
  public Probed look(String id, CandidateSpec spec, Part part, List<Neighbour> neighbours)
      throws SshFailure {
    var remote = remote(id, spec);
    return switch (part) {
      case LOGIN, CONSOLE -> Probed.NOTHING;
      case SYSTEM -> system(remote);
      case TUNNELS -> Tunnels.look(remote);
      case DOCKER -> DockerLook.look(remote);
      case CLOCK -> ClockLook.look(remote, clock);
      case PEERS -> PeerLook.look(remote, neighbours, this::connected);
    };
  }

  /// The connection to another candidate, or to a host.
  private Optional<Remote> connected(String id) {
    return Optional.ofNullable(kept.get(id))
        .map(Kept::remote)
        .or(() -> links.find(id).map(HostLink::remote))
        .filter(other -> other.state() instanceof LinkState.Up);
  }

  private static Probed system(Remote remote) throws SshFailure {
    var said = remote.exec(ProbeScript.COMMAND, PATIENCE).out();
    return Probed.parse(ProbeScript.NAME, said)
        .orElseThrow(() ->
            new SshFailure(
                SshFailure.Reason.PROTOCOL,
                "its login shell did not run the checks to their end; look at what it prints, and which shell it is"));
  }

  @Override
  public Outcome fix(String id, CandidateSpec spec, Fix fix) {
    return run(
        id,
        spec,
        fix.title(),
        AsRoot.of(spec.user(), fix.script(), installation.id(), installation.who()));
  }

  private Outcome run(String id, CandidateSpec spec, String title, Command command) {
    var name = spec.shown();
    try {
      Work.note("$ " + command);
      var result = remote(id, spec).exec(command, MENDING);
      if (result.ok()) return Outcome.done();
      var said = Probed.plain(result.err());
      Work.note(said);
      var why = said.isEmpty() ? "exit status " + result.exitStatus() : said;
      return Outcome.stuck(
          Problem.host(
              "fix-failed",
              "could not %s on %s: %s".formatted(title, name, why),
              "do it by hand as the check says, then retry"));
    } catch (SshFailure e) {
      return Outcome.again(HostProblems.of(e, name));
    }
  }

  @Override
  public Outcome installKey(String id, CandidateSpec spec) {
    try {
      jumpKeys.install(spec.access(), spec.credential(), line(spec), COMMENT);
    } catch (SshFailure e) {
      return Outcome.again(HostProblems.of(e, spec.shown()));
    }
    return run(id, spec, "install a key", InstalledKey.install(line(spec), COMMENT));
  }

  @Override
  public Outcome takeKeyBack(String id, CandidateSpec spec) {
    var taken = run(id, spec, "take the key back", InstalledKey.remove(line(spec)));
    // What refuses our key has it no more.
    boolean gone =
        taken instanceof Outcome.Done
            || taken instanceof Outcome.Again(var _, var why) && why.code().equals("auth-refused");
    if (!gone) return taken;
    try {
      jumpKeys.remove(spec.access(), line(spec));
      return Outcome.done();
    } catch (SshFailure e) {
      return Outcome.again(HostProblems.of(e, spec.shown()));
    }
  }

  private static String line(CandidateSpec spec) {
    return MadeKey.publicLine(spec.access().privateKey().orElseThrow());
  }

  @Override
  public List<Discovery.Member> discover(String id) throws SshFailure {
    var remote =
        connected(id)
            .orElseThrow(() ->
                new SshFailure(
                    SshFailure.Reason.UNREACHABLE,
                    "there is no connection to %s yet".formatted(id)));
    return Discovery.members(remote);
  }

  @Override
  public void close(String id) {
    var gone = kept.remove(id);
    if (gone != null) gone.remote().close();
  }

  @Override
  public void close() {
    List.copyOf(kept.keySet()).forEach(this::close);
  }
}
