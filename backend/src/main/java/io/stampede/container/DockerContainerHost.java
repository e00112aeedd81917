package io.stampede.container;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.exception.NotModifiedException;
import io.stampede.adoption.Bond;
import io.stampede.adoption.Strangers;
import io.stampede.client.Refused;
import io.stampede.engine.Outcome;
import io.stampede.engine.Problem;
import io.stampede.engine.ResourceId;
import io.stampede.engine.Sight;
import io.stampede.engine.Work;
import io.stampede.host.HostLink;
import io.stampede.network.Nic;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BiConsumer;

/// Containers over a host's Docker socket.
public final class DockerContainerHost implements ContainerHost, AutoCloseable {
  /// Creating unpacks nothing, but a busy disk may take its time; stopping waits 10 s by itself.
  private static final Duration LONG = Duration.ofSeconds(60);

  private static final int USUAL_STOP_SECONDS = 10;
  private static final Duration FRESH = Duration.ofSeconds(1);
  private static final long MIB = 1024L * 1024L;

  private final DockerConnection docker;
  private final DockerLookup lookup;
  private final DockerCreation creation;
  private final DockerRemake remake;
  private final InstantSource clock;
  private final ConcurrentMap<ResourceId, Glance> glances = new ConcurrentHashMap<>();

  private final ConcurrentMap<String, ResourceId> byDockerId = new ConcurrentHashMap<>();

  /// What a look found, for the one step that follows it at once: asking Docker the same again
  /// would only cost time. A step that is taken again looks for itself.
  ///
  /// @param run when its last run began
  /// @param at of `System.nanoTime`
  private record Glance(String container, Optional<Instant> run, long at) {
    boolean isFresh() {
      return System.nanoTime() - at < FRESH.toNanos();
    }
  }

  public DockerContainerHost(HostLink link, InstantSource clock) {
    this.docker = new DockerConnection(link);
    this.lookup = new DockerLookup(docker);
    this.creation = new DockerCreation(docker, lookup);
    this.remake = new DockerRemake(docker, lookup, creation);
    this.clock = clock;
  }

  DockerConnection connection() {
    return docker;
  }

  private String host() {
    return docker.link().name();
  }

  @Override
  public Sight<ContainerFacts> look(ResourceId id, ContainerSpec spec) {
    try {
      var facts = lookup.facts(id, spec);
      remember(id, facts);
      spec.bond().nativeId().ifPresent(dockerId -> byDockerId.put(dockerId, id));
      boolean nothing = facts.equals(ContainerFacts.none(false, Optional.empty()));
      return nothing
          ? new Sight.Missing<>(clock.instant())
          : new Sight.Found<>(facts, clock.instant());
    } catch (DockerSilent e) {
      return new Sight.Unseen<>(e.problem(), clock.instant());
    } catch (DockerException e) {
      return new Sight.Unseen<>(DockerProblems.of(e, host()), clock.instant());
    }
  }

  private void remember(ResourceId id, ContainerFacts facts) {
    if (facts.dockerId().isEmpty()) {
      glances.remove(id);
    } else {
      glances.put(id, new Glance(facts.dockerId().get(), facts.startedAt(), System.nanoTime()));
    }
  }

  /// Our container as the look just before saw it, else as Docker says now.
  private Optional<Glance> ours(ResourceId id, ContainerSpec spec) throws DockerSilent {
    var just = glances.remove(id);
    if (just != null && just.isFresh()) return Optional.of(just);
    return lookup
        .ours(id, spec)
        .map(DockerFacts::of)
        .flatMap(facts ->
            facts.dockerId().map(d -> new Glance(d, facts.startedAt(), System.nanoTime())));
  }

  @Override
  public Outcome apply(ResourceId id, ContainerSpec spec, ContainerStep step) {
    step.calls().forEach(Work::note);
    var outcome = tried(id, spec, step);
    switch (outcome) {
      case Outcome.Done _ -> {}
      case Outcome.Again(var _, var why) -> Work.note("→ " + why.message());
      case Outcome.Stuck(var why) -> Work.note("→ " + why.message());
    }
    return outcome;
  }

