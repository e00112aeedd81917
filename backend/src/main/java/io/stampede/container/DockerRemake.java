package io.stampede.container;

import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.command.InspectContainerResponse.Mount;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.exception.NotModifiedException;
import com.github.dockerjava.api.model.AccessMode;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Volume;
import io.stampede.container.ContainerPart.Role;
import io.stampede.engine.Outcome;
import io.stampede.engine.Problem;
import io.stampede.engine.ResourceId;
import io.stampede.engine.Work;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Makes a container anew on one host. Each move is of one Docker container, by its id, and of none
/// that is not ours.
final class DockerRemake {
  /// The name that Docker gives an anonymous volume.
  private static final Pattern ANONYMOUS = Pattern.compile("[0-9a-f]{64}");

  private static final Duration LONG = Duration.ofSeconds(60);
  private static final int USUAL_STOP_SECONDS = 10;

  private final DockerConnection docker;
  private final DockerLookup lookup;
  private final DockerCreation creation;

  DockerRemake(DockerConnection docker, DockerLookup lookup, DockerCreation creation) {
    this.docker = docker;
    this.lookup = lookup;
    this.creation = creation;
  }

  Outcome apply(ResourceId id, ContainerSpec spec, RemakeStep step) throws DockerSilent {
    return switch (step) {
      case RemakeStep.Prepare(var wanted, var former) -> prepare(id, wanted, former);
      case RemakeStep.Rest(var _, var dockerId, var _, var fast) -> {
        var it = ours(id, spec, dockerId);
        yield it.isEmpty() ? Outcome.done() : rest(it.get(), spec, fast);
      }
      case RemakeStep.Rename(var _, var dockerId, var from, var to) -> {
        var it = ours(id, spec, dockerId);
        yield it.isEmpty() || !from.equals(name(it.get()))
            ? Outcome.done()
            : rename(dockerId, to, spec);
      }
      case RemakeStep.TryStart(var name, var dockerId, var after) -> {
        var it = ours(id, spec, dockerId);
        yield it.isEmpty() || !name.value().equals(name(it.get()))
            ? Outcome.done()
            : tryStart(it.get(), spec, after);
      }
      case RemakeStep.StartBack(var _, var dockerId, var after) -> {
        var it = ours(id, spec, dockerId);
        yield it.isEmpty() || !run(it.get()).equals(after)
            ? Outcome.done()
            : started(dockerId, spec);
      }
      case RemakeStep.Drop(var _, var dockerId, var _) -> {
        var it = ours(id, spec, dockerId);
        yield it.isEmpty() ? Outcome.done() : remove(it.get(), spec);
      }
    };
  }

  private Optional<InspectContainerResponse> ours(
      ResourceId id, ContainerSpec spec, String dockerId) throws DockerSilent {
    if (dockerId.isEmpty()) return Optional.empty();
    boolean bonded = spec.bond().nativeId().filter(dockerId::equals).isPresent();
    return lookup.byId(dockerId).filter(c -> bonded || DockerLookup.isOurs(c, id));
  }

  private static String name(InspectContainerResponse it) {
    return DockerFacts.of(it).dockerName().orElse("");
  }

  private static Optional<Instant> run(InspectContainerResponse it) {
    return DockerFacts.of(it).startedAt();
  }

  private Outcome prepare(ResourceId id, ContainerSpec wanted, Optional<String> former)
      throws DockerSilent {
    if (lookup.made(id, wanted)) return Outcome.done();
    var before =
        former.isEmpty()
            ? Optional.<InspectContainerResponse>empty()
            : ours(id, wanted, former.get());
    var carried = before.map(it -> carried(it, wanted)).orElse(List.of());
    return creation.create(id, wanted, Role.NEXT.named(wanted.name()), carried);
  }

  /// The anonymous volumes of the former one, where the new one has nothing else.
  private static List<Bind> carried(InspectContainerResponse former, ContainerSpec wanted) {
    var taken = new HashSet<String>();
    wanted.volumes().stream().filter(m -> !m.isAnonymous()).forEach(m -> taken.add(m.folder()));
    wanted.options().storage().tmpfs().forEach(t -> taken.add(t.folder()));
    return mounts(former)
        .filter(DockerRemake::isAnonymous)
        .filter(m -> m.getDestination() != null && !taken.contains(m.getDestination().getPath()))
        .map(m ->
            new Bind(
                m.getName(),
                new Volume(m.getDestination().getPath()),
                Boolean.FALSE.equals(m.getRW()) ? AccessMode.ro : AccessMode.rw))
        .toList();
  }

  private static Stream<Mount> mounts(InspectContainerResponse it) {
    return Optional.ofNullable(it.getMounts()).stream().flatMap(List::stream);
  }

  private static boolean isAnonymous(Mount mount) {
    return mount.getName() != null && ANONYMOUS.matcher(mount.getName()).matches();
  }

