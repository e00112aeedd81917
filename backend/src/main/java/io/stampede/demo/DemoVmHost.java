package io.stampede.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.stampede.adoption.Bond;
import io.stampede.adoption.Strangers;
import io.stampede.client.Refused;
import io.stampede.engine.Outcome;
import io.stampede.engine.Problem;
import io.stampede.engine.ResourceId;
import io.stampede.engine.Sight;
import io.stampede.figures.Counters;
import io.stampede.image.ImageCopies;
import io.stampede.ssh.ByteStream;
import io.stampede.vm.DiskContent;
import io.stampede.vm.DiskStep;
import io.stampede.vm.Drive;
import io.stampede.vm.LiveStep;
import io.stampede.vm.PowerStep;
import io.stampede.vm.SnapshotHost;
import io.stampede.vm.VmFacts;
import io.stampede.vm.VmFacts.DomainState;
import io.stampede.vm.VmFacts.Off;
import io.stampede.vm.VmHost;
import io.stampede.vm.VmName;
import io.stampede.vm.VmShape;
import io.stampede.vm.VmSpec;
import io.stampede.vm.VmStep;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// Machines on emulated hosts.
public final class DemoVmHost implements VmHost {
  private record Place(String host, String name) {}

  private final DemoReach hosts;
  private final DemoImageHost images;
  private final InstantSource clock;
  private final Consumer<ResourceId> wake;
  private final ConcurrentMap<ResourceId, DemoMachine> machines = new ConcurrentHashMap<>();
  private final ConcurrentMap<Place, ResourceId> names = new ConcurrentHashMap<>();
  private final ConcurrentMap<Place, Stray> strays = new ConcurrentHashMap<>();

  private final DemoDisks disks = new DemoDisks();
  private final DemoSnapshots snapshots;
  private final DemoDiskContent content;
  private final ConcurrentMap<ResourceId, DemoFigures> load = new ConcurrentHashMap<>();

  /// Machines that were made here and given back.
  private final Set<ResourceId> released = ConcurrentHashMap.newKeySet();

  /// A machine that was not made here.
  ///
  /// @param mark the resource id in its metadata
  private record Stray(String uuid, DemoMachine machine, Optional<String> mark) {
    Stray with(DemoMachine next) {
      return new Stray(uuid, next, mark);
    }

    Stray marked(Optional<String> next) {
      return new Stray(uuid, machine, next);
    }
  }

  /// @param wake look at this machine now
  public DemoVmHost(
      DemoReach hosts, DemoImageHost images, InstantSource clock, Consumer<ResourceId> wake) {
    this.hosts = hosts;
    this.images = images;
    this.clock = clock;
    this.wake = wake;
    this.content = new DemoDiskContent(hosts);
    this.snapshots = new DemoSnapshots(hosts, disks, clock, this::machine);
  }

  @Override
  public DiskContent disk() {
    return content;
  }

  @Override
  public SnapshotHost snapshots() {
    return snapshots;
  }

  private DemoMachine machine(ResourceId id, VmSpec spec) {
    return isStray(id, spec)
        ? stray(spec).map(e -> e.getValue().machine()).orElse(DemoMachine.NOTHING)
        : machines.getOrDefault(id, DemoMachine.NOTHING);
  }

  /// A machine of somebody else's appears, and runs.
  public void makeForeign(String hostId, String name) {
    var shape = new VmShape(1, 32);
    var machine = DemoMachine.NOTHING.withDisk().defined(shape, false).named(name).started();
    var uuid = UUID.nameUUIDFromBytes((hostId + "/" + name).getBytes(UTF_8)).toString();
    strays.put(new Place(hostId, name), new Stray(uuid, machine, Optional.empty()));
  }

  public boolean hasForeign(String hostId, String name) {
    return strays.containsKey(new Place(hostId, name));
  }

  /// UUID, run and mark of a machine that was not made here.
  public String identity(String hostId, String name) {
    var stray = strays.get(new Place(hostId, name));
    return stray == null
        ? ""
        : "%s run %d %s".formatted(stray.uuid(), stray.machine().run(), stray.mark());
  }

