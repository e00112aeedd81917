package io.stampede.container;

import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.Ports;
import io.stampede.adoption.Bond;
import io.stampede.adoption.Strangers.Stranger;
import io.stampede.network.Nic;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// From what Docker says of containers that we did not make to what they would be as ours. What
/// does not fit our words is left out: nothing is ever made of it.
final class DockerStrangers {
  /// Of this product itself.
  private static final Set<String> OURS = Set.of("stampede-net", "stampede-libvirt");

  private static final int MAX_NAME = 63;
  private static final ImageRef UNKNOWN = new ImageRef("unknown");

  private DockerStrangers() {}

  static List<Stranger> of(List<Container> listed) {
    return listed.stream().flatMap(c -> of(c).stream()).toList();
  }

  private static Optional<Stranger> of(Container container) {
    var names = Optional.ofNullable(container.getNames()).orElse(new String[0]);
    var name = Arrays.stream(names).map(DockerStrangers::plain).findFirst().orElse("");
    if (OURS.contains(name)) return Optional.empty();
    var labels = Optional.ofNullable(container.getLabels()).orElse(Map.of());
    return Optional.of(
        new Stranger(
            container.getId(),
            name(name, container.getId()).value(),
            Optional.ofNullable(labels.get(ContainerHost.MARK))));
  }

  /// Docker's names begin with a slash; one of a link has several.
  private static String plain(String name) {
    return name.startsWith("/") ? name.substring(1) : name;
  }

  private static ContainerName name(String own, String dockerId) {
    var text = own.length() > MAX_NAME ? own.substring(0, MAX_NAME) : own;
    return tried(text, ContainerName::new)
        .orElseGet(() -> new ContainerName("c-" + dockerId.substring(0, 12)));
  }

  static ContainerSpec spec(InspectContainerResponse says, String hostId, Bond bond) {
    var config = Optional.ofNullable(says.getConfig());
    var limits = Optional.ofNullable(says.getHostConfig());
    var facts = DockerFacts.of(says);
    var name = name(plain(Optional.ofNullable(says.getName()).orElse("")), says.getId());
    var image = config.map(c -> c.getImage()).flatMap(i -> tried(i, ImageRef::new));
    var draft = new ContainerSpecDraft(name, image.orElse(UNKNOWN));
    draft.host = Optional.of(hostId);
    draft.command = config.map(c -> words(c.getCmd())).orElse(List.of());
    draft.entrypoint = config.map(c -> words(c.getEntrypoint())).orElse(List.of());
    draft.labels = config.map(c -> c.getLabels()).orElse(Map.of());
    draft.workingDir = config.map(c -> c.getWorkingDir()).filter(dir -> dir.startsWith("/"));
    draft.user = config.map(c -> c.getUser()).filter(user -> !user.isEmpty());
    draft.restartPolicy = facts.policy();
    draft.limits = facts.limits();
    draft.networks = networks(limits.map(c -> c.getNetworkMode()).orElse(""), facts.attached());
    draft.volumes = limits.map(c -> c.getBinds()).map(DockerStrangers::mounts).orElse(List.of());
    draft.publish =
        limits.map(c -> c.getPortBindings()).map(DockerStrangers::published).orElse(List.of());
    draft.options = DockerOptionsSeen.of(says);
    draft.bond = bond;
    draft.running = facts.docker() == ContainerFacts.State.RUNNING;
    return draft.spec();
  }

  private static List<String> words(String @Nullable [] words) {
    return words == null ? List.of() : List.of(words);
  }

  private static List<Mount> mounts(Bind[] binds) {
    var all = new ArrayList<Mount>();
    for (var bind : binds) {
      tried(bind.toString(), Mount::new).ifPresent(all::add);
    }
    return all;
  }

  /// The one that it was made with, then those that it was plugged into.
  private static List<Nic> networks(String mode, List<String> attached) {
    var first = mode.equals("default") ? "bridge" : mode;
    return Stream.concat(Stream.of(first), attached.stream().filter(n -> !n.equals(first)))
        .flatMap(name -> tried("docker:" + name, Nic::new).stream())
        .toList();
  }

  private static List<PublishedPort> published(Ports ports) {
    var all = new ArrayList<PublishedPort>();
    ports
        .getBindings()
        .forEach((port, places) -> {
          if (places == null) return;
          for (var place : places) {
            tried(published(port, place), PublishedPort::new).ifPresent(all::add);
          }
        });
    return all.stream().distinct().sorted(Comparator.comparing(PublishedPort::value)).toList();
  }

  private static String published(ExposedPort port, Ports.Binding place) {
    var host = Optional.ofNullable(place.getHostPortSpec()).filter(p -> !p.isEmpty());
    var address =
        Optional.ofNullable(place.getHostIp()).filter(a -> !a.isEmpty() && !a.equals("0.0.0.0"));
    return host.map(p -> address.map(a -> a + ":").orElse("") + p + ":").orElse("") + port;
  }

  private static <T> Optional<T> tried(@Nullable String text, Function<String, T> make) {
    try {
      return text == null ? Optional.empty() : Optional.of(make.apply(text));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
