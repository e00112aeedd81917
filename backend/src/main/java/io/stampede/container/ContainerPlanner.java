package io.stampede.container;

import io.stampede.engine.Intent;
import io.stampede.engine.Intent.Goal;
import io.stampede.engine.Plan;
import io.stampede.engine.Problem;
import io.stampede.engine.Sight;
import io.stampede.network.HostNetworks;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Decides; never touches a host.
///
/// A container that has ended by itself is left as it is: whether it starts again is its restart
/// policy's business, and a person's.
final class ContainerPlanner {
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(15);
  private static final Duration SOON = Duration.ofSeconds(2);
  private static final ContainerFacts NOTHING = ContainerFacts.none(false, Optional.empty());

  private ContainerPlanner() {}

  static Plan<ContainerStep> plan(
      Intent<ContainerSpec> intent, Sight<ContainerFacts> sight, Instant now) {
    return switch (sight) {
      case Sight.Unseen<ContainerFacts>(var why, var _) ->
          Plan.await(now.plus(LOOK_AGAIN), why.message());
      case Sight.Missing<ContainerFacts> _ -> plan(intent.goal(), NOTHING, now);
      case Sight.Found<ContainerFacts>(var facts, var _) -> plan(intent.goal(), facts, now);
    };
  }

  private static Plan<ContainerStep> plan(
      Goal<ContainerSpec> goal, ContainerFacts is, Instant now) {
    var name = goal.spec().name();
    var bond = goal.spec().bond();
    if (bond.isForeign()) return new Plan.Settled<>();
    boolean present = goal instanceof Goal.Present && is.docker() != ContainerFacts.State.NONE;
    if (bond.untouched() && present) return new Plan.Settled<>();
    if (is.docker() == ContainerFacts.State.REMOVING) {
      return Plan.await(now.plus(SOON), "Docker is removing " + name);
    }
    return switch (goal) {
      case Goal.Present<ContainerSpec>(var want) ->
          is.parts().isEmpty() ? ordinary(want, is, now) : new RemakePlan(want, is, now).plan();
      case Goal.Absent<ContainerSpec>(var spec) ->
          Plan.of(is.parts().isEmpty() ? away(name, is) : RemakePlan.away(spec, is.parts()));
    };
  }

  /// Of one that is not to be made anew, or was.
  static Plan<ContainerStep> ordinary(ContainerSpec want, ContainerFacts is, Instant now) {
    return trouble(want, is)
        .<Plan<ContainerStep>>map(Plan.Blocked::new)
        .or(() -> unplugged(want, is, now))
        .orElseGet(() -> Plan.of(towards(want, is)));
  }

  /// What keeps a wanted container from being as wanted, and no step of ours can mend.
  private static Optional<Problem> trouble(ContainerSpec want, ContainerFacts is) {
    var name = want.name();
    boolean keepsFailing =
        is.docker() == ContainerFacts.State.RESTARTING
            && want.running()
            && !isToEnd(want, is)
            && is.exitCode().orElse(0) != 0;
    if (want.bond().nativeId().isPresent() && is.docker() == ContainerFacts.State.NONE) {
      return Optional.of(
          Problem.host(
              "gone",
              "%s was removed from its host by somebody else".formatted(name),
              "remove it here too: what was adopted is never made anew"));
    }
    if (is.nameHolder().isPresent() && is.docker() == ContainerFacts.State.NONE) {
      return Optional.of(nameTaken(name, is.nameHolder().get()));
    }
    if (is.docker() == ContainerFacts.State.DEAD) {
      return Optional.of(
          Problem.host(
              "dead",
              "Docker could not remove %s completely and calls it dead".formatted(name),
              "remove it here and make it anew"));
    }
    if (keepsFailing) {
      return Optional.of(
          Problem.request(
              "crash-loop",
              "%s ends again and again, last with exit code %d; its restart policy is %s"
                  .formatted(name, is.exitCode().orElse(0), want.restartPolicy().word()),
              "read its log; stop it, or mend what it runs"));
    }
    return Optional.empty();
  }

  /// Nothing is made before its networks are there; its image may come meanwhile.
  private static Optional<Plan<ContainerStep>> unplugged(
      ContainerSpec want, ContainerFacts is, Instant now) {
    return is.docker() == ContainerFacts.State.NONE ? unready(want, is, now) : Optional.empty();
  }

  static Optional<Plan<ContainerStep>> unready(ContainerSpec want, ContainerFacts is, Instant now) {
    if (is.pending().isEmpty() || !is.imagePresent()) return Optional.empty();
    var pending = is.pending().get();
    var on = pending.on().orElseGet(() -> HostNetworks.id(want.hostId()));
    return Optional.of(
        pending.problem().isPresent()
            ? new Plan.Blocked<>(pending.problem().get(), Optional.of(on))
            : Plan.await(now.plus(SOON), pending.why(), on));
  }

