package io.stampede.plane;

import io.stampede.engine.Outcome;
import io.stampede.engine.Problem;
import io.stampede.engine.Sight;
import io.stampede.engine.Work;
import io.stampede.host.HostLink;
import io.stampede.host.HostLinks;
import io.stampede.host.HostProblems;
import io.stampede.host.LibvirtHook;
import io.stampede.metadata.MetadataSite;
import io.stampede.ssh.ExecResult;
import io.stampede.ssh.SshFailure;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/// Real hosts, over their kept connections: a look is one command and one request to Docker; what
/// differs comes in one more command.
public final class SshPlaneHost implements PlaneHost {
  private static final String METADATA = MetadataSite.FOLDER + "/";
  private static final String HOOK = Rendered.print(LibvirtHook.TEXT);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final HostLinks links;
  private final Authority authority;
  private final InstantSource clock;

  /// The container's first process, by host, as it was last.
  private final ConcurrentMap<String, Integer> pids = new ConcurrentHashMap<>();

  /// What is told on each host, as it was made last.
  private final ConcurrentMap<String, ToldFolders> told = new ConcurrentHashMap<>();

  public SshPlaneHost(HostLinks links, Authority authority, InstantSource clock) {
    this.links = links;
    this.authority = authority;
    this.clock = clock;
  }

  /// A step that cannot go on, for this reason.
  private static final class Stop extends Exception {
    private static final long serialVersionUID = 1;
    private final transient Outcome outcome;

    Stop(Outcome outcome) {
      super("", null, false, false);
      this.outcome = outcome;
    }
  }

  private interface Move<T> {
    T on(HostLink link) throws SshFailure, DockerNetworks.Refusal, Stop;
  }

  @Override
  public Sight<PlaneSight> look(HostModel model) {
    var host = model.self().host();
    var link = links.find(host);
    if (link.isEmpty()) return new Sight.Unseen<>(noLink(host), clock.instant());
    try {
      var compared = compare(link.get(), model);
      return compared.nothingIsThere()
          ? new Sight.Missing<>(clock.instant())
          : new Sight.Found<>(compared.sight(clock.instant()), clock.instant());
    } catch (SshFailure e) {
      return new Sight.Unseen<>(HostProblems.of(e, link.get().name()), clock.instant());
    } catch (DockerNetworks.Refusal e) {
      return new Sight.Unseen<>(refused(e, link.get()), clock.instant());
    } catch (Stop e) {
      return new Sight.Unseen<>(problem(e.outcome), clock.instant());
    }
  }

  private Comparison compare(HostLink link, HostModel model)
      throws SshFailure, DockerNetworks.Refusal, Stop {
    var seen = look(link);
    var networks = new DockerNetworks(link.remote()).all();
    var folders =
        told.compute(
            link.id(),
            (_, before) ->
                ToldFolders.of(model.told(), before == null ? ToldFolders.NONE : before));
    return new Comparison(model, HostNetwork.render(model), folders, seen, networks, authority);
  }

  private PlaneLook look(HostLink link) throws SshFailure, Stop {
    var said = run(link, PlaneScripts.LOOK, InputStream.nullInputStream(), "net-look", HOOK);
    var seen =
        PlaneLook.parse(said.out())
            .orElseThrow(() ->
                new Stop(
                    Outcome.again(
                        Problem.host(
                            "bad-look",
                            "%s does not tell how its networks are: %s"
                                .formatted(link.name(), first(said)),
                            "log in as root, or allow sudo without a password; look at what its"
                                + " shell prints"))));
    seen.pid().ifPresentOrElse(pid -> pids.put(link.id(), pid), () -> pids.remove(link.id()));
    return seen;
  }

  @Override
  public Outcome apply(HostModel model) {
    var host = model.self().host();
    if (model.segments().isEmpty()) return clear(host);
    return moved(
        host,
        link -> {
          var compared = compare(link, model);
          demandContainer(link, compared);
          new Plugs(link).make(compared);
          return take(link, compared);
        });
  }

