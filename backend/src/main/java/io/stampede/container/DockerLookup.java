package io.stampede.container;

import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Container;
import io.stampede.engine.ResourceId;
import java.time.Duration;
import java.util.ArrayList;
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
    return byName.isPresent() ? byName : shown(labelled(id), spec);
  }

  private static Optional<InspectContainerResponse> shown(
      List<InspectContainerResponse> all, ContainerSpec spec) {
    var parts = all.stream().map(DockerFacts::part).toList();
    return ContainerPart.shown(parts, spec.name())
        .flatMap(part -> all.stream().filter(c -> part.dockerId().equals(c.getId())).findFirst());
  }

  /// Whether it was made as the one that is wanted, under whatever name.
  boolean made(ResourceId id, ContainerSpec spec) throws DockerSilent {
    return labelled(id).stream().anyMatch(c -> DockerFacts.part(c).edition() >= spec.edition());
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
    var ours = byName.filter(c -> isOurs(c, id));
    int edition = ours.map(c -> DockerFacts.part(c).edition()).orElse(0);
    boolean sole = spec.edition() == 0 && edition == 0;
    if (ours.isPresent() && (sole || isDone(id, spec, edition))) return DockerFacts.of(ours.get());
    try (var image = docker.begin(PATIENCE, d -> d.inspectImageCmd(spec.image().tagged()).exec())) {
      var found = labelled(id);
      var shown = shown(found, spec);
      if (shown.isEmpty()) {
        return ContainerFacts.none(isThere(image), byName.map(InspectContainerResponse::getId));
      }
      if (sole && found.size() == 1) return DockerFacts.of(shown.get());
      var parts = found.stream().map(DockerFacts::part).toList();
      return DockerFacts.of(shown.get()).with(isThere(image), parts);
    }
  }

  /// Whether there is nothing left of its having been made anew.
  private boolean isDone(ResourceId id, ContainerSpec spec, int edition) throws DockerSilent {
    return edition >= spec.edition() && marked(id).size() == 1;
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
    return called(name.value());
  }

  Optional<InspectContainerResponse> called(String name) throws DockerSilent {
    return inspect(name).filter(c -> ("/" + name).equals(c.getName()));
  }

  /// All that carry its mark, under whatever name.
  List<InspectContainerResponse> labelled(ResourceId id) throws DockerSilent {
    var all = new ArrayList<InspectContainerResponse>();
    for (var found : marked(id)) inspect(found.getId()).ifPresent(all::add);
    return all;
  }

  private List<Container> marked(ResourceId id) throws DockerSilent {
    var label = Map.of(ContainerHost.MARK, id.value());
    return docker.ask(
        PATIENCE, d -> d.listContainersCmd().withShowAll(true).withLabelFilter(label).exec());
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

  static boolean isOurs(InspectContainerResponse container, ResourceId id) {
    return Optional.ofNullable(container.getConfig())
        .map(c -> c.getLabels())
        .map(labels -> labels.get(ContainerHost.MARK))
        .filter(id.value()::equals)
        .isPresent();
  }
}
