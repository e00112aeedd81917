package io.stampede.vm;

import io.stampede.engine.Outcome;
import io.stampede.engine.Problem;
import io.stampede.engine.ResourceId;
import io.stampede.engine.Sight;
import io.stampede.host.HostLink;
import io.stampede.host.HostLinks;
import io.stampede.ssh.Command;
import io.stampede.ssh.SshFailure;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import java.util.regex.Pattern;

/// Snapshots on real hosts: libvirt takes them, and `qemu-img` says how large they are.
final class LibvirtSnapshotHost implements SnapshotHost {
  private static final Duration LOOK = Duration.ofSeconds(15);

  /// Also of a disk that is in use. A host without QEMU has it in our component. $1 the disk
  private static final String INFO =
      """
      if ! command -v qemu-img >/dev/null && [ -d /var/lib/stampede/libvirt ]
      then docker exec stampede-libvirt qemu-img info -U --output=json "$1"
      else qemu-img info -U --output=json "$1"
      fi
      """;

  private static final Pattern SNAPSHOT = Pattern.compile("\\{[^{}]*\"vm-state-size\"[^{}]*\\}");
  private static final Pattern NAME = Pattern.compile("\"name\": *\"([^\"]*)\"");
  private static final Pattern SIZE = Pattern.compile("\"vm-state-size\": *([0-9]{1,18})");

  private final HostLinks links;
  private final Function<HostLink, LibvirtOnHost> libvirt;
  private final InstantSource clock;

  /// What was told once: what a snapshot holds does not change.
  private final ConcurrentMap<String, Long> sizes = new ConcurrentHashMap<>();

  LibvirtSnapshotHost(
      HostLinks links, Function<HostLink, LibvirtOnHost> libvirt, InstantSource clock) {
    this.links = links;
    this.libvirt = libvirt;
    this.clock = clock;
  }

  private LibvirtSnapshots of(HostLink link, ResourceId machine, VmSpec spec) {
    return new LibvirtSnapshots(libvirt.apply(link), new Domains(machine, spec), spec.name());
  }

  @Override
  public Sight<List<VmSnapshot>> look(ResourceId machine, VmSpec spec) {
    var link = links.find(spec.hostId());
    if (link.isEmpty()) return new Sight.Unseen<>(noLink(spec), clock.instant());
    try {
      var all = of(link.get(), machine, spec).look(LOOK);
      return all.isPresent()
          ? new Sight.Found<>(all.get(), clock.instant())
          : new Sight.Missing<>(clock.instant());
    } catch (LibvirtFailure e) {
      return new Sight.Unseen<>(e.problem(link.get().name()), clock.instant());
    }
  }

  @Override
  public OptionalLong memoryBytes(ResourceId machine, VmSpec spec, VmSnapshot snapshot) {
    if (!snapshot.memory()) return OptionalLong.empty();
    var key = machine.value() + "/" + snapshot.name() + "/" + snapshot.at();
    var known = sizes.get(key);
    if (known != null) return OptionalLong.of(known);
    for (var file : snapshot.files()) {
      var size = size(spec, file, snapshot.name());
      size.ifPresent(bytes -> sizes.put(key, bytes));
      if (size.isPresent()) return size;
    }
    return OptionalLong.empty();
  }

  /// Memory is in one of the disks.
  private OptionalLong size(VmSpec spec, String file, String name) {
    var link = links.find(spec.hostId());
    if (link.isEmpty()) return OptionalLong.empty();
    try {
      var answer = link.get().remote().exec(Command.script(INFO, file), LOOK);
      return answer.ok() ? size(answer.out(), name) : OptionalLong.empty();
    } catch (SshFailure _) {
      return OptionalLong.empty();
    }
  }

  /// @param info what `qemu-img info --output=json` says
  /// @return empty for a disk that holds no memory of it
  static OptionalLong size(String info, String name) {
    return SNAPSHOT
        .matcher(info)
        .results()
        .map(found -> found.group())
        .filter(one -> {
          var called = NAME.matcher(one);
          return called.find() && called.group(1).equals(name);
        })
        .map(SIZE::matcher)
        .filter(java.util.regex.Matcher::find)
        .mapToLong(size -> Long.parseLong(size.group(1)))
        .filter(bytes -> bytes > 0)
        .findFirst();
  }

  private interface Move {
    Outcome on(LibvirtSnapshots snapshots) throws LibvirtFailure;
  }

  private Outcome on(ResourceId machine, VmSpec spec, Move move) {
    var link = links.find(spec.hostId());
    if (link.isEmpty()) return Outcome.again(noLink(spec));
    try {
      return move.on(of(link.get(), machine, spec));
    } catch (LibvirtFailure e) {
      return Outcome.again(e.problem(link.get().name()));
    }
  }

  @Override
  public Outcome take(ResourceId machine, VmSpec spec, Taking what) {
    return on(machine, spec, snapshots -> snapshots.take(what));
  }

  @Override
  public Outcome drop(ResourceId machine, VmSpec spec, String name) {
    return on(machine, spec, snapshots -> snapshots.drop(name));
  }

  private static Problem noLink(VmSpec spec) {
    return Problem.host(
        "not-connected",
        "the host " + spec.hostId() + " is not connected",
        "look at it under Hosts");
  }
}