  /// Somebody on the host switches a machine off.
  public void switchOffByHand(String hostId, String name) {
    var id = names.get(new Place(hostId, name));
    if (id != null) change(id, m -> m.stopped(Off.SWITCHED_OFF));
    strays.computeIfPresent(
        new Place(hostId, name),
        (_, stray) -> stray.with(stray.machine().stopped(Off.SWITCHED_OFF)));
  }

  /// Somebody on the host makes a machine stand still.
  public void pauseByHand(String hostId, String name) {
    var id = names.get(new Place(hostId, name));
    if (id != null) change(id, m -> m.inState(DomainState.PAUSED));
  }

  /// Somebody on the host takes a snapshot.
  public void snapshotByHand(ResourceId id, VmSpec spec, String name) {
    snapshots.take(id, spec, new SnapshotHost.Taking(name, "", true));
  }

  /// What those that run on a host have used, by their ids.
  Map<String, Counters> figures(String hostId) {
    if (hosts.outage(hostId).isPresent()) return Map.of();
    var now = clock.instant();
    var all = new HashMap<String, Counters>();
    names.forEach((place, id) -> {
      var machine = machines.get(id);
      if (!place.host().equals(hostId) || machine == null || !machine.runs()) return;
      var figures = load.computeIfAbsent(id, i -> new DemoFigures(i.value(), now));
      all.put(id.value(), figures.at(now, "run " + machine.run()));
    });
    return all;
  }

  @Override
  public Sight<VmFacts> look(ResourceId id, VmSpec spec) {
    var trouble = hosts.outage(spec.hostId());
    if (trouble.isPresent()) return new Sight.Unseen<>(trouble.get(), clock.instant());
    if (isStray(id, spec)) return lookAtStray(id, spec);
    var image = images.finished(spec.hostId(), spec.image());
    var machine = machines.getOrDefault(id, DemoMachine.NOTHING);
    boolean taken = machine.domain().isEmpty() && isForeign(spec);
    if (machine.domain().isEmpty() && !machine.disk() && image.isEmpty() && !taken) {
      return new Sight.Missing<>(clock.instant());
    }
    boolean runs = machine.runs();
    return new Sight.Found<>(
        VmFacts.NOTHING.changed(d -> {
          d.nameTaken = taken;
          d.files = machine.files(image);
          d.domain = machine.domain();
          d.marked = machine.domain().isPresent() && !released.contains(id);
          d.uuid = machine.domain().map(_ -> id.value());
          d.run = runs ? Optional.of("demo/" + machine.run()) : Optional.empty();
          d.vncSocket = d.run.map(_ -> "/demo/" + id.value() + "/vnc.sock");
          d.seenVolumes = disks.seen(id, runs);
          d.snapshots = snapshots.of(id);
          d.disc = disc(spec);
        }),
        clock.instant());
  }

  private VmFacts.Disc disc(VmSpec spec) {
    var format = spec.storage().cdrom().flatMap(image -> images.finished(spec.hostId(), image));
    return new VmFacts.Disc(format, ImageCopies.Copy.NONE);
  }

  private static boolean isStray(ResourceId id, VmSpec spec) {
    return spec.bond().nativeId().filter(uuid -> !uuid.equals(id.value())).isPresent();
  }

  private Optional<Map.Entry<Place, Stray>> stray(VmSpec spec) {
    var uuid = spec.bond().nativeId();
    return strays.entrySet().stream()
        .filter(e -> e.getKey().host().equals(spec.hostId()))
        .filter(e -> uuid.filter(e.getValue().uuid()::equals).isPresent())
        .findFirst();
  }

  private Sight<VmFacts> lookAtStray(ResourceId id, VmSpec spec) {
    var found = stray(spec).map(Map.Entry::getValue);
    if (found.isEmpty()) return new Sight.Missing<>(clock.instant());
    var machine = found.get().machine();
    var run = Optional.of("demo/" + machine.run()).filter(_ -> machine.runs());
    return new Sight.Found<>(
        VmFacts.NOTHING.changed(d -> {
          d.domain = machine.domain();
          d.marked = found.get().mark().filter(id.value()::equals).isPresent();
          d.uuid = Optional.of(found.get().uuid());
          d.run = run;
          d.vncSocket = run.map(_ -> "/demo/" + found.get().uuid() + "/vnc.sock");
          d.snapshots = snapshots.of(id);
        }),
        clock.instant());
  }

