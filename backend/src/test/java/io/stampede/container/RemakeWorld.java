package io.stampede.container;

import static org.assertj.core.api.Assertions.assertThat;

import io.stampede.container.ContainerFacts.State;
import io.stampede.container.ContainerPart.Role;
import io.stampede.engine.Intent;
import io.stampede.engine.Intent.Goal;
import io.stampede.engine.Plan;
import io.stampede.engine.ResourceId;
import io.stampede.engine.Sight;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;

/// The containers of one container on a host, as far as making it anew can see and move them.
///
/// @param fate what becomes of a container of a certain edition that is started
/// @param made how many were made
record RemakeWorld(List<ContainerPart> parts, Fate fate, Instant now, int made) {
  /// What starting a new one comes to; former ones run.
  enum Fate {
    RUNS,
    HEALTHY,
    REFUSED,
    ENDS,
    SICK,
    NEVER_WELL
  }

  static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  static final ContainerName WEB = new ContainerName("web1");
  private static final ResourceId ID = new ResourceId("container", "ct-1");

  RemakeWorld {
    parts = List.copyOf(parts);
  }

  static RemakeWorld of(Fate fate, ContainerPart... parts) {
    return new RemakeWorld(List.of(parts), fate, NOON, 0);
  }

  static ContainerPart part(Role role, int edition, State state) {
    boolean ran = state != State.CREATED;
    return new ContainerPart(
        "%s-%d".formatted(role.name().toLowerCase(java.util.Locale.ROOT), edition),
        role.named(WEB),
        edition,
        state,
        Optional.of(NOON.minusSeconds(1000 - edition)),
        ran ? Optional.of(NOON.minusSeconds(500 - edition)) : Optional.empty(),
        state == State.EXITED ? OptionalInt.of(1) : OptionalInt.empty(),
        Optional.empty(),
        Optional.empty(),
        RestartPolicy.NO);
  }

  Optional<ContainerPart> called(String name) {
    return parts.stream().filter(p -> p.dockerName().equals(name)).findFirst();
  }

  Plan<ContainerStep> plan(Goal<ContainerSpec> goal) {
    return ContainerPlanner.plan(
        new Intent<>(ID, 1, goal), new Sight.Found<>(facts(goal.spec()), now), now);
  }

  /// As a look shows them.
  private ContainerFacts facts(ContainerSpec spec) {
    var shown = ContainerPart.shown(parts, spec.name());
    if (shown.isEmpty()) return ContainerFacts.none(true, Optional.empty());
    var it = shown.get();
    boolean sole = parts.size() == 1 && it.edition() >= spec.edition();
    return new ContainerFacts(
            Optional.of(it.dockerId()),
            Optional.empty(),
            it.docker(),
            it.exitCode(),
            it.startedAt(),
            Optional.empty(),
            it.error(),
            Optional.empty(),
            List.of(),
            it.health(),
            it.policy(),
            Limits.NONE,
            true,
            Optional.empty(),
            List.of("bridge"),
            Optional.empty(),
            List.of())
        .named(it.dockerName())
        .with(true, sole && it.role(spec.name()) == Role.CURRENT ? List.of() : parts);
  }

  RemakeWorld later(Instant when) {
    return new RemakeWorld(parts, fate, when.isAfter(now) ? when : now.plusSeconds(1), made);
  }

  RemakeWorld after(ContainerSpec want, ContainerStep step) {
    return switch (step) {
      case RemakeStep.Prepare(var wanted, var _) -> prepared(wanted);
      case RemakeStep.Rest(var _, var id, var _, var _) -> changed(id, this::rested);
      case RemakeStep.Rename(var _, var id, var from, var to) -> renamed(id, from, to);
      case RemakeStep.TryStart(var name, var id, var after) ->
          changed(
              id,
              p ->
                  p.dockerName().equals(name.value()) && p.startedAt().equals(after) && !p.isOn()
                      ? tried(p)
                      : p);
      case RemakeStep.StartBack(var _, var id, var after) ->
          changed(id, p -> p.startedAt().equals(after) && !p.isOn() ? running(p) : p);
      case RemakeStep.Drop(var _, var id, var _) -> dropped(id);
      case ContainerStep.Create(var wanted) ->
          parts.isEmpty() ? created(wanted, wanted.name().value()) : this;
      case ContainerStep.Start(var _, var after) ->
          shown(want, p -> p.startedAt().equals(after) && !p.isOn() ? running(p) : p);
      case ContainerStep.Stop _, ContainerStep.Kill _ -> shown(want, this::stopped);
      case ContainerStep.Remove _ ->
          ContainerPart.shown(parts, want.name()).map(p -> dropped(p.dockerId())).orElse(this);
      case ContainerStep.SetPolicy(var _, var policy) -> shown(want, p -> with(p, policy));
      case ContainerStep.PullImage _,
          ContainerStep.Connect _,
          ContainerStep.Unpause _,
          ContainerStep.Pause _,
          ContainerStep.Resume _,
          ContainerStep.SetLimits _ ->
          throw new AssertionError("not of these worlds: " + step);
    };
  }

