package io.stampede.vm;

import io.stampede.client.Refused;
import io.stampede.engine.Outcome;
import io.stampede.engine.Problem;
import io.stampede.engine.ResourceId;
import io.stampede.engine.Sight;
import io.stampede.host.HostLink;
import io.stampede.host.HostLinks;
import io.stampede.host.HostProblems;
import io.stampede.ssh.ByteStream;
import io.stampede.ssh.RemotePath;
import io.stampede.ssh.SshFailure;
import java.io.InputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;

/// Machines on real hosts: libvirt through its socket, files and screens through SSH.
public final class LibvirtVmHost implements VmHost, AutoCloseable {
  private static final Duration LOOK = Duration.ofSeconds(15);

  /// A machine that was looked at, and so is to be woken by its domain's events.
  private record Known(ResourceId id, String hostId) {}

  private final HostLinks links;
  private final InstantSource clock;
  private final Consumer<ResourceId> wake;
  private final ConcurrentMap<String, Known> known = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, LibvirtOnHost> hosts = new ConcurrentHashMap<>();

  /// @param wake look at this machine now
  public LibvirtVmHost(HostLinks links, InstantSource clock, Consumer<ResourceId> wake) {
    this.links = links;
    this.clock = clock;
    this.wake = wake;
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
          return new LibvirtOnHost(link, new LibvirtOnHost.Ears(this::changed, () -> wakeAll(id)));
        });
  }

  private void changed(String uuid) {
    var machine = known.get(uuid);
    if (machine != null) wake.accept(machine.id());
  }

  @Override
  public Sight<VmFacts> look(ResourceId id, VmSpec spec) {
    var link = links.find(spec.host());
    if (link.isEmpty()) return new Sight.Unseen<>(noLink(spec.host()), clock.instant());
    known.put(DomainXml.uuid(id).toString(), new Known(id, spec.host()));
    try {
      return look(link.get(), id, spec);
    } catch (SshFailure e) {
      return new Sight.Unseen<>(HostProblems.of(e, link.get().name()), clock.instant());
    }
  }

  private Sight<VmFacts> look(HostLink link, ResourceId id, VmSpec spec) throws SshFailure {
    var domains = new Domains(id, spec.name());
    var folder = new VmFolderOnHost(link, id);
    Domains.Seen domain;
    try {
      domain = libvirt(link).read(LOOK, domains::look);
    } catch (LibvirtFailure e) {
      return withoutLibvirt(link, folder.look(spec.image(), Optional.empty()), e);
    }
    var files = folder.look(spec.image(), domain.vncSocket());
    var run = Optional.<String>empty();
    if (domain.number().isPresent()) {
      var number = domain.number().getAsInt();
      run = Optional.of(link.bootId() + "/" + number + files.born().map(b -> "/" + b).orElse(""));
    }
    var facts =
        new VmFacts(
            true,
            domain.nameTaken(),
            files.files(),
            domain.domain(),
            VmFacts.NOTHING.copy(),
            Optional.empty(),
            domain.domain().map(_ -> DomainXml.uuid(id).toString()),
            run,
            domain.vncSocket());
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
    var nothing = VmFacts.NOTHING;
    return new Sight.Found<>(
        new VmFacts(
            false,
            false,
            files.files(),
            Optional.empty(),
            nothing.copy(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty()),
        clock.instant());
  }

  @Override
  public Outcome apply(ResourceId id, VmSpec spec, VmStep.OnHost step) {
    var link = links.find(spec.host());
    if (link.isEmpty()) return Outcome.again(noLink(spec.host()));
    var moves = new LibvirtMoves(link.get(), libvirt(link.get()), id, spec.name());
    try {
      return moves.apply(step);
    } catch (SshFailure e) {
      return Outcome.again(HostProblems.of(e, link.get().name()));
    } catch (LibvirtFailure e) {
      return Outcome.again(e.problem(link.get().name()));
    }
  }

  @Override
  public ByteStream screen(ResourceId id, VmSpec spec) {
    var link = links.find(spec.host()).orElseThrow(() -> unreachable(noLink(spec.host())));
    try {
      var domain = libvirt(link).read(LOOK, new Domains(id, spec.name())::look);
      var socket =
          domain
              .vncSocket()
              .orElseThrow(() ->
                  Refused.conflict(
                      "not-running", spec.name() + " does not run; it has no screen", "start it"));
      return link.remote().openUnix(new RemotePath(socket));
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
  public InputStream console(ResourceId id, VmSpec spec, int tail, boolean follow) {
    var link = links.find(spec.host()).orElseThrow(() -> unreachable(noLink(spec.host())));
    try {
      return new CommandOutput(new VmFolderOnHost(link, id).tail(tail, follow));
    } catch (SshFailure e) {
      throw unreachable(HostProblems.of(e, link.name()));
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