  private Outcome tried(ResourceId id, ContainerSpec spec, ContainerStep step) {
    try {
      return switch (step) {
        case ContainerStep.PullImage(var image) -> pull(image, spec);
        case ContainerStep.Create(var wanted) ->
            creation.create(id, wanted, wanted.name().value(), List.of());
        case RemakeStep remaking -> {
          glances.remove(id);
          yield remake.apply(id, spec, remaking);
        }
        case ContainerStep.Connect(var wanted, var nic) -> connect(id, wanted, nic);
        case ContainerStep.Start(var _, var after) -> start(id, spec, after);
        case ContainerStep.Stop(var _, var run) -> stop(id, spec, run);
        case ContainerStep.Kill _ ->
            ours(id, spec, (d, container) -> d.killContainerCmd(container).exec());
        case ContainerStep.Unpause _, ContainerStep.Resume _ ->
            ours(id, spec, (d, container) -> d.unpauseContainerCmd(container).exec());
        case ContainerStep.Pause _ ->
            ours(id, spec, (d, container) -> d.pauseContainerCmd(container).exec());
        case ContainerStep.SetPolicy(var _, var policy) ->
            ours(
                id,
                spec,
                (d, container) ->
                    d.updateContainerCmd(container)
                        .withRestartPolicy(DockerPolicy.of(policy))
                        .exec());
        case ContainerStep.SetLimits(var _, var limits) ->
            ours(id, spec, (d, container) -> update(d, container, limits));
        case ContainerStep.Remove _ -> remove(id, spec);
      };
    } catch (DockerSilent e) {
      return Outcome.again(e.problem());
    } catch (DockerException e) {
      return Outcome.again(DockerProblems.of(e, host()));
    }
  }

  private Outcome pull(ImageRef image, ContainerSpec spec) throws DockerSilent {
    if (lookup.hasImage(image)) return Outcome.done();
    return new DockerPull(image, host(), spec.options().process().platform()).follow(docker);
  }

  private Outcome connect(ResourceId id, ContainerSpec spec, Nic nic) throws DockerSilent {
    var ours = lookup.ours(id, spec);
    if (ours.isEmpty()) return Outcome.again(gone(spec.name()));
    var network = spec.dockerNetwork(nic);
    if (DockerFacts.of(ours.get()).attached().contains(network)) return Outcome.done();
    try {
      docker.tell(
          LONG,
          d ->
              d.connectToNetworkCmd()
                  .withNetworkId(network)
                  .withContainerId(ours.get().getId())
                  .withContainerNetwork(DockerNetworking.of(spec, nic))
                  .exec());
      return Outcome.done();
    } catch (DockerException e) {
      return DockerProblems.words(e).contains("already exists in network")
          ? Outcome.done()
          : creation.refused(e, spec);
    }
  }

  private static void update(DockerClient d, String container, Limits limits) {
    var update = d.updateContainerCmd(container);
    limits.memoryMib().ifPresent(mib -> update.withMemory(mib * MIB).withMemorySwap(2 * mib * MIB));
    limits.cpus().ifPresent(cpus -> update.withNanoCPUs(cpus.nano()));
    update.exec();
  }

  private Outcome start(ResourceId id, ContainerSpec spec, Optional<Instant> after)
      throws DockerSilent {
    var container = ours(id, spec);
    if (container.isEmpty()) return Outcome.again(gone(spec.name()));
    var run = container.get().run();
    if (run.isPresent() && !run.equals(after)) return Outcome.done();
    return move(container.get().container(), spec.name(), (d, c) -> d.startContainerCmd(c).exec());
  }

