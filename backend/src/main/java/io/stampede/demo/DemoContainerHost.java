package io.stampede.demo;

import io.stampede.adoption.Bond;
import io.stampede.adoption.Strangers;
import io.stampede.client.Refused;
import io.stampede.container.ContainerFacts;
import io.stampede.container.ContainerFacts.State;
import io.stampede.container.ContainerHost;
import io.stampede.container.ContainerName;
import io.stampede.container.ContainerPart;
import io.stampede.container.ContainerSpec;
import io.stampede.container.ContainerStep;
import io.stampede.container.ImageRef;
import io.stampede.container.RemakeStep;
import io.stampede.engine.Outcome;
import io.stampede.engine.Problem;
import io.stampede.engine.ResourceId;
import io.stampede.engine.Sight;
import java.io.InputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A Docker in memory, with the manners of the real one: it passes the same contract.
public final class DemoContainerHost implements ContainerHost {
  private final String name;
  private final InstantSource clock;
  private final Faults faults;
  private final Set<String> images = new HashSet<>();
  private final Set<String> registry = new HashSet<>();
  private final Map<String, DemoContainer> byName = new LinkedHashMap<>();
  private long made;

  /// @param name of the host, for messages
  public DemoContainerHost(String name, InstantSource clock, Faults faults) {
    this.name = name;
    this.clock = clock;
    this.faults = faults;
  }

  public Faults faults() {
    return faults;
  }

  /// Gives the host an image.
  public synchronized void image(ImageRef image) {
    images.add(image.tagged());
  }

  /// Lets the host pull an image.
  public synchronized void inRegistry(ImageRef image) {
    registry.add(image.tagged());
  }

  /// Somebody makes a container by hand.
  public synchronized void foreign(ContainerSpec spec) {
    add(new DemoContainer(newId(), Optional.empty(), spec, clock.instant()));
  }

  /// The names of all containers, ours or not.
  public synchronized List<String> names() {
    return List.copyOf(byName.keySet());
  }

  @Override
  public Sight<ContainerFacts> look(ResourceId id, ContainerSpec spec) {
    var outage = faults.outage(name);
    if (outage.isPresent()) return new Sight.Unseen<>(outage.get(), clock.instant());
    synchronized (this) {
      var ours = ours(id, spec);
      if (ours.isPresent()) return new Sight.Found<>(facts(id, spec, ours.get()), clock.instant());
      if (spec.bond().nativeId().isPresent()) {
        return new Sight.Found<>(ContainerFacts.none(true, Optional.empty()), clock.instant());
      }
      var holder = Optional.ofNullable(byName.get(spec.name().value())).map(c -> c.dockerId);
      boolean image = images.contains(spec.image().tagged());
      return image || holder.isPresent()
          ? new Sight.Found<>(ContainerFacts.none(image, holder), clock.instant())
          : new Sight.Missing<>(clock.instant());
    }
  }

  /// With all of its parts where it was to be made anew.
  private ContainerFacts facts(ResourceId id, ContainerSpec spec, DemoContainer shown) {
    var parts = all(id, spec).stream().map(DemoContainer::part).toList();
    boolean isSole =
        parts.size() == 1 && parts.getFirst().edition() >= spec.life().number().orElse(0);
    boolean image = images.contains(spec.image().tagged());
    return isSole ? shown.facts() : shown.facts().with(image, parts);
  }

  private List<DemoContainer> all(ResourceId id, ContainerSpec spec) {
    var known = spec.bond().nativeId();
    return byName.values().stream()
        .filter(c ->
            known.isPresent()
                ? known.get().equals(c.dockerId)
                : c.mark.filter(id.value()::equals).isPresent())
        .toList();
  }

  private Optional<DemoContainer> ours(ResourceId id, ContainerSpec spec) {
    var all = all(id, spec);
    return ContainerPart.shown(all.stream().map(DemoContainer::part).toList(), spec.name())
        .flatMap(part -> all.stream().filter(c -> c.dockerId.equals(part.dockerId())).findFirst());
  }

  @Override
  public Optional<List<Strangers.Stranger>> all() {
    if (faults.outage(name).isPresent()) return Optional.empty();
    synchronized (this) {
      return Optional.of(
          byName.entrySet().stream()
              .map(
                  e -> new Strangers.Stranger(e.getValue().dockerId, e.getKey(), e.getValue().mark))
              .toList());
    }
  }

  @Override
  public synchronized Optional<ContainerSpec> describe(
      String hostId, Strangers.Stranger stranger, Bond bond) {
    return byName.values().stream()
        .filter(c -> c.dockerId.equals(stranger.nativeId()))
        .findFirst()
        .map(c -> c.spec.on(hostId, bond));
  }

  /// Somebody removes a container by hand.
  public synchronized void removeByHand(String container) {
    byName.remove(container);
  }

  /// Somebody starts a container by hand.
  public synchronized void startByHand(String container) {
    var found = byName.get(container);
    if (found != null) found.start(clock.instant());
  }

  /// Docker's id of a container, and when its last run began.
  public synchronized String identity(String container) {
    var found = byName.get(container);
    return found == null ? "" : found.dockerId + " " + found.startedAt();
  }

