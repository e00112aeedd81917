package io.stampede.host;

import io.stampede.component.Component;
import io.stampede.component.Components;
import io.stampede.engine.Intent;
import io.stampede.engine.Intent.Goal;
import io.stampede.engine.Plan;
import io.stampede.engine.Sight;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Decides; never touches a host.
final class HostPlanner {
  /// A host that does not answer is called this often.
  private static final Duration CALL_AGAIN = Duration.ofSeconds(5);

  /// One that starts anew is expected any moment.
  private static final Duration CALL_BACK = Duration.ofSeconds(1);

  private HostPlanner() {}

  static boolean isRebooting(Intent<HostSpec> intent, Instant now) {
    return intent.wantsPresence()
        && intent.spec().reboot().filter(reboot -> reboot.explainsAbsence(now)).isPresent();
  }

  static Plan<HostStep> plan(
      Intent<HostSpec> intent, Sight<HostFacts> sight, Instant now, Components components) {
    return switch (sight) {
      case Sight.Unseen<HostFacts>(var why, var _) ->
          Plan.await(now.plus(isRebooting(intent, now) ? CALL_BACK : CALL_AGAIN), why.message());
      case Sight.Missing<HostFacts> _ -> new Plan.Settled<>();
      case Sight.Found<HostFacts>(var facts, var _) ->
          Plan.of(steps(intent.goal(), facts, components));
    };
  }

  private static List<HostStep> steps(Goal<HostSpec> goal, HostFacts facts, Components components) {
    var host = goal.spec().name().value();
    var mark = facts.mark();
    return switch (goal) {
      case Goal.Present<HostSpec>(var spec) -> {
        var steps = new ArrayList<HostStep>();
        if (mark == HostFacts.Mark.NONE) steps.add(new HostStep.Claim(host));
        spec.reboot()
            .filter(reboot -> !reboot.isOver(facts))
            .ifPresent(reboot -> steps.add(new HostStep.Restart(host, reboot.boot())));
        if (mark != HostFacts.Mark.OTHER) steps.addAll(bring(host, facts, components));
        yield steps;
      }
      case Goal.Absent<HostSpec> _ ->
          mark == HostFacts.Mark.OURS ? List.of(new HostStep.Release(host)) : List.of();
    };
  }

  /// What is missing of our components, one after the other: what can be used soon is there soon.
  /// Without Docker there is nothing to be done.
  private static List<HostStep> bring(String host, HostFacts facts, Components components) {
    if (facts.dockerVersion().isEmpty()) return List.of();
    return components
        .wantedBy(facts.ownLibvirt())
        .flatMap(component -> bring(host, facts.components(), component))
        .toList();
  }

  private static Stream<HostStep> bring(
      String host, List<ComponentSeen> seen, Component component) {
    var ofVersion = seen.stream().filter(s -> s.is(component.name(), component.version())).toList();
    if (ofVersion.stream().anyMatch(s -> s.state() == ComponentSeen.State.RUNNING)) {
      return Stream.empty();
    }
    boolean upgrades =
        seen.stream()
            .filter(s -> s.name().equals(component.name()))
            .anyMatch(s -> s.state() != ComponentSeen.State.LOADED);
    var start = new HostStep.StartComponent(host, component, upgrades);
    return ofVersion.isEmpty()
        ? Stream.of(new HostStep.LoadComponent(host, component), start)
        : Stream.of(start);
  }
}
