package io.stampede.demo;

import io.stampede.container.ContainerSpec;
import io.stampede.container.RemakeStep;
import io.stampede.container.RestartPolicy;
import io.stampede.engine.Outcome;
import io.stampede.engine.Problem;
import io.stampede.engine.ResourceId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// Makes containers anew in the memory of an emulated host. Guarded by its host.
final class DemoRemake {
  private static final String NEXT = ".next";
  private static final String FAILED = ".failed";

  /// @param images that the host has
  record Of(ResourceId id, ContainerSpec spec, Set<String> images) {}

  private final Map<String, DemoContainer> byName;
  private final InstantSource clock;
  private final Supplier<String> newId;

  DemoRemake(Map<String, DemoContainer> byName, InstantSource clock, Supplier<String> newId) {
    this.byName = byName;
    this.clock = clock;
    this.newId = newId;
  }

  /// @param ours all containers that belong to it
  Outcome apply(List<DemoContainer> ours, Of of, RemakeStep step) {
    return switch (step) {
      case RemakeStep.Prepare(var wanted, var _) -> prepare(ours, of, wanted);
      case RemakeStep.Rest(var _, var id, var _, var _) -> {
        one(ours, id).ifPresent(this::rest);
        yield Outcome.done();
      }
      case RemakeStep.Rename(var _, var id, var from, var to) ->
          one(ours, id)
              .filter(c -> c.dockerName.equals(from))
              .map(c -> rename(c, to))
              .orElseGet(Outcome::done);
      case RemakeStep.TryStart(var name, var id, var after) ->
          one(ours, id)
              .filter(c -> c.dockerName.equals(name.value()))
              .map(c -> tried(c, name.value(), after))
              .orElseGet(Outcome::done);
      case RemakeStep.StartBack(var _, var id, var after) -> {
        one(ours, id)
            .filter(c -> !c.isOn() && c.startedAt().equals(after))
            .ifPresent(c -> c.start(clock.instant()));
        yield Outcome.done();
      }
      case RemakeStep.Drop(var _, var id, var _) ->
          one(ours, id).map(this::drop).orElseGet(Outcome::done);
    };
  }

  private static Optional<DemoContainer> one(List<DemoContainer> ours, String dockerId) {
    return ours.stream().filter(c -> c.dockerId.equals(dockerId)).findFirst();
  }

  private Outcome prepare(List<DemoContainer> ours, Of of, ContainerSpec wanted) {
    int edition = wanted.life().number().orElse(0);
    if (ours.stream().anyMatch(c -> c.part().edition() >= edition)) return Outcome.done();
    if (!of.images().contains(wanted.image().tagged())) {
      return Outcome.again(
          Problem.request("no-such-image", "there is no %s".formatted(wanted.image()), ""));
    }
    var name = wanted.name() + NEXT;
    if (byName.containsKey(name)) return taken(name);
    var made =
        new DemoContainer(newId.get(), Optional.of(of.id().value()), wanted, clock.instant());
    made.dockerName = name;
    byName.put(name, made);
    return Outcome.done();
  }

  private static Outcome taken(String name) {
    return Outcome.stuck(
        Problem.request(
            "name-taken", "there is already a container called " + name, "rename or remove it"));
  }

  private void rest(DemoContainer c) {
    c.policy = RestartPolicy.NO;
    if (c.isOn()) c.stop(137, clock.instant());
  }

  private Outcome rename(DemoContainer c, String to) {
    if (byName.containsKey(to)) return taken(to);
    byName.remove(c.dockerName);
    c.dockerName = to;
    byName.put(to, c);
    return Outcome.done();
  }

  private Outcome tried(DemoContainer c, String name, Optional<Instant> after) {
    var run = c.startedAt();
    if (c.isOn() || run.isPresent() && !run.equals(after)) return Outcome.done();
    return c.start(clock.instant()).isPresent() ? rename(c, name + FAILED) : Outcome.done();
  }

  private Outcome drop(DemoContainer c) {
    if (c.isOn()) {
      return Outcome.again(Problem.host("docker-error", c.dockerName + " is running", ""));
    }
    byName.remove(c.dockerName);
    return Outcome.done();
  }
}
