package io.stampede.vm;

import io.stampede.adoption.Bond;
import io.stampede.adoption.Strangers;
import io.stampede.client.Refused;
import io.stampede.engine.Outcome;
import io.stampede.engine.Problem;
import io.stampede.engine.ResourceId;
import io.stampede.engine.Sight;
import io.stampede.figures.Counters;
import io.stampede.host.Daemon;
import io.stampede.host.HostKind;
import io.stampede.host.HostLink;
import io.stampede.host.HostLinks;
import io.stampede.host.HostProblems;
import io.stampede.host.LibvirtLook;
import io.stampede.image.ImageCopies;
import io.stampede.ssh.ByteStream;
import io.stampede.ssh.RemotePath;
import io.stampede.ssh.SshFailure;
import java.io.InputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Machines on real hosts: libvirt through its socket, files and screens through SSH.
public final class LibvirtVmHost implements VmHost, LibvirtLook, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LibvirtVmHost.class);
  private static final Duration LOOK = Duration.ofSeconds(15);
  private static final Duration SURVEY = Duration.ofSeconds(5);

  /// A machine that was looked at, and so is to be woken by its domain's events.
  ///
  /// @param isStrange whether it was not made here
  private record Known(ResourceId id, String hostId, boolean isStrange) {}

  private final HostLinks links;
  private final InstantSource clock;
  private final Consumer<ResourceId> wake;
  private final Consumer<String> strange;
  private final ConcurrentMap<String, Known> known = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, LibvirtOnHost> hosts = new ConcurrentHashMap<>();

  /// @param wake look at this machine now
  /// @param strange something has happened on this host to machines that are not ours
  public LibvirtVmHost(
      HostLinks links, InstantSource clock, Consumer<ResourceId> wake, Consumer<String> strange) {
    this.links = links;
    this.clock = clock;
    this.wake = wake;
    this.strange = strange;
    links.onUp(link -> wakeAll(link.id()));
    links.onDown(this::forget);
  }

  /// For a process whose toolkit runs GLib's main loop, as GTK does: libvirt's events are left to
  /// it. To be said before the first connection.
  public static void leaveEventsToToolkit() {
    LibvirtLibrary.loopRunsElsewhere();
  }

  private void wakeAll(String hostId) {
    known.values().stream()
        .filter(k -> k.hostId().equals(hostId))
        .forEach(k -> wake.accept(k.id()));
  }

  private void forget(HostLink link) {
    hosts.computeIfPresent(
        link.id(),
        (_, libvirt) -> {
          if (!libvirt.link().equals(link)) return libvirt;
          libvirt.close();
          return null;
        });
    wakeAll(link.id());
  }

  private LibvirtOnHost libvirt(HostLink link) {
    return hosts.compute(
        link.id(),
        (id, kept) -> {
          if (kept != null && kept.link().equals(link)) return kept;
          if (kept != null) kept.close();
          var ears = new LibvirtOnHost.Ears(uuid -> changed(uuid, id), () -> lost(id));
          return new LibvirtOnHost(link, ears);
        });
  }

  @Override
  public Daemon look(HostLink link) {
    try {
      return libvirt(link).census(SURVEY);
    } catch (LibvirtFailure e) {
      return new Daemon.Silent(String.valueOf(e.getMessage()));
    }
  }

  /// What the running machines of a host have used, by the ids of their resources; none when it
  /// does not answer in time.
  public Map<String, Counters> figures(HostLink link) {
    if (known.values().stream().noneMatch(k -> k.hostId().equals(link.id()))) return Map.of();
    try {
      var now = clock.instant();
      var all = new HashMap<String, Counters>();
      libvirt(link)
          .call(SURVEY, libvirt -> DomainStats.of(libvirt, now))
          .forEach((uuid, counters) -> {
            var machine = known.get(uuid);
            if (machine != null) all.put(machine.id().value(), counters);
          });
      return all;
    } catch (LibvirtFailure e) {
      LOG.debug("no figures of the machines of {}: {}", link.name(), e.getMessage());
      return Map.of();
    }
  }

  private void changed(String uuid, String hostId) {
    var machine = known.get(uuid);
    if (machine != null) wake.accept(machine.id());
    if (machine == null || machine.isStrange()) strange.accept(hostId);
  }

  /// Its machines are looked at, and so is the host: libvirt may be down, or back.
  private void lost(String hostId) {
    wakeAll(hostId);
    wake.accept(new ResourceId(HostKind.NAME, hostId));
    strange.accept(hostId);
  }

  @Override
  public Sight<VmFacts> look(ResourceId id, VmSpec spec) {
    var link = links.find(spec.hostId());
    if (link.isEmpty()) return new Sight.Unseen<>(noLink(spec.hostId()), clock.instant());
    boolean isStrange = spec.bond().nativeId().isPresent();
    var uuid = new Domains(id, spec).uuid().toString();
    known.put(uuid, new Known(id, spec.hostId(), isStrange));
    try {
      return look(link.get(), id, spec);
    } catch (SshFailure e) {
      return new Sight.Unseen<>(HostProblems.of(e, link.get().name()), clock.instant());
    }
  }

  private Sight<VmFacts> look(HostLink link, ResourceId id, VmSpec spec) throws SshFailure {
    var domains = new Domains(id, spec);
    var folder = new VmFolderOnHost(link, id);
    final Domains.Seen domain;
    try {
      domain = libvirt(link).read(LOOK, domains::look);
    } catch (LibvirtFailure e) {
      return withoutLibvirt(link, folder.look(spec, Optional.empty()), e);
    }
    var files = folder.look(spec, domain.vncSocket());
    var born = files.born().map(b -> "/" + b).orElse("");
    var run =
        domain.number().isPresent()
            ? Optional.of(link.bootId() + "/" + domain.number().getAsInt() + born)
            : Optional.<String>empty();
    var facts =
        VmFacts.NOTHING.changed(d -> {
          d.nameTaken = domain.nameTaken();
          d.files = files.files();
          d.domain = domain.domain();
          d.marked = domain.marked();
          d.uuid = domain.domain().map(_ -> domains.uuid().toString());
          d.run = run;
          d.vncSocket = domain.vncSocket();
          d.seenVolumes = domain.volumes();
          d.snapshots = domain.snapshots();
          d.disc = new VmFacts.Disc(files.disc(), ImageCopies.Copy.NONE);
        });
    return facts.equals(VmFacts.NOTHING)
        ? new Sight.Missing<>(clock.instant())
        : new Sight.Found<>(facts, clock.instant());
  }

  /// A host on which no libvirt is installed has no machines; one that does not answer may.
  private Sight<VmFacts> withoutLibvirt(
      HostLink link, VmFolderOnHost.Seen files, LibvirtFailure why) {
    if (files.socket() || files.installed()) {
      return new Sight.Unseen<>(why.problem(link.name()), clock.instant());
    }
    return new Sight.Found<>(
        VmFacts.NOTHING.changed(d -> {
          d.hypervisor = false;
          d.files = files.files();
        }),
        clock.instant());
  }

  @Override
  public Outcome apply(ResourceId id, VmSpec spec, VmStep.OnHost step) {
    var link = links.find(spec.hostId());
    if (link.isEmpty()) return Outcome.again(noLink(spec.hostId()));
    var moves = new LibvirtMoves(link.get(), libvirt(link.get()), id, spec, clock.instant());
    try {
      return moves.apply(step);
    } catch (SshFailure e) {
      return Outcome.again(HostProblems.of(e, link.get().name()));
    } catch (LibvirtFailure e) {
      return Outcome.again(e.problem(link.get().name()));
    }
  }

  @Override
  public Outcome bring(ResourceId id, VmSpec spec, Drive drive) {
    var link = links.find(spec.hostId());
    if (link.isEmpty()) return Outcome.again(noLink(spec.hostId()));
    try {
      new VmFolderOnHost(link.get(), id).bring(drive);
      return Outcome.done();
    } catch (SshFailure e) {
      return Outcome.again(HostProblems.of(e, link.get().name()));
    }
  }

  @Override
  public SnapshotHost snapshots() {
    return new LibvirtSnapshotHost(links, this::libvirt, clock);
  }

  @Override
  public DiskContent disk() {
    return new SshDiskContent(links);
  }

  @Override
  public Optional<Outcome> growDisk(ResourceId id, VmSpec spec, String volumeId, long bytes) {
    var link = links.find(spec.hostId());
    if (link.isEmpty()) return Optional.of(Outcome.again(noLink(spec.hostId())));
    try {
      return new LibvirtDisks(libvirt(link.get()), new Domains(id, spec), spec.name())
          .grow(volumeId, bytes);
    } catch (LibvirtFailure e) {
      return Optional.of(Outcome.again(e.problem(link.get().name())));
    }
  }

  @Override
  public ByteStream screen(ResourceId id, VmSpec spec) {
    var link = links.find(spec.hostId()).orElseThrow(() -> unreachable(noLink(spec.hostId())));
    try {
      var screen =
          libvirt(link)
              .read(LOOK, c -> new Domains(id, spec).with(c, Domains::screen))
              .flatMap(found -> found)
              .orElseThrow(() ->
                  Refused.conflict(
                      "not-running", spec.name() + " does not run; it has no screen", "start it"));
      return screen.socket().isEmpty()
          ? link.remote().openTcp(screen.address(), screen.port())
          : link.remote().openUnix(new RemotePath(screen.socket()));
    } catch (LibvirtFailure e) {
      throw unreachable(e.problem(link.name()));
    } catch (SshFailure e) {
      throw unreachable(HostProblems.of(e, link.name()));
    } catch (IllegalArgumentException e) {
      throw unreachable(
          Problem.host("bad-socket", link.name() + ": " + e.getMessage(), "look at the domain"));
    }
  }

  @Override
  public Optional<String> xml(ResourceId id, VmSpec spec, boolean running) {
    var link = links.find(spec.hostId()).orElseThrow(() -> unreachable(noLink(spec.hostId())));
    try {
      return libvirt(link)
          .read(LOOK, c -> new Domains(id, spec).with(c, domain -> Domains.xml(domain, running)))
          .orElseThrow(() ->
              Refused.conflict(
                  "not-there", spec.name() + " is not on its host yet", "wait for it"));
    } catch (LibvirtFailure e) {
      throw unreachable(e.problem(link.name()));
    }
  }

  @Override
  public InputStream console(ResourceId id, VmSpec spec, int tail, boolean follow) {
    var link = links.find(spec.hostId()).orElseThrow(() -> unreachable(noLink(spec.hostId())));
    try {
      var folder = new VmFolderOnHost(link, id);
      if (spec.bond().nativeId().isEmpty()) return new CommandOutput(folder.tail(tail, follow));
      var log =
          libvirt(link)
              .read(LOOK, c -> new Domains(id, spec).with(c, Domains::console))
              .flatMap(found -> found)
              .orElseThrow(() ->
                  Refused.conflict(
                      "no-log",
                      "the serial console of %s is not written to a file".formatted(spec.name()),
                      "add <log file='…'/> to its <serial> with virsh edit"));
      return new CommandOutput(folder.tail(log, tail, follow));
    } catch (LibvirtFailure e) {
      throw unreachable(e.problem(link.name()));
    } catch (SshFailure e) {
      throw unreachable(HostProblems.of(e, link.name()));
    }
  }

  @Override
  public Optional<List<Strangers.Stranger>> all(String hostId) {
    var link = links.find(hostId);
    if (link.isEmpty()) return Optional.empty();
    try {
      return Optional.of(libvirt(link.get()).read(LOOK, Domains::all));
    } catch (LibvirtFailure _) {
      return Optional.empty();
    }
  }

  @Override
  public Optional<VmSpec> describe(String hostId, Strangers.Stranger stranger, Bond bond) {
    var link = links.find(hostId);
    if (link.isEmpty()) return Optional.empty();
    try {
      return libvirt(link.get()).read(LOOK, c -> Domains.describe(c, hostId, stranger, bond));
    } catch (LibvirtFailure _) {
      return Optional.empty();
    }
  }

  private static Refused unreachable(Problem problem) {
    return new Refused(Refused.Reason.UNREACHABLE, problem, List.of());
  }

  private static Problem noLink(String hostId) {
    return Problem.host(
        "not-connected", "the host " + hostId + " is not connected", "look at it under Hosts");
  }

  @Override
  public void close() {
    hosts.values().forEach(LibvirtOnHost::close);
    hosts.clear();
  }
}
