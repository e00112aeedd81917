package io.stampede.container;

import com.github.dockerjava.api.command.HealthState;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.ContainerConfig;
import com.github.dockerjava.api.model.ContainerNetwork;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.NetworkSettings;
import com.github.dockerjava.api.model.Ports;
import io.stampede.container.ContainerFacts.State;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// From what Docker says of a container to facts. Any part of it may be missing.
final class DockerFacts {
  private static final long MIB = 1024L * 1024L;

  /// Docker takes no less.
  private static final long MIN_MEMORY_MIB = 6;

  private DockerFacts() {}

  static ContainerFacts of(InspectContainerResponse says) {
    var state = Optional.ofNullable(says.getState());
    var docker = state.map(s -> s.getStatus()).map(DockerFacts::state).orElse(State.NONE);
    boolean ran = state.flatMap(s -> time(s.getStartedAt())).isPresent();
    boolean isOver = docker == State.EXITED || docker == State.RESTARTING;
    return new ContainerFacts(
        Optional.ofNullable(says.getId()),
        Optional.ofNullable(says.getImageId()),
        docker,
        ran && isOver
            ? state.map(s -> s.getExitCodeLong()).map(DockerFacts::code).orElse(OptionalInt.empty())
            : OptionalInt.empty(),
        state.flatMap(s -> time(s.getStartedAt())),
        isOver ? state.flatMap(s -> time(s.getFinishedAt())) : Optional.empty(),
        state.flatMap(s -> text(s.getError())).map(DockerProblems::plain),
        Optional.ofNullable(says.getNetworkSettings()).flatMap(DockerFacts::ipAddress),
        ports(Optional.ofNullable(says.getNetworkSettings()).map(NetworkSettings::getPorts)),
        state.map(s -> s.getHealth()).map(HealthState::getStatus).flatMap(DockerFacts::text),
        policy(says.getHostConfig()),
        limits(says.getHostConfig()),
        true,
        Optional.empty(),
        Optional.ofNullable(says.getNetworkSettings()).map(DockerFacts::attached).orElse(List.of()),
        Optional.empty(),
        exposed(Optional.ofNullable(says.getConfig()).map(ContainerConfig::getExposedPorts)),
        Optional.ofNullable(says.getName()).map(name -> name.replaceFirst("^/", "")),
        List.of());
  }

  /// The same as one of several.
  static ContainerPart part(InspectContainerResponse says) {
    var facts = of(says);
    return new ContainerPart(
        String.valueOf(says.getId()),
        facts.dockerName().orElse(""),
        edition(says),
        facts.docker(),
        time(says.getCreated()),
        facts.startedAt(),
        facts.exitCode(),
        facts.health(),
        facts.error(),
        facts.policy());
  }

  private static int edition(InspectContainerResponse says) {
    return Optional.ofNullable(says.getConfig())
        .map(ContainerConfig::getLabels)
        .map(labels -> labels.get(ContainerHost.EDITION))
        .filter(text -> text.matches("[0-9]{1,8}"))
        .map(Integer::parseInt)
        .orElse(0);
  }

  private static List<String> exposed(Optional<ExposedPort[]> ports) {
    return ports.stream()
        .flatMap(Stream::of)
        .map(ExposedPort::toString)
        .filter(port -> port.matches("[1-9][0-9]{0,4}/(tcp|udp)"))
        .sorted()
        .toList();
  }

  private static List<String> attached(NetworkSettings settings) {
    Map<String, ContainerNetwork> networks = settings.getNetworks();
    return networks == null ? List.of() : networks.keySet().stream().sorted().toList();
  }

  static State state(String status) {
    return switch (status) {
      case "created" -> State.CREATED;
      case "running" -> State.RUNNING;
      case "paused" -> State.PAUSED;
      case "restarting" -> State.RESTARTING;
      case "removing" -> State.REMOVING;
      case "exited" -> State.EXITED;
      // A state that we do not know is one in which it is of no use.
      default -> State.DEAD;
    };
  }

  /// Docker writes the year 1 for never.
  static Optional<Instant> time(@Nullable String text) {
    if (text == null || text.startsWith("0001-")) return Optional.empty();
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeParseException _) {
      return Optional.empty();
    }
  }

  private static OptionalInt code(long exitCode) {
    return OptionalInt.of((int) exitCode);
  }

  private static Optional<String> text(@Nullable String text) {
    return text == null || text.isEmpty() ? Optional.empty() : Optional.of(text);
  }

  private static Optional<String> ipAddress(NetworkSettings settings) {
    Map<String, ContainerNetwork> networks = settings.getNetworks();
    if (networks == null) return Optional.empty();
    return networks.values().stream()
        .map(ContainerNetwork::getIpAddress)
        .flatMap(address -> text(address).stream())
        .filter(address -> address.matches("[0-9A-Fa-f.:]{2,45}"))
        .findFirst();
  }

  /// As `docker ps` writes them: `0.0.0.0:8080->80/tcp`.
  private static List<String> ports(Optional<Ports> published) {
    var all = new ArrayList<String>();
    published
        .map(Ports::getBindings)
        .ifPresent(bindings ->
            bindings.forEach((port, places) -> {
              if (places == null) return;
              for (var place : places) {
                all.add("%s:%s->%s".formatted(place.getHostIp(), place.getHostPortSpec(), port));
              }
            }));
    return all.stream().sorted().toList();
  }

  private static Limits limits(@Nullable HostConfig config) {
    var says = Optional.ofNullable(config);
    return new Limits(
        says.map(HostConfig::getMemory).map(DockerFacts::mib).orElse(OptionalInt.empty()),
        says.map(HostConfig::getNanoCPUs).flatMap(DockerFacts::cpus));
  }

  private static OptionalInt mib(long bytes) {
    long mib = bytes / MIB;
    return mib < MIN_MEMORY_MIB || mib > Integer.MAX_VALUE
        ? OptionalInt.empty()
        : OptionalInt.of((int) mib);
  }

  private static Optional<Cpus> cpus(long nano) {
    if (nano <= 0) return Optional.empty();
    try {
      var text = new BigDecimal(nano).movePointLeft(9).stripTrailingZeros().toPlainString();
      return Optional.of(new Cpus(text));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static RestartPolicy policy(@Nullable HostConfig config) {
    return Optional.ofNullable(config)
        .map(HostConfig::getRestartPolicy)
        .map(p -> p.getName())
        .map(name -> RestartPolicy.of(name.toLowerCase(Locale.ROOT)))
        .orElse(RestartPolicy.NO);
  }
}