  /// A container that another console made.
  public synchronized void marked(String mark, ContainerSpec spec) {
    add(new DemoContainer(newId(), Optional.of(mark), spec, clock.instant()));
  }

  @Override
  public Outcome apply(ResourceId id, ContainerSpec spec, ContainerStep step) {
    return faults.during(name, () -> done(id, spec, step));
  }

  private synchronized Outcome done(ResourceId id, ContainerSpec spec, ContainerStep step) {
    var ours = ours(id, spec);
    var outcome =
        switch (step) {
          case ContainerStep.PullImage(var image) -> pull(image);
          case ContainerStep.Create(var wanted) ->
              ours.isPresent() ? Outcome.done() : create(id, wanted);
          case ContainerStep.Connect(var wanted, var nic) -> {
            ours.ifPresent(c -> c.attached.add(wanted.dockerNetwork(nic)));
            yield Outcome.done();
          }
          case ContainerStep.Start(var container, var after) -> start(ours, container, after);
          case ContainerStep.Stop(var _, var run) -> stop(ours, run);
          case ContainerStep.Kill _ -> end(ours, 137);
          case RemakeStep remaking ->
              new DemoRemake(byName, clock, this::newId)
                  .apply(all(id, spec), new DemoRemake.Of(id, spec, images), remaking);
          case ContainerStep.Pause _ -> {
            ours.filter(c -> c.state == State.RUNNING).ifPresent(c -> c.state = State.PAUSED);
            yield Outcome.done();
          }
          case ContainerStep.Unpause _, ContainerStep.Resume _ -> {
            ours.filter(c -> c.state == State.PAUSED).ifPresent(c -> c.state = State.RUNNING);
            yield Outcome.done();
          }
          case ContainerStep.SetPolicy(var _, var policy) -> {
            ours.ifPresent(c -> c.policy = policy);
            yield Outcome.done();
          }
          case ContainerStep.SetLimits(var _, var limits) -> {
            ours.ifPresent(c -> c.limits = c.limits.changed(limits));
            yield Outcome.done();
          }
          case ContainerStep.Remove _ -> {
            ours.ifPresent(c -> byName.values().remove(c));
            yield Outcome.done();
          }
        };
    notifyAll();
    return outcome;
  }

  private Outcome pull(ImageRef image) {
    if (images.contains(image.tagged())) return Outcome.done();
    if (!registry.contains(image.tagged())) {
      return Outcome.stuck(
          Problem.request(
              "no-such-image",
              "%s does not have %s and cannot pull it: there is no such image"
                  .formatted(name, image),
              "check the name"));
    }
    images.add(image.tagged());
    return Outcome.done();
  }

  private Outcome create(ResourceId id, ContainerSpec spec) {
    if (byName.containsKey(spec.name().value())) {
      return Outcome.stuck(
          Problem.request(
              "name-taken",
              "%s already has a container called %s that is not ours".formatted(name, spec.name()),
              "choose another name"));
    }
    if (!images.contains(spec.image().tagged())) {
      return Outcome.again(
          Problem.request("no-such-image", "%s has no %s".formatted(name, spec.image()), ""));
    }
    add(new DemoContainer(newId(), Optional.of(id.value()), spec, clock.instant()));
    return Outcome.done();
  }

  private void add(DemoContainer container) {
    byName.put(container.dockerName, container);
  }

  private Outcome start(
      Optional<DemoContainer> ours, ContainerName container, Optional<Instant> after) {
    if (ours.isEmpty()) {
      return Outcome.again(
          Problem.host("gone", "%s is no longer on %s".formatted(container, name), ""));
    }
    var run = ours.get().startedAt();
    if (ours.get().isOn() || run.isPresent() && !run.equals(after)) return Outcome.done();
    return ours.get()
        .start(clock.instant())
        .map(why ->
            Outcome.stuck(
                Problem.request(
                    "cannot-start",
                    "Docker of %s cannot start %s: %s".formatted(name, container, why),
                    "remove it and make it with another command")))
        .orElseGet(Outcome::done);
  }

  private Outcome stop(Optional<DemoContainer> ours, Optional<Instant> run) {
    boolean otherRun =
        run.isPresent() && !ours.map(DemoContainer::startedAt).equals(Optional.of(run));
    return otherRun ? Outcome.done() : end(ours, 137);
  }

  private Outcome end(Optional<DemoContainer> ours, int code) {
    ours.filter(DemoContainer::isOn).ifPresent(c -> c.stop(code, clock.instant()));
    return Outcome.done();
  }

  private String newId() {
    return "%064x".formatted(++made);
  }

  @Override
  public InputStream logs(ResourceId id, ContainerSpec spec, int tail, boolean follow) {
    var outage = faults.outage(name);
    if (outage.isPresent()) {
      throw new Refused(Refused.Reason.UNREACHABLE, outage.get(), List.of());
    }
    synchronized (this) {
      var container =
          ours(id, spec)
              .orElseThrow(() ->
                  Refused.conflict(
                      "no-container",
                      "%s is not yet on %s: there is no log".formatted(spec.name(), name),
                      "wait until it has been created"));
      int from = Math.max(0, container.log.size() - tail);
      return new DemoLog(this, container, from, follow);
    }
  }
}