  private Outcome rest(InspectContainerResponse it, ContainerSpec spec, boolean fast)
      throws DockerSilent {
    var facts = DockerFacts.of(it);
    var dockerId = it.getId();
    int seconds = fast ? 0 : spec.options().process().stopSeconds().orElse(USUAL_STOP_SECONDS);
    try {
      if (facts.policy() != RestartPolicy.NO) {
        var no = DockerPolicy.of(RestartPolicy.NO);
        docker.tell(LONG, d -> d.updateContainerCmd(dockerId).withRestartPolicy(no).exec());
      }
      if (facts.docker() == ContainerFacts.State.PAUSED) {
        docker.tell(LONG, d -> d.unpauseContainerCmd(dockerId).exec());
      }
      if (facts.docker().isOn()) {
        docker.tell(
            LONG.plusSeconds(seconds),
            d -> d.stopContainerCmd(dockerId).withTimeout(seconds).exec());
      }
      return Outcome.done();
    } catch (NotModifiedException | NotFoundException _) {
      return Outcome.done();
    } catch (DockerException e) {
      return already(e, spec);
    }
  }

  private Outcome already(DockerException e, ContainerSpec spec) {
    return DockerProblems.isAlreadySo(e)
        ? Outcome.done()
        : DockerProblems.outcome(e, spec.name(), docker.link().name());
  }

  private Outcome rename(String dockerId, String to, ContainerSpec spec) throws DockerSilent {
    try {
      docker.tell(LONG, d -> d.renameContainerCmd(dockerId).withName(to).exec());
      return Outcome.done();
    } catch (NotFoundException _) {
      var it = lookup.byId(dockerId);
      return it.isEmpty() ? Outcome.done() : betweenRuns(it.get(), to, spec);
    } catch (ConflictException e) {
      var holder = lookup.called(to);
      return holder.isPresent()
          ? Outcome.stuck(ContainerPlanner.nameTaken(to, holder.get().getId()))
          : Outcome.again(DockerProblems.of(e, docker.link().name()));
    } catch (DockerException e) {
      return already(e, spec);
    }
  }

  /// Docker cannot rename what waits for its next run: it misses the network of the last one. What
  /// has failed is not to run again anyway, so that is ended first.
  private Outcome betweenRuns(InspectContainerResponse it, String to, ContainerSpec spec)
      throws DockerSilent {
    boolean waits = DockerFacts.of(it).policy() != RestartPolicy.NO;
    if (waits && to.equals(Role.FAILED.named(spec.name()))) {
      var ended = rest(it, spec, true);
      return ended.equals(Outcome.done()) ? rename(it.getId(), to, spec) : ended;
    }
    return Outcome.again(
        Problem.host(
            "between-runs",
            "Docker does not rename %s to %s while it waits for its next run"
                .formatted(name(it), to),
            "wait a moment, or stop it"));
  }

  /// What Docker refuses has failed, whatever the reason: the former one is better than none.
  private Outcome tryStart(InspectContainerResponse it, ContainerSpec spec, Optional<Instant> after)
      throws DockerSilent {
    var run = run(it);
    if (run.isPresent() && !run.equals(after)) return Outcome.done();
    try {
      docker.tell(LONG, d -> d.startContainerCmd(it.getId()).exec());
      return Outcome.done();
    } catch (NotModifiedException | NotFoundException _) {
      return Outcome.done();
    } catch (DockerException e) {
      Work.note("→ " + DockerProblems.words(e));
      return rename(it.getId(), Role.FAILED.named(spec.name()), spec);
    }
  }

  private Outcome started(String dockerId, ContainerSpec spec) throws DockerSilent {
    try {
      docker.tell(LONG, d -> d.startContainerCmd(dockerId).exec());
      return Outcome.done();
    } catch (NotModifiedException | NotFoundException _) {
      return Outcome.done();
    } catch (DockerException e) {
      return already(e, spec);
    }
  }

  /// With its anonymous volumes. Those that it took over from a former one have a name for Docker,
  /// which so keeps them: they are removed after it, unless another one has them.
  Outcome remove(InspectContainerResponse it, ContainerSpec spec) throws DockerSilent {
    var named = new HashSet<String>();
    spec.volumes().forEach(m -> named.add(m.value().split(":", 2)[0]));
    var volumes =
        mounts(it)
            .filter(DockerRemake::isAnonymous)
            .map(Mount::getName)
            .filter(volume -> !named.contains(volume))
            .toList();
    try {
      docker.tell(LONG, d -> d.removeContainerCmd(it.getId()).withRemoveVolumes(true).exec());
    } catch (NotFoundException _) {
      // its volumes may still be there
    } catch (DockerException e) {
      return already(e, spec);
    }
    for (var volume : volumes) {
      try {
        docker.tell(LONG, d -> d.removeVolumeCmd(volume).exec());
      } catch (NotFoundException | ConflictException _) {
        // gone with it, or another one has it
      }
    }
    return Outcome.done();
  }
}
