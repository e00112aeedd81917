package io.stampede.container;

import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Container;
import io.stampede.engine.ResourceId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Finds containers and images on one host. A container is ours when its label says so, under
/// whatever name.
final class DockerLookup {
  static final Duration PATIENCE = Duration.ofSeconds(10);

  private final DockerConnection docker;

  DockerLookup(DockerConnection docker) {
    this.docker = docker;
  }

  /// The resource's container: mostly one call, for it mostly has its name.
  Optional<InspectContainerResponse> ours(ResourceId id, ContainerSpec spec) throws DockerSilent {
    var known = spec.bond().nativeId();
    if (known.isPresent()) return byId(known.get());
    var byName = named(spec.name()).filter(c -> isOurs(c, id));
    return byName.isPresent() ? byName : labelled(id);
  }

  /// By its full id only: Docker would also take a name, or the beginning of an id.
  Optional<InspectContainerResponse> byId(String dockerId) throws DockerSilent {
    return inspect(dockerId).filter(c -> dockerId.equals(c.getId()));
  }

  /// What there is of it. Mostly one call; where there is no container of its name, what else can
  /// be asked is asked at once.
  ContainerFacts facts(ResourceId id, ContainerSpec spec) throws DockerSilent {
    var known = spec.bond().nativeId();
    if (known.isPresent()) {
      return byId(known.get())
          .map(DockerFacts::of)
          .orElse(ContainerFacts.none(true, Optional.empty()));
    }
    var byName = named(spec.name());
    if (byName.filter(c -> isOurs(c, id)).isPresent()) return DockerFacts.of(byName.get());
    try (var image = docker.begin(PATIENCE, d -> d.inspectImageCmd(spec.image().tagged()).exec())) {
      var found = labelled(id);
      return found.isPresent()
          ? DockerFacts.of(found.get())
          : ContainerFacts.none(isThere(image), byName.map(InspectContainerResponse::getId));
    }
  }

  private static boolean isThere(DockerConnection.Answer<?> answer) throws DockerSilent {
    try {
      var unused = answer.await();
      return true;
    } catch (NotFoundException _) {
      return false;
    }
  }

  List<Container> all() throws DockerSilent {
    return docker.ask(PATIENCE, d -> d.listContainersCmd().withShowAll(true).exec());
  }

  /// Docker would take a name for the beginning of an id, too.
  Optional<InspectContainerResponse> named(ContainerName name) throws DockerSilent {
    return inspect(name.value()).filter(c -> ("/" + name).equals(c.getName()));
  }

  /// Under whatever name.
  Optional<InspectContainerResponse> labelled(ResourceId id) throws DockerSilent {
    var label = Map.of(ContainerHost.MARK, id.value());
    var found =
        docker.ask(
            PATIENCE, d -> d.listContainersCmd().withShowAll(true).withLabelFilter(label).exec());
    return found.isEmpty() ? Optional.empty() : inspect(found.getFirst().getId());
  }

  Optional<InspectContainerResponse> inspect(String nameOrId) throws DockerSilent {
    try {
      return Optional.of(docker.ask(PATIENCE, d -> d.inspectContainerCmd(nameOrId).exec()));
    } catch (NotFoundException _) {
      return Optional.empty();
    }
  }

  boolean hasImage(ImageRef image) throws DockerSilent {
    try (var answer = docker.begin(PATIENCE, d -> d.inspectImageCmd(image.tagged()).exec())) {
      return isThere(answer);
    }
  }

  private static boolean isOurs(InspectContainerResponse container, ResourceId id) {
    return Optional.ofNullable(container.getConfig())
        .map(c -> c.getLabels())
        .map(labels -> labels.get(ContainerHost.MARK))
        .filter(id.value()::equals)
        .isPresent();
  }
}