  @Override
  public Optional<List<Strangers.Stranger>> all(String hostId) {
    if (hosts.outage(hostId).isPresent()) return Optional.empty();
    var others =
        strays.entrySet().stream()
            .filter(e -> e.getKey().host().equals(hostId))
            .map(e ->
                new Strangers.Stranger(
                    e.getValue().uuid(), e.getKey().name(), e.getValue().mark()));
    var ours =
        names.entrySet().stream()
            .filter(e -> e.getKey().host().equals(hostId))
            .map(e -> {
              var id = e.getValue().value();
              var mark = Optional.of(id).filter(_ -> !released.contains(e.getValue()));
              return new Strangers.Stranger(id, e.getKey().name(), mark);
            });
    return Optional.of(Stream.concat(others, ours).toList());
  }

  @Override
  public Optional<VmSpec> describe(String hostId, Strangers.Stranger stranger, Bond bond) {
    return Optional.ofNullable(strays.get(new Place(hostId, stranger.name())))
        .flatMap(stray -> stray.machine().domain())
        .map(domain -> VmSpec.foreign(new VmName(stranger.name()), hostId, domain.defined(), bond));
  }

  private Outcome moveStray(ResourceId id, VmSpec spec, VmStep.OnHost step) {
    var found = stray(spec);
    if (found.isEmpty()) return Outcome.done();
    var place = found.get().getKey();
    switch (step) {
      case VmStep.Mark _ ->
          strays.computeIfPresent(place, (_, s) -> s.marked(Optional.of(id.value())));
      case VmStep.Unmark _ -> strays.computeIfPresent(place, (_, s) -> s.marked(Optional.empty()));
      case VmStep.Reshape(var _, var shape) -> stray(place, m -> m.defined(shape, false));
      case PowerStep.Revert revert -> stray(place, m -> snapshots.back(id, m, revert));
      case PowerStep power -> stray(place, m -> m.powered(power));
      case LiveStep live -> stray(place, m -> m.live(live));
      case DiskStep disk -> disks.take(id, disk, stray(spec).isPresent());
      case VmStep.Disown _, VmStep.Undefine _ -> {
        snapshots.forget(id);
        strays.remove(place);
      }
      case VmStep.CreateDisk _, VmStep.Define _, VmStep.Rename _, VmStep.RemoveFiles _ -> {
        // not ours to write
      }
    }
    return Outcome.done();
  }

  private void stray(Place place, UnaryOperator<DemoMachine> change) {
    strays.computeIfPresent(place, (_, s) -> s.with(change.apply(s.machine())));
  }

  private boolean isForeign(VmSpec spec) {
    return hasForeign(spec.hostId(), spec.name().value());
  }

  @Override
  public Outcome apply(ResourceId id, VmSpec spec, VmStep.OnHost step) {
    return hosts.during(
        spec.hostId(), () -> isStray(id, spec) ? moveStray(id, spec, step) : move(id, spec, step));
  }

  @Override
  public Outcome bring(ResourceId id, VmSpec spec, Drive drive) {
    return hosts.during(spec.hostId(), () -> change(id, m -> m.withDrive(drive.print())));
  }