  /// What it is not plugged into yet. One that was adopted stays as it is.
  private static List<ContainerStep> plugging(ContainerSpec want, List<String> attached) {
    if (want.bond().nativeId().isPresent()) return List.of();
    return want.nics().stream()
        .filter(nic -> !attached.contains(want.dockerNetwork(nic)))
        .<ContainerStep>map(nic -> new ContainerStep.Connect(want, nic))
        .toList();
  }

  static Problem nameTaken(ContainerName name, String holder) {
    return nameTaken(name.value(), holder);
  }

  static Problem nameTaken(String name, String holder) {
    return Problem.request(
        "name-taken",
        "the host already has a container called %s (%.12s) that is not ours"
            .formatted(name, holder),
        "choose another name, or rename or remove that container");
  }

  static List<ContainerStep> towards(ContainerSpec want, ContainerFacts is) {
    var name = want.name();
    var steps = new ArrayList<ContainerStep>();
    if (is.docker() == ContainerFacts.State.NONE) {
      if (!is.imagePresent()) steps.add(new ContainerStep.PullImage(want.image()));
      steps.add(new ContainerStep.Create(want));
      steps.addAll(plugging(want, List.of(want.dockerNetwork(want.nics().getFirst()))));
      if (want.running()) steps.add(new ContainerStep.Start(name, Optional.empty()));
      return steps;
    }
    renaming(want, is).ifPresent(steps::add);
    if (is.policy() != want.restartPolicy()) {
      steps.add(new ContainerStep.SetPolicy(name, want.restartPolicy()));
    }
    if (!want.limits().areKeptBy(is.limits())) {
      steps.add(new ContainerStep.SetLimits(name, want.limits()));
    }
    if (want.networks().size() > 1) steps.addAll(plugging(want, is.attached()));
    boolean restart = want.running() && isToEnd(want, is);
    if (isOn(is) && (!want.running() || restart)) {
      steps.addAll(stopping(name, is, want.hurry(), restart ? is.startedAt() : Optional.empty()));
    }
    if (want.running() && (restart || is.startedAt().isEmpty())) {
      steps.add(new ContainerStep.Start(name, is.startedAt()));
    }
    if (want.running() && !restart) stillness(want, is).ifPresent(steps::add);
    return steps;
  }

  /// One that is still called what it was called here; what others call it is left so.
  private static Optional<ContainerStep> renaming(ContainerSpec want, ContainerFacts is) {
    return is.dockerName()
        .filter(now -> !now.equals(want.name().value()))
        .filter(now -> want.life().formerNames().stream().anyMatch(f -> f.value().equals(now)))
        .flatMap(now ->
            is.dockerId()
                .map(id -> new RemakeStep.Rename(want.name(), id, now, want.name().value())));
  }

  /// Pauses it or has it go on, where somebody asked for that.
  private static Optional<ContainerStep> stillness(ContainerSpec want, ContainerFacts is) {
    var now = is.docker();
    return want.life()
        .still()
        .flatMap(still ->
            switch (still) {
              case PAUSED ->
                  now == ContainerFacts.State.RUNNING
                      ? Optional.of(new ContainerStep.Pause(want.name()))
                      : Optional.empty();
              case GOING ->
                  now == ContainerFacts.State.PAUSED
                      ? Optional.of(new ContainerStep.Resume(want.name()))
                      : Optional.empty();
            });
  }

  /// Whether a person asked for the run that is seen to be over.
  private static boolean isToEnd(ContainerSpec want, ContainerFacts is) {
    return is.startedAt().isPresent() && is.startedAt().equals(want.endedRun());
  }

  private static boolean isOn(ContainerFacts is) {
    return is.docker().isOn();
  }

  private static List<ContainerStep> stopping(
      ContainerName name, ContainerFacts is, boolean hurry, Optional<Instant> run) {
    var steps = new ArrayList<ContainerStep>();
    if (is.docker() == ContainerFacts.State.PAUSED) steps.add(new ContainerStep.Unpause(name));
    steps.add(hurry ? new ContainerStep.Kill(name) : new ContainerStep.Stop(name, run));
    return steps;
  }

  private static List<ContainerStep> away(ContainerName name, ContainerFacts is) {
    var steps = new ArrayList<ContainerStep>();
    if (isOn(is)) steps.addAll(stopping(name, is, false, Optional.empty()));
    if (is.docker() != ContainerFacts.State.NONE) steps.add(new ContainerStep.Remove(name));
    return steps;
  }
}
