package io.stampede.snapshot;

import io.stampede.client.Content;
import io.stampede.client.Refused;
import io.stampede.engine.Intent;
import io.stampede.engine.Kind;
import io.stampede.engine.Outcome;
import io.stampede.engine.Phase;
import io.stampede.engine.Plan;
import io.stampede.engine.Sight;
import io.stampede.snapshot.Machines.Machine;
import io.stampede.vm.SnapshotHost;
import io.stampede.vm.SnapshotHost.Taking;
import io.stampede.vm.VmArchives;
import io.stampede.vm.VmHost;
import io.stampede.vm.VmKind;
import io.stampede.vm.VmSnapshot;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Snapshots of machines. They have a lane of their own beside the host's, as to keep the memory of
/// a large machine takes its time. Each is known on its host by its id.
public final class SnapshotKind implements Kind<SnapshotSpec, SnapshotFacts, SnapshotStep> {
  public static final String NAME = "snapshot";

  private final SnapshotHost host;
  private final VmArchives archives;
  private final Machines machines;
  private final InstantSource clock;

  public SnapshotKind(VmHost host, Machines machines, InstantSource clock) {
    this.host = host.snapshots();
    this.archives = new VmArchives(host);
    this.machines = machines;
    this.clock = clock;
  }

  /// A machine as it was, as one file.
  Content export(String id, SnapshotSpec spec) {
    var of =
        machines
            .machine(spec.machine())
            .orElseThrow(() -> Refused.notFound(VmKind.NAME, spec.machine()));
    return archives.export(of.id(), of.spec(), Optional.of(id), spec.name().value());
  }

  /// Where work on snapshots of a host queues up.
  public static String lane(String hostId) {
    return hostId + ":snapshots";
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String lane(Intent<SnapshotSpec> intent) {
    return lane(intent.spec().host().orElse(""));
  }

  /// Of a machine that is gone from here nothing is looked at: what is left of it is not ours.
  @Override
  public Sight<SnapshotFacts> look(Intent<SnapshotSpec> intent) {
    boolean known = machines.wasTaken(intent.id());
    var machine = machines.machine(intent.spec().machine());
    if (machine.isEmpty()) return nothing(intent, SnapshotFacts.Machine.GONE, known);
    var of = machine.get();
    return switch (host.look(of.id(), of.spec())) {
      case Sight.Unseen<List<VmSnapshot>>(var why, var at) -> new Sight.Unseen<>(why, at);
      case Sight.Missing<List<VmSnapshot>> _ ->
          nothing(intent, SnapshotFacts.Machine.AWAITED, known);
      case Sight.Found<List<VmSnapshot>>(var all, var at) -> {
        var one = all.stream().filter(s -> s.name().equals(intent.id().value())).findFirst();
        yield one.isPresent()
            ? new Sight.Found<>(facts(of, one.get(), known), at)
            : nothing(
                intent,
                of.wanted() ? SnapshotFacts.Machine.THERE : SnapshotFacts.Machine.AWAITED,
                known);
      }
    };
  }

  private Sight<SnapshotFacts> nothing(
      Intent<SnapshotSpec> intent, SnapshotFacts.Machine machine, boolean known) {
    return intent.wantsPresence()
        ? new Sight.Found<>(SnapshotFacts.nothing(machine, known), clock.instant())
        : new Sight.Missing<>(clock.instant());
  }

  private SnapshotFacts facts(Machine of, VmSnapshot is, boolean known) {
    return new SnapshotFacts(
        SnapshotFacts.Machine.THERE,
        known,
        true,
        of.snapshots().contains(is.name()) || !of.wanted(),
        Optional.of(is.at()),
        Optional.of(is.state()),
        mebibytes(host.memoryBytes(of.id(), of.spec(), is)),
        is.parent().map(machines::called),
        is.current());
  }

  private static OptionalLong mebibytes(OptionalLong bytes) {
    return bytes.isPresent()
        ? OptionalLong.of(Math.ceilDiv(bytes.getAsLong(), 1L << 20))
        : OptionalLong.empty();
  }

  @Override
  public Plan<SnapshotStep> plan(
      Intent<SnapshotSpec> intent, Sight<SnapshotFacts> sight, Instant now) {
    return SnapshotPlanner.plan(intent, sight, now);
  }

  /// A machine that is gone meanwhile needs nothing: the next look tells.
  @Override
  public Outcome apply(Intent<SnapshotSpec> intent, SnapshotStep step) {
    var spec = intent.spec();
    var name = intent.id().value();
    return switch (step) {
      case SnapshotStep.Remember _ -> {
        machines.remember(intent.id());
        machines.changed(spec.machine());
        yield Outcome.done();
      }
      case SnapshotStep.Take(var _, var machine, var memory) ->
          machines
              .machine(machine)
              .filter(Machine::wanted)
              .map(of -> host.take(of.id(), of.spec(), new Taking(name, spec.says(), memory)))
              .orElse(Outcome.done());
      case SnapshotStep.Drop(var _, var machine) ->
          machines
              .machine(machine)
              .map(of -> {
                var outcome = host.drop(of.id(), of.spec(), name);
                machines.changed(machine);
                return outcome;
              })
              .orElse(Outcome.done());
    };
  }

  @Override
  public Phase settled(Intent<SnapshotSpec> intent, Sight<SnapshotFacts> sight) {
    return Phase.READY;
  }
}