  private static void demandContainer(HostLink link, Comparison compared) throws Stop {
    if (compared.seen().pid().isPresent()) return;
    throw new Stop(doesNotRun(link));
  }

  private static Outcome doesNotRun(HostLink link) {
    return Outcome.again(
        Problem.host(
            "no-net-component",
            "stampede-net does not run on " + link.name(),
            "it comes with the host: look there under Components, and at “docker logs"
                + " stampede-net”"),
        Duration.ofSeconds(3));
  }

  /// One command: what has changed, what is to go, and all applied.
  private Outcome take(HostLink link, Comparison compared) throws SshFailure, Stop {
    var archive = new Archive();
    var files = compared.wanted().files();
    for (var path : compared.changed()) {
      Work.note("→ /var/lib/stampede/net/" + path);
      archive.with(path, files.getOrDefault(path, ""));
    }
    if (compared.certificateFault().isPresent()) {
      archive.with(Comparison.CERTIFICATE, certificate(link, compared.model().self().host()));
      archive.with(Comparison.AUTHORITY, authority.certificate());
    }
    for (var address : compared.toTell()) tell(archive, compared, address);
    var gone = new ArrayList<>(compared.gone());
    compared.toldNoMore().forEach(address -> gone.add(METADATA + address));
    gone.forEach(path -> Work.note("$ rm /var/lib/stampede/net/" + path));
    if (compared.seen().off().stream().anyMatch(off -> off.startsWith(LibvirtHook.PATH))) {
      Work.note("→ " + LibvirtHook.PATH);
    }
    var stdin = archive.gone(gone).stream();
    var said = run(link, PlaneScripts.TAKE, stdin, "net-take", LibvirtHook.TEXT);
    if (said.ok() && said.out().strip().equals("ready")) return Outcome.done();
    return Outcome.again(
        Problem.host(
            "network-not-applied",
            "%s could not apply its networks: %s".formatted(link.name(), first(said)),
            "look at it there: docker logs stampede-net"));
  }

  @Override
  public Outcome redirect(HostModel model, List<Cut> cuts) {
    if (model.segments().isEmpty()) return Outcome.done();
    return moved(
        model.self().host(),
        link -> {
          var said = maps(link, model, cuts);
          if (said.exitStatus() == PlaneScripts.MORE_DIFFERS) {
            var applied = apply(model);
            if (!(applied instanceof Outcome.Done)) return applied;
            said = maps(link, model, cuts);
          }
          if (said.ok()) return Outcome.done();
          return Outcome.again(
              Problem.host(
                  "not-redirected",
                  "%s could not change where its links and ports lead: %s"
                      .formatted(link.name(), first(said)),
                  "look at it there: docker logs stampede-net"),
              Duration.ofSeconds(1));
        });
  }

  private ExecResult maps(HostLink link, HostModel model, List<Cut> cuts) throws SshFailure, Stop {
    Work.note("→ /var/lib/stampede/net/maps, loaded by one nft -f");
    var text = new StringBuilder();
    model.redirects().lines(model.segments()).lines().forEach(line -> line(text, "map " + line));
    for (var cut : cuts) {
      Work.note("→ stampede-net: " + cut.line());
      line(text, cut.line());
    }
    line(text, "that is all");
    var stdin = new ByteArrayInputStream(text.toString().getBytes(StandardCharsets.UTF_8));
    return run(link, PlaneScripts.RUN, stdin, "net-maps", Rendered.print(Rules.of(model)));
  }

  private static void line(StringBuilder text, String line) {
    text.append(line).append('\n');
  }

  /// Which files there are is not noted: their names may be those of a person's tags.
  private static void tell(Archive archive, Comparison compared, String address) {
    var folder = compared.told().all().get(address);
    if (folder == null) return;
    Work.note("→ /var/lib/stampede/net/" + METADATA + address + "/");
    folder.files().forEach((path, bytes) -> archive.withTold(METADATA + address + path, bytes));
  }