  private Outcome move(ResourceId id, VmSpec spec, VmStep.OnHost step) {
    return switch (step) {
      case VmStep.CreateDisk _ -> {
        if (!spec.source().blank() && images.finished(spec.hostId(), spec.image()).isEmpty()) {
          yield Outcome.again(Problem.host("disk-failed", "the image is not on the host", ""));
        }
        yield change(id, DemoMachine::withDisk);
      }
      case VmStep.Define(var name, var shape, var autostart) -> {
        if (isForeign(spec)) {
          yield Outcome.stuck(
              Problem.request(
                  "name-taken", "the host has a domain %s already".formatted(name), ""));
        }
        names.putIfAbsent(new Place(spec.hostId(), name.value()), id);
        disks.defined(id);
        var held = snapshots.drives(id);
        yield change(id, m -> m.defined(shape, autostart).named(name.value()).holding(held));
      }
      case VmStep.Rename(var name, var was) -> {
        names.remove(new Place(spec.hostId(), was), id);
        names.put(new Place(spec.hostId(), name.value()), id);
        yield change(id, machine -> machine.renamed(name.value()));
      }
      case PowerStep.Revert revert -> change(id, m -> snapshots.back(id, m, revert));
      case PowerStep power -> {
        boolean starts =
            power instanceof PowerStep.Start
                && !machines.getOrDefault(id, DemoMachine.NOTHING).runs();
        if (starts) disks.started(id);
        yield change(id, m -> m.powered(power));
      }
      case LiveStep live -> change(id, m -> m.live(live));
      case DiskStep disk -> {
        disks.take(id, disk, machines.getOrDefault(id, DemoMachine.NOTHING).runs());
        yield change(id, UnaryOperator.identity());
      }
      case VmStep.Mark _ -> {
        released.remove(id);
        yield Outcome.done();
      }
      case VmStep.Unmark _ -> {
        released.add(id);
        yield Outcome.done();
      }
      case VmStep.Reshape(var _, var shape) -> change(id, machine -> machine.defined(shape, false));
      case VmStep.Disown(var name, var _) -> {
        snapshots.forget(id);
        names.remove(new Place(spec.hostId(), name.value()), id);
        yield change(id, DemoMachine::undefined);
      }
      case VmStep.Undefine(var name, var _) -> {
        snapshots.forget(id);
        names.remove(new Place(spec.hostId(), name.value()), id);
        yield change(id, DemoMachine::undefined);
      }
      case VmStep.RemoveFiles _ -> change(id, DemoMachine::withoutDisk);
    };
  }

  private Outcome change(ResourceId id, UnaryOperator<DemoMachine> change) {
    var before = machines.getOrDefault(id, DemoMachine.NOTHING);
    var after =
        machines.compute(
            id, (_, machine) -> change.apply(machine == null ? DemoMachine.NOTHING : machine));
    if (!before.equals(after)) Thread.ofVirtual().start(() -> wake.accept(id));
    return Outcome.done();
  }

  /// The host's own file is all there is of it.
  @Override
  public Optional<Outcome> growDisk(ResourceId id, VmSpec spec, String volumeId, long bytes) {
    return Optional.empty();
  }

  @Override
  public ByteStream screen(ResourceId id, VmSpec spec) {
    answering(spec);
    boolean runs =
        machines.getOrDefault(id, DemoMachine.NOTHING).runs()
            || stray(spec).filter(e -> e.getValue().machine().runs()).isPresent();
    if (!runs) {
      throw Refused.conflict(
          "not-running", spec.name() + " does not run; it has no screen", "start it");
    }
    return DemoScreen.open(spec.name().value());
  }

  @Override
  public Optional<String> xml(ResourceId id, VmSpec spec, boolean running) {
    answering(spec);
    var domain =
        stray(spec)
            .map(e -> e.getValue().machine())
            .or(() -> Optional.ofNullable(machines.get(id)))
            .flatMap(DemoMachine::domain)
            .orElseThrow(
                () -> Refused.conflict("not-there", spec.name() + " is not on its host yet", ""));
    return (running ? domain.live() : Optional.of(domain.defined()))
        .map(shape ->
            """
            <domain type='emulated'>
              <name>%s</name>
              <memory unit='MiB'>%d</memory>
              <vcpu>%d</vcpu>
            </domain>
            """
                .formatted(domain.name().orElse(""), shape.memoryMib(), shape.cpus()));
  }

  @Override
  public InputStream console(ResourceId id, VmSpec spec, int tail, boolean follow) {
    answering(spec);
    return new ByteArrayInputStream(
        "%s is emulated and says nothing\n".formatted(spec.name()).getBytes(UTF_8));
  }

  private void answering(VmSpec spec) {
    var trouble = hosts.outage(spec.hostId());
    if (trouble.isPresent()) {
      throw new Refused(Refused.Reason.UNREACHABLE, trouble.get(), List.of());
    }
  }
}