  /// One that was made anew has volumes of the one before it.
  private Outcome remove(ResourceId id, ContainerSpec spec) throws DockerSilent {
    if (spec.edition() == 0) {
      return ours(
          id,
          spec,
          (d, container) -> d.removeContainerCmd(container).withRemoveVolumes(true).exec());
    }
    glances.remove(id);
    var it = lookup.ours(id, spec);
    return it.isEmpty() ? Outcome.done() : remake.remove(it.get(), spec);
  }

  private Problem gone(ContainerName name) {
    return Problem.host("gone", "%s is no longer on %s".formatted(name, host()), "");
  }

  private Outcome stop(ResourceId id, ContainerSpec spec, Optional<Instant> run)
      throws DockerSilent {
    var container = ours(id, spec);
    if (container.isEmpty()) return Outcome.done();
    if (run.isPresent() && !run.equals(container.get().run())) return Outcome.done();
    int seconds = spec.options().process().stopSeconds().orElse(USUAL_STOP_SECONDS);
    return move(
        LONG.plusSeconds(seconds),
        container.get().container(),
        spec.name(),
        (d, c) -> d.stopContainerCmd(c).withTimeout(seconds).exec());
  }

  /// Does something to our container; one that is gone is no error.
  private Outcome ours(ResourceId id, ContainerSpec spec, BiConsumer<DockerClient, String> move)
      throws DockerSilent {
    var container = ours(id, spec);
    return container.isPresent()
        ? move(container.get().container(), spec.name(), move)
        : Outcome.done();
  }

  /// One call on one container; what is already so is no error.
  private Outcome move(String container, ContainerName name, BiConsumer<DockerClient, String> move)
      throws DockerSilent {
    return move(LONG, container, name, move);
  }

  private Outcome move(
      Duration patience,
      String container,
      ContainerName name,
      BiConsumer<DockerClient, String> move)
      throws DockerSilent {
    try {
      docker.tell(patience, d -> move.accept(d, container));
      return Outcome.done();
    } catch (NotModifiedException _) {
      return Outcome.done();
    } catch (NotFoundException e) {
      return lookup.inspect(container).isEmpty()
          ? Outcome.done()
          : DockerProblems.outcome(e, name, host());
    } catch (DockerException e) {
      return DockerProblems.isAlreadySo(e)
          ? Outcome.done()
          : DockerProblems.outcome(e, name, host());
    }
  }

  @Override
  public InputStream logs(ResourceId id, ContainerSpec spec, int tail, boolean follow) {
    try {
      var container =
          lookup
              .ours(id, spec)
              .orElseThrow(() ->
                  Refused.conflict(
                      "no-container",
                      "%s is not yet on %s: there is no log".formatted(spec.name(), host()),
                      "wait until it has been created"));
      var log = new DockerLog();
      var unused =
          docker
              .client()
              .logContainerCmd(container.getId())
              .withStdOut(true)
              .withStdErr(true)
              .withTail(tail)
              .withFollowStream(follow)
              .exec(log.stream());
      return log;
    } catch (DockerSilent e) {
      throw new Refused(Refused.Reason.UNREACHABLE, e.problem(), List.of());
    } catch (DockerException e) {
      throw new Refused(Refused.Reason.UNREACHABLE, DockerProblems.of(e, host()), List.of());
    }
  }

  @Override
  public Optional<List<Strangers.Stranger>> all() {
    try {
      return Optional.of(DockerStrangers.of(lookup.all()));
    } catch (DockerSilent | DockerException _) {
      return Optional.empty();
    }
  }

  @Override
  public Optional<ContainerSpec> describe(String hostId, Strangers.Stranger stranger, Bond bond) {
    try {
      return lookup.byId(stranger.nativeId()).map(says -> DockerStrangers.spec(says, hostId, bond));
    } catch (DockerSilent | DockerException _) {
      return Optional.empty();
    }
  }

  /// The resource of a container that does not carry our mark, if it was looked at.
  Optional<ResourceId> resource(String dockerId) {
    return Optional.ofNullable(byDockerId.get(dockerId));
  }

  @Override
  public void close() {
    docker.close();
  }
}