  /// For a key that is made on the host, if there is none yet.
  private String certificate(HostLink link, String host) throws SshFailure, Stop {
    var request = run(link, PlaneScripts.RUN, InputStream.nullInputStream(), "net-identity", host);
    var signed = request.ok() ? authority.sign(request.out(), host) : Optional.<String>empty();
    if (signed.isPresent()) return signed.get();
    throw new Stop(
        Outcome.again(
            Problem.host(
                "no-certificate",
                "%s made no proper request for a certificate: %s"
                    .formatted(link.name(), request.ok() ? "it is not valid" : first(request)),
                "look at its disk, and at /var/lib/stampede/net/swanctl/private")));
  }

  @Override
  public Outcome clear(String host) {
    return moved(
        host,
        link -> {
          if (isBare(link)) return Outcome.done();
          new Plugs(link).removeAll();
          var said =
              run(link, PlaneScripts.CLEAR, InputStream.nullInputStream(), "net-take", "--clear");
          if (said.ok()) return Outcome.done();
          return Outcome.again(
              Problem.host(
                  "network-not-cleared",
                  "%s could not take its networks away: %s".formatted(link.name(), first(said)),
                  "look at it there: docker logs stampede-net"));
        });
  }

  /// Whether there is nothing of ours, nor what could have brought it.
  private boolean isBare(HostLink link) throws SshFailure, DockerNetworks.Refusal, Stop {
    var seen = look(link);
    return seen.pid().isEmpty()
        && seen.files().isEmpty()
        && seen.bridges().isEmpty()
        && new DockerNetworks(link.remote())
            .all().values().stream().noneMatch(DockerNetworks.Found::ours);
  }

  private Outcome moved(String host, Move<Outcome> move) {
    var link = links.find(host);
    if (link.isEmpty()) return Outcome.again(noLink(host));
    try {
      return move.on(link.get());
    } catch (SshFailure e) {
      return Outcome.again(HostProblems.of(e, link.get().name()));
    } catch (DockerNetworks.Refusal e) {
      return Outcome.again(refused(e, link.get()));
    } catch (Plugs.Blocked e) {
      return Outcome.stuck(e.problem());
    } catch (Stop e) {
      return e.outcome;
    }
  }

  private ExecResult run(
      HostLink link, String script, InputStream stdin, String program, String... parameters)
      throws SshFailure, Stop {
    var all = new ArrayList<String>();
    all.add(Optional.ofNullable(pids.get(link.id())).map(String::valueOf).orElse(""));
    all.add(program);
    all.addAll(List.of(parameters));
    var command = PlaneScripts.asRoot(script, all.toArray(String[]::new));
    var said = link.remote().exec(command, stdin, PATIENCE);
    if (said.exitStatus() == PlaneScripts.DOES_NOT_RUN) throw new Stop(doesNotRun(link));
    return said;
  }

  private static String first(ExecResult said) {
    var text = said.err().isBlank() ? said.out() : said.err();
    return PlaneLook.plain(text.strip().lines().findFirst().orElse("exit " + said.exitStatus()));
  }

  private static Problem problem(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Again(var _, var why) -> why;
      case Outcome.Stuck(var why) -> why;
      case Outcome.Done _ -> throw new IllegalStateException("what is done is no problem");
    };
  }

  private static Problem refused(DockerNetworks.Refusal e, HostLink link) {
    return Problem.host(
        "docker-error",
        "Docker of %s refused (status %d): %s".formatted(link.name(), e.status(), e.getMessage()),
        "look at its log there: journalctl -u docker");
  }

  private static Problem noLink(String host) {
    return Problem.host("no-host", "there is no connection to " + host, "look at it under Hosts");
  }
}
