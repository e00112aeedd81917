package io.stampede.demo;

import io.stampede.engine.Outcome;
import io.stampede.engine.Problem;
import io.stampede.engine.ResourceId;
import io.stampede.engine.Sight;
import io.stampede.vm.PowerStep;
import io.stampede.vm.SnapshotHost;
import io.stampede.vm.SnapshotProblems;
import io.stampede.vm.VmDisk;
import io.stampede.vm.VmFacts.Domain;
import io.stampede.vm.VmFacts.DomainState;
import io.stampede.vm.VmSnapshot;
import io.stampede.vm.VmSpec;
import io.stampede.vm.VmStorage;
import io.stampede.volume.VolumeFormat;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/// Snapshots of emulated machines.
final class DemoSnapshots implements SnapshotHost {
  private static final long MIB = 1L << 20;

  /// @param machine as it was then
  private record Taken(VmSnapshot says, DemoMachine machine, VmStorage.Seen disks) {
    Taken with(Optional<String> parent, boolean current) {
      var next =
          new VmSnapshot(
              says.name(),
              says.at(),
              says.state(),
              says.memory(),
              parent,
              current,
              says.files(),
              says.drives());
      return new Taken(next, machine, disks);
    }
  }

  private final DemoReach hosts;
  private final DemoDisks disks;
  private final InstantSource clock;
  private final BiFunction<ResourceId, VmSpec, DemoMachine> machine;
  private final ConcurrentMap<ResourceId, List<Taken>> taken = new ConcurrentHashMap<>();

  DemoSnapshots(
      DemoReach hosts,
      DemoDisks disks,
      InstantSource clock,
      BiFunction<ResourceId, VmSpec, DemoMachine> machine) {
    this.hosts = hosts;
    this.disks = disks;
    this.clock = clock;
    this.machine = machine;
  }

  List<VmSnapshot> of(ResourceId id) {
    return taken.getOrDefault(id, List.of()).stream().map(Taken::says).toList();
  }

  List<String> drives(ResourceId id) {
    return of(id).stream().flatMap(s -> s.drives().stream()).toList();
  }

  @Override
  public Sight<List<VmSnapshot>> look(ResourceId id, VmSpec spec) {
    var trouble = hosts.outage(spec.hostId());
    if (trouble.isPresent()) return new Sight.Unseen<>(trouble.get(), clock.instant());
    return machine.apply(id, spec).domain().isEmpty()
        ? new Sight.Missing<>(clock.instant())
        : new Sight.Found<>(of(id), clock.instant());
  }

  @Override
  public OptionalLong memoryBytes(ResourceId id, VmSpec spec, VmSnapshot snapshot) {
    return snapshot.memory() ? OptionalLong.of(spec.memoryMib() * MIB) : OptionalLong.empty();
  }

  @Override
  public Outcome take(ResourceId id, VmSpec spec, Taking what) {
    return hosts.during(spec.hostId(), () -> taken(id, spec, what));
  }

  private Outcome taken(ResourceId id, VmSpec spec, Taking what) {
    var now = machine.apply(id, spec);
    if (now.domain().isEmpty()) {
      return Outcome.again(
          Problem.host("not-there", spec.name() + " is not on its host yet", "wait for it"));
    }
    if (find(id, what.name()).isPresent()) return Outcome.done();
    if (now.runs() && !what.memory()) return Outcome.stuck(SnapshotProblems.runs(spec.name()));
    var seen = disks.all(id);
    var written = seen.defined().stream().filter(disk -> !disk.readOnly()).toList();
    var raw = written.stream().filter(disk -> disk.format() == VolumeFormat.RAW).findFirst();
    if (raw.isPresent()) {
      return Outcome.stuck(SnapshotProblems.rawDisk(spec.name(), "volume " + raw.get().volume()));
    }
    var says =
        new VmSnapshot(
            what.name(),
            clock.instant().truncatedTo(ChronoUnit.SECONDS),
            now.domain().map(Domain::state).orElse(DomainState.STOPPED),
            now.runs(),
            current(id),
            true,
            written.stream().map(VmDisk::file).toList(),
            now.domain().flatMap(d -> d.defined().drive()).stream().toList());
    change(
        id,
        all -> {
          var next =
              new ArrayList<>(all.stream().map(t -> t.with(t.says().parent(), false)).toList());
          next.add(new Taken(says, now, seen));
          return next;
        });
    return Outcome.done();
  }

  private Optional<Taken> find(ResourceId id, String name) {
    return taken.getOrDefault(id, List.of()).stream()
        .filter(t -> t.says().name().equals(name))
        .findFirst();
  }

  private Optional<String> current(ResourceId id) {
    return of(id).stream().filter(VmSnapshot::current).map(VmSnapshot::name).findFirst();
  }

  /// What was taken after it goes on from what it went on from.
  @Override
  public Outcome drop(ResourceId id, VmSpec spec, String name) {
    return hosts.during(
        spec.hostId(),
        () -> {
          var gone = find(id, name);
          gone.ifPresent(one -> change(id, all -> without(all, one)));
          return Outcome.done();
        });
  }

  private static List<Taken> without(List<Taken> all, Taken gone) {
    var name = gone.says().name();
    var parent = gone.says().parent();
    return all.stream()
        .filter(t -> !t.says().name().equals(name))
        .map(t ->
            t.with(
                t.says().parent().filter(name::equals).isPresent() ? parent : t.says().parent(),
                t.says().current()
                    || (gone.says().current()
                        && parent.filter(t.says().name()::equals).isPresent())))
        .toList();
  }

  /// What a machine is from now on; once a wish.
  DemoMachine back(ResourceId id, DemoMachine now, PowerStep.Revert step) {
    var then = find(id, step.snapshot());
    boolean done =
        now.domain()
            .filter(d -> d.done().equals(java.util.OptionalInt.of(step.wish())))
            .isPresent();
    if (then.isEmpty() || done) return now;
    disks.put(id, then.get().disks());
    change(
        id,
        all ->
            all.stream()
                .map(t -> t.with(t.says().parent(), t.says().name().equals(step.snapshot())))
                .toList());
    return now.backTo(then.get().machine(), step.wish());
  }

  /// With its machine.
  void forget(ResourceId id) {
    taken.remove(id);
  }

  private void change(ResourceId id, UnaryOperator<List<Taken>> change) {
    taken.compute(id, (_, all) -> change.apply(all == null ? List.of() : all));
  }
}