  private RemakeWorld changed(String id, UnaryOperator<ContainerPart> change) {
    var next = parts.stream().map(p -> p.dockerId().equals(id) ? change.apply(p) : p).toList();
    return next.equals(parts) ? this : new RemakeWorld(next, fate, now.plusSeconds(1), made);
  }

  private RemakeWorld shown(ContainerSpec want, UnaryOperator<ContainerPart> change) {
    return changed(ContainerPart.shown(parts, want.name()).orElseThrow().dockerId(), change);
  }

  private RemakeWorld prepared(ContainerSpec wanted) {
    return parts.stream().anyMatch(p -> p.edition() >= wanted.edition())
        ? this
        : created(wanted, Role.NEXT.named(wanted.name()));
  }

  private RemakeWorld created(ContainerSpec wanted, String name) {
    assertThat(called(name)).as("nobody is called %s yet", name).isEmpty();
    var all = new ArrayList<>(parts);
    all.add(
        new ContainerPart(
            "made-" + made,
            name,
            wanted.edition(),
            State.CREATED,
            Optional.of(now),
            Optional.empty(),
            OptionalInt.empty(),
            Optional.empty(),
            Optional.empty(),
            wanted.restartPolicy()));
    return new RemakeWorld(all, fate, now.plusSeconds(1), made + 1);
  }

  private RemakeWorld renamed(String id, String from, String to) {
    return changed(
        id,
        p -> {
          if (!p.dockerName().equals(from)) return p;
          assertThat(called(to)).as("nobody is called %s yet", to).isEmpty();
          return named(p, to);
        });
  }

  private RemakeWorld dropped(String id) {
    var it = parts.stream().filter(p -> p.dockerId().equals(id)).findFirst();
    if (it.isEmpty()) return this;
    assertThat(it.get().isOn()).as("%s has stopped", it.get().dockerName()).isFalse();
    var next = parts.stream().filter(p -> !p.dockerId().equals(id)).toList();
    return new RemakeWorld(next, fate, now.plusSeconds(1), made);
  }

  private ContainerPart tried(ContainerPart p) {
    return switch (fate) {
      case RUNS -> running(p);
      case HEALTHY -> with(running(p), State.RUNNING, OptionalInt.empty(), "healthy");
      case REFUSED -> named(p, Role.FAILED.named(WEB));
      case ENDS -> with(running(p), State.EXITED, OptionalInt.of(3), "");
      case SICK -> with(running(p), State.RUNNING, OptionalInt.empty(), "unhealthy");
      case NEVER_WELL -> with(running(p), State.RUNNING, OptionalInt.empty(), "starting");
    };
  }

  private ContainerPart running(ContainerPart p) {
    return new ContainerPart(
        p.dockerId(),
        p.dockerName(),
        p.edition(),
        State.RUNNING,
        p.created(),
        Optional.of(now),
        OptionalInt.empty(),
        Optional.empty(),
        Optional.empty(),
        p.policy());
  }

  private ContainerPart stopped(ContainerPart p) {
    return p.isOn() ? with(p, State.EXITED, OptionalInt.of(137), p.health().orElse("")) : p;
  }

  private ContainerPart rested(ContainerPart p) {
    return with(stopped(p), RestartPolicy.NO);
  }

  private static ContainerPart named(ContainerPart p, String name) {
    return new ContainerPart(
        p.dockerId(),
        name,
        p.edition(),
        p.docker(),
        p.created(),
        p.startedAt(),
        p.exitCode(),
        p.health(),
        p.error(),
        p.policy());
  }

  private static ContainerPart with(ContainerPart p, RestartPolicy policy) {
    return new ContainerPart(
        p.dockerId(),
        p.dockerName(),
        p.edition(),
        p.docker(),
        p.created(),
        p.startedAt(),
        p.exitCode(),
        p.health(),
        p.error(),
        policy);
  }

  private static ContainerPart with(ContainerPart p, State state, OptionalInt exit, String health) {
    return new ContainerPart(
        p.dockerId(),
        p.dockerName(),
        p.edition(),
        state,
        p.created(),
        p.startedAt(),
        exit,
        health.isEmpty() ? Optional.empty() : Optional.of(health),
        p.error(),
        p.policy());
  }
}
