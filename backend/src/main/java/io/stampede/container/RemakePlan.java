package io.stampede.container;

import io.stampede.container.ContainerPart.Role;
import io.stampede.engine.Plan;
import io.stampede.engine.Problem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// How a container is made anew for what Docker cannot change in place. Pure.
///
/// The new one is made beside the former (`web1.next`), which then stops and steps back
/// (`web1.former`); the new one takes its name, starts, and has to come up. Then the former is
/// removed; else the new one steps back (`web1.failed`) and the former is brought back. What was
/// decided is in the names of the containers, so that it is not decided again after a cut.
final class RemakePlan {
  private final ContainerSpec want;
  private final ContainerFacts is;
  private final Instant now;
  private final ContainerName name;
  private final Optional<ContainerPart> fresh;
  private final Optional<ContainerPart> former;
  private final List<ContainerPart> rubbish;

  /// @param is with parts
  RemakePlan(ContainerSpec want, ContainerFacts is, Instant now) {
    this.want = want;
    this.is = is;
    this.now = now;
    this.name = want.name();
    this.fresh =
        is.parts().stream()
            .filter(p -> p.edition() >= want.edition())
            .min(Comparator.comparing((ContainerPart p) -> p.role(name)));
    var others = is.parts().stream().filter(p -> fresh.filter(p::equals).isEmpty()).toList();
    this.former = one(others, Role.FORMER).or(() -> one(others, Role.CURRENT));
    this.rubbish = others.stream().filter(p -> former.filter(p::equals).isEmpty()).toList();
  }

  private Optional<ContainerPart> one(List<ContainerPart> parts, Role role) {
    return parts.stream()
        .filter(p -> p.role(name) == role)
        .max(Comparator.comparing(ContainerPart::edition));
  }

  Plan<ContainerStep> plan() {
    if (fresh.isEmpty()) return make();
    var it = fresh.get();
    return switch (it.role(name)) {
      case CURRENT -> former.isPresent() ? verify(it, former.get()) : usual();
      case FAILED -> back(it);
      case NEXT -> Plan.of(into(it));
      case FORMER -> Plan.of(freed(it));
    };
  }

  /// There is no new one yet. What is to be stopped does not wait for it.
  private Plan<ContainerStep> make() {
    if (!want.running() && former.filter(ContainerPart::isOn).isPresent()) {
      return Plan.of(List.of(rest(former.get())));
    }
    var waiting = ContainerPlanner.unready(want, is, now);
    if (waiting.isPresent()) return waiting.get();
    var steps = new ArrayList<ContainerStep>();
    if (!is.imagePresent()) steps.add(new ContainerStep.PullImage(want.image()));
    rubbish.stream().filter(p -> p.role(name) != Role.CURRENT).forEach(p -> drop(p, steps));
    steps.add(new RemakeStep.Prepare(want, former.map(ContainerPart::dockerId)));
    aside(steps);
    steps.add(new RemakeStep.Rename(name, "", Role.NEXT.named(name), name.value()));
    if (want.running()) steps.add(new RemakeStep.TryStart(name, "", Optional.empty()));
    former.ifPresent(p -> steps.add(dropped(p, Role.FORMER.named(name))));
    return Plan.of(steps);
  }

  /// A new one that is called as a former one gives that name up.
  private List<ContainerStep> freed(ContainerPart it) {
    var steps = new ArrayList<ContainerStep>();
    rubbish.stream().filter(p -> p.role(name) == Role.NEXT).forEach(p -> drop(p, steps));
    steps.add(rename(it, Role.NEXT));
    return steps;
  }

  /// The new one takes its place.
  private List<ContainerStep> into(ContainerPart it) {
    var steps = new ArrayList<ContainerStep>();
    aside(steps);
    steps.add(rename(it, Role.CURRENT));
    if (want.running()) {
      steps.add(new RemakeStep.TryStart(name, it.dockerId(), it.startedAt()));
    }
    former.ifPresent(p -> steps.add(dropped(p, Role.FORMER.named(name))));
    return steps;
  }

  /// Whoever has the place leaves it: the one to fall back upon to come back, others for good.
  private void aside(List<ContainerStep> steps) {
    rubbish.stream().filter(p -> p.role(name) == Role.CURRENT).forEach(p -> drop(p, steps));
    former.ifPresent(p -> {
      if (!p.rests()) steps.add(rest(p));
      if (p.role(name) != Role.FORMER) steps.add(rename(p, Role.FORMER));
    });
  }

