package io.stampede.vm;

import io.stampede.client.KindFace;
import io.stampede.client.Refused;
import io.stampede.engine.Plan;
import io.stampede.engine.Problem;
import io.stampede.schema.Field;
import io.stampede.vm.VmFacts.DomainState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What snapshots have to do with their machine: going back to one, and what it cannot do as long
/// as it has some. Pure.
///
/// Going back is a wish as any other of its power: it is brought about once, and then the machine
/// runs, stands still or is off as it was. Its definition of then comes back with it; what was
/// asked for since is what is wanted all the same, and is pending or made so.
final class VmSnapshots {
  static final String FIELD = "snapshot";

  /// What going back asks.
  record Going(
      @Field(label = "Snapshot", help = "One of its own.", reference = FIELD) String snapshot) {}

  private VmSnapshots() {}

  /// @throws Refused when it may not, or cannot
  static VmSpec reverted(VmSpec spec, Optional<VmFacts> seen, Map<String, ?> input) {
    var name = String.valueOf(input.get(FIELD));
    var snapshot =
        seen.flatMap(is -> find(is, name))
            .orElseThrow(() -> refused(SnapshotProblems.gone(spec.name(), name)));
    snapshot
        .missingVolume(spec)
        .ifPresent(volume -> {
          throw refused(SnapshotProblems.volume(spec.name(), volume));
        });
    return spec.powered(p -> p.reverted(name, snapshot.state()));
  }

  private static Refused refused(Problem problem) {
    return new Refused(Refused.Reason.CONFLICT, problem, List.of());
  }

  static Optional<VmSnapshot> find(VmFacts is, String name) {
    return is.snapshots().stream().filter(s -> s.name().equals(name)).findFirst();
  }

  /// The way back; empty when it is not asked for, or was gone already.
  static Optional<Plan<VmStep>> back(VmSpec want, VmFacts is, PowerPlan power) {
    if (!power.reverts()) return Optional.empty();
    var name = want.power().revert().orElseThrow();
    var snapshot = find(is, name);
    if (snapshot.isEmpty()) {
      return Optional.of(new Plan.Blocked<>(SnapshotProblems.gone(want.name(), name)));
    }
    var missing = snapshot.get().missingVolume(want);
    if (missing.isPresent()) {
      return Optional.of(new Plan.Blocked<>(SnapshotProblems.volume(want.name(), missing.get())));
    }
    return Optional.of(
        Plan.of(List.of(new PowerStep.Revert(want.name(), name, want.power().wish()))));
  }

  /// @throws Refused for another name of one that has snapshots
  static VmSpec keepingName(
      String id, VmSpec wanted, Optional<VmSpec> before, KindFace.Resources world) {
    boolean named = before.filter(b -> !b.name().equals(wanted.name())).isPresent();
    boolean has =
        named
            && world
                .resource(VmKind.NAME, id)
                .filter(r -> r.fields().get("snapshots") instanceof List<?> all && !all.isEmpty())
                .isPresent();
    if (!has) return wanted;
    var problem = SnapshotProblems.rename(before.orElseThrow().name().value());
    throw Refused.field("name", problem.code(), problem.message(), problem.fix());
  }

  /// With what waits until the last snapshot is gone.
  static List<String> pending(VmSpec spec, VmFacts is, List<String> others) {
    boolean waits = !is.active() && !is.snapshots().isEmpty() && spec.bond().nativeId().isEmpty();
    var all = new ArrayList<>(others);
    is.domain()
        .flatMap(VmFacts.Domain::name)
        .filter(name -> waits && !name.equals(spec.name().value()))
        .ifPresent(_ -> all.add("name %s when it has no snapshots".formatted(spec.name())));
    return all;
  }

  /// How a machine goes on from one of this state.
  static boolean runs(DomainState state) {
    return switch (state) {
      case RUNNING, PAUSED -> true;
      case STOPPED, CRASHED -> false;
    };
  }
}
