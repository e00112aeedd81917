package io.stampede.snapshot;

import io.stampede.engine.Intent;
import io.stampede.engine.Intent.Goal;
import io.stampede.engine.Plan;
import io.stampede.engine.Problem;
import io.stampede.engine.ResourceId;
import io.stampede.engine.Sight;
import io.stampede.snapshot.SnapshotFacts.Machine;
import io.stampede.vm.VmKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Decides; touches no host.
final class SnapshotPlanner {
  private static final Duration SOON = Duration.ofSeconds(3);
  private static final Duration LATER = Duration.ofSeconds(30);

  private SnapshotPlanner() {}

  static Plan<SnapshotStep> plan(
      Intent<SnapshotSpec> intent, Sight<SnapshotFacts> sight, Instant now) {
    return switch (sight) {
      case Sight.Unseen<SnapshotFacts>(var why, var _) ->
          Plan.await(now.plus(LATER), why.message());
      case Sight.Missing<SnapshotFacts> _ ->
          plan(intent.goal(), SnapshotFacts.nothing(Machine.GONE, false), now);
      case Sight.Found<SnapshotFacts>(var is, var _) -> plan(intent.goal(), is, now);
    };
  }

  private static Plan<SnapshotStep> plan(Goal<SnapshotSpec> goal, SnapshotFacts is, Instant now) {
    return switch (goal) {
      case Goal.Absent<SnapshotSpec>(var was) ->
          is.there()
              ? Plan.of(List.of(new SnapshotStep.Drop(was.name(), was.machine())))
              : new Plan.Settled<>();
      case Goal.Present<SnapshotSpec>(var want) -> present(want, is, now);
    };
  }

  private static Plan<SnapshotStep> present(SnapshotSpec want, SnapshotFacts is, Instant now) {
    var remember = new SnapshotStep.Remember(want.name());
    if (is.there() && !is.known()) return Plan.of(List.of(remember));
    if (is.there() && is.noticed()) return new Plan.Settled<>();
    if (is.there()) return await(want, "waiting until its machine was looked at", now);
    return switch (is.machine()) {
      case GONE -> new Plan.Blocked<>(noMachine(want));
      case AWAITED -> await(want, "waiting for its machine", now);
      case THERE ->
          is.known()
              ? new Plan.Blocked<>(lost(want))
              : Plan.of(
                  List.of(
                      new SnapshotStep.Take(want.name(), want.machine(), want.memory()), remember));
    };
  }

  private static Plan<SnapshotStep> await(SnapshotSpec want, String why, Instant now) {
    return Plan.await(now.plus(SOON), why, new ResourceId(VmKind.NAME, want.machine()));
  }

  private static Problem noMachine(SnapshotSpec want) {
    return Problem.request(
        "no-machine",
        "the machine of snapshot %s is not of this console any more".formatted(want.name()),
        "remove the snapshot here, too");
  }

  private static Problem lost(SnapshotSpec want) {
    return Problem.host(
        "snapshot-lost",
        "snapshot %s was removed from its host by somebody else".formatted(want.name()),
        "remove it here too, and take another one");
  }
}