  /// The new one is in its place, and the former still there.
  private Plan<ContainerStep> verify(ContainerPart it, ContainerPart before) {
    var verdict = Verdict.of(want, it, now);
    if (verdict instanceof Verdict.Failed) return Plan.of(withdrawn(it, before));
    var steps = new ArrayList<ContainerStep>();
    if (!before.rests()) steps.add(rest(before));
    if (before.role(name) == Role.CURRENT) steps.add(rename(before, Role.FORMER));
    for (var step : ContainerPlanner.towards(want, is)) {
      steps.add(
          step instanceof ContainerStep.Start(var _, var after)
              ? new RemakeStep.TryStart(name, it.dockerId(), after)
              : step);
    }
    if (steps.isEmpty() && verdict instanceof Verdict.NotYet(var until, var why)) {
      return Plan.await(until, why);
    }
    steps.add(dropped(before, Role.FORMER.named(name)));
    rubbish.forEach(p -> drop(p, steps));
    return Plan.of(steps);
  }

  private List<ContainerStep> withdrawn(ContainerPart it, ContainerPart before) {
    var steps = new ArrayList<ContainerStep>();
    rubbish.stream().filter(p -> p.role(name) == Role.FAILED).forEach(p -> drop(p, steps));
    steps.add(rename(it, Role.FAILED));
    if (!it.rests()) steps.add(new RemakeStep.Rest(name, it.dockerId(), failed(), true));
    if (before.role(name) != Role.CURRENT) steps.add(rename(before, Role.CURRENT));
    if (want.running()) steps.add(startBack(before));
    return steps;
  }

  /// The new one has failed: the former comes back, and is started once.
  private Plan<ContainerStep> back(ContainerPart it) {
    var steps = new ArrayList<ContainerStep>();
    if (!it.rests()) steps.add(new RemakeStep.Rest(name, it.dockerId(), failed(), true));
    if (former.isEmpty()) return steps.isEmpty() ? blocked(it) : Plan.of(steps);
    var before = former.get();
    if (before.role(name) == Role.FORMER) {
      rubbish.stream().filter(p -> p.role(name) == Role.CURRENT).forEach(p -> drop(p, steps));
      steps.add(rename(before, Role.CURRENT));
    }
    boolean waits = before.startedAt().filter(run -> !isAfter(run, it.created())).isPresent();
    if (want.running() && waits && !before.isOn()) steps.add(startBack(before));
    if (steps.isEmpty()) steps.addAll(ContainerPlanner.towards(want, is));
    return steps.isEmpty() ? blocked(it) : Plan.of(steps);
  }

  private static boolean isAfter(Instant run, Optional<Instant> made) {
    return made.filter(run::isAfter).isPresent();
  }

  private Plan<ContainerStep> blocked(ContainerPart it) {
    var why = Verdict.words(it);
    return new Plan.Blocked<>(
        Problem.request(
            "not-remade",
            former.isPresent()
                ? "the changed %s did not come up: %s; it is again as it was before"
                    .formatted(name, why)
                : "the changed %s did not come up: %s".formatted(name, why),
            "read its log (docker logs %s); then change it again".formatted(failed())));
  }

  /// What is left over goes; for the rest, it is a container like any other.
  private Plan<ContainerStep> usual() {
    var plan = ContainerPlanner.ordinary(want, is, now);
    if (!(plan instanceof Plan.Settled<ContainerStep>)) return plan;
    var steps = new ArrayList<ContainerStep>();
    rubbish.forEach(p -> drop(p, steps));
    return Plan.of(steps);
  }

  private String failed() {
    return Role.FAILED.named(name);
  }

  private RemakeStep rest(ContainerPart p) {
    return new RemakeStep.Rest(name, p.dockerId(), p.dockerName(), want.hurry());
  }

  private RemakeStep rename(ContainerPart p, Role to) {
    return new RemakeStep.Rename(name, p.dockerId(), p.dockerName(), to.named(name));
  }

  private RemakeStep startBack(ContainerPart p) {
    return new RemakeStep.StartBack(name, p.dockerId(), p.startedAt());
  }

  private RemakeStep dropped(ContainerPart p, String called) {
    return new RemakeStep.Drop(name, p.dockerId(), called);
  }

  private void drop(ContainerPart p, List<ContainerStep> steps) {
    if (p.isOn()) steps.add(rest(p));
    steps.add(dropped(p, p.dockerName()));
  }

  /// All of them go, the one that is shown last: it tells what is left.
  static List<ContainerStep> away(ContainerSpec want, List<ContainerPart> parts) {
    var name = want.name();
    return parts.stream()
        .sorted(Comparator.comparing((ContainerPart p) -> p.role(name)).reversed())
        .flatMap(p -> {
          var drop = new RemakeStep.Drop(name, p.dockerId(), p.dockerName());
          var rest = new RemakeStep.Rest(name, p.dockerId(), p.dockerName(), want.hurry());
          return p.isOn() ? Stream.<ContainerStep>of(rest, drop) : Stream.<ContainerStep>of(drop);
        })
        .toList();
  }
}
