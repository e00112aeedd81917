package io.stampede.container;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Volume;
import io.stampede.engine.Outcome;
import io.stampede.engine.ResourceId;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Makes containers on one host.
final class DockerCreation {
  /// Unpacks nothing, but a busy disk may take its time.
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final long MIB = 1024L * 1024L;

  private final DockerConnection docker;
  private final DockerLookup lookup;

  DockerCreation(DockerConnection docker, DockerLookup lookup) {
    this.docker = docker;
    this.lookup = lookup;
  }

  private String host() {
    return docker.link().name();
  }

  /// @param name in Docker
  /// @param carried volumes that it takes over from another
  Outcome create(ResourceId id, ContainerSpec spec, String name, List<Bind> carried)
      throws DockerSilent {
    try {
      docker.tell(PATIENCE, d -> create(d, id, spec, name, carried));
      return Outcome.done();
    } catch (ConflictException e) {
      if (lookup.made(id, spec)) return Outcome.done();
      var holder = lookup.called(name);
      return holder.isPresent()
          ? Outcome.stuck(ContainerPlanner.nameTaken(name, holder.get().getId()))
          : Outcome.again(DockerProblems.of(e, host()));
    } catch (NotFoundException e) {
      var words = DockerProblems.words(e);
      return lookup.hasImage(spec.image())
          ? refused(e, spec)
          : Outcome.again(DockerProblems.noSuchImage(spec.image(), host(), words));
    } catch (DockerException e) {
      return refused(e, spec);
    }
  }

  /// A managed network that was taken away by hand comes back by itself.
  Outcome refused(DockerException e, ContainerSpec spec) {
    var outcome = DockerProblems.outcome(e, spec.name(), host());
    return outcome instanceof Outcome.Stuck(var why)
            && why.code().equals("no-such-network")
            && spec.cards().stream().anyMatch(card -> why.message().contains(card.bridge()))
        ? Outcome.again(why)
        : outcome;
  }

  private static void create(
      DockerClient d, ResourceId id, ContainerSpec spec, String name, List<Bind> carried) {
    var command =
        d.createContainerCmd(spec.image().tagged())
            .withName(name)
            .withLabels(labels(id, spec))
            .withEnv(
                spec.variables().entrySet().stream()
                    .map(e -> e.getKey() + "=" + e.getValue())
                    .sorted()
                    .toList())
            .withExposedPorts(ports(spec).stream().map(PortBinding::getExposedPort).toList())
            .withHostConfig(config(spec, carried));
    var anonymous =
        spec.volumes().stream()
            .filter(Mount::isAnonymous)
            .map(m -> new Volume(m.folder()))
            .filter(v -> carried.stream().noneMatch(c -> c.getVolume().equals(v)))
            .toList();
    if (!anonymous.isEmpty()) command.withVolumes(anonymous);
    if (!spec.command().isEmpty()) command.withCmd(spec.command());
    if (!spec.entrypoint().isEmpty()) command.withEntrypoint(spec.entrypoint());
    spec.workingDir().ifPresent(command::withWorkingDir);
    spec.user().ifPresent(command::withUser);
    DockerOptions.put(spec.options(), command);
    DockerNetworking.first(spec, command);
    command.exec();
  }

  private static Map<String, String> labels(ResourceId id, ContainerSpec spec) {
    var labels = new HashMap<>(spec.labels());
    labels.put(ContainerHost.MARK, id.value());
    if (spec.edition() > 0) {
      labels.put(ContainerHost.EDITION, Integer.toString(spec.edition()));
    }
    return labels;
  }

  private static HostConfig config(ContainerSpec spec, List<Bind> carried) {
    var binds =
        Stream.concat(
            spec.volumes().stream().filter(m -> !m.isAnonymous()).map(m -> Bind.parse(m.value())),
            carried.stream());
    var config =
        HostConfig.newHostConfig()
            .withNetworkMode(spec.dockerNetwork(spec.nics().getFirst()))
            .withRestartPolicy(DockerPolicy.of(spec.restartPolicy()))
            .withBinds(binds.toList())
            .withPortBindings(ports(spec));
    spec.memoryMib().ifPresent(mib -> config.withMemory(mib * MIB));
    spec.cpus().ifPresent(cpus -> config.withNanoCPUs(cpus.nano()));
    DockerOptions.put(spec.options(), config);
    DockerNetworking.resolve(spec, config);
    var hosts = DockerNetworking.hosts(spec);
    if (hosts.length > 0) config.withExtraHosts(hosts);
    return config;
  }

  private static List<PortBinding> ports(ContainerSpec spec) {
    return spec.publish().stream().map(p -> PortBinding.parse(p.value())).toList();
  }
}
