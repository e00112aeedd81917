package io.stampede.container;

import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Container;
import io.stampede.adoption.Bond;
import io.stampede.adoption.Strangers.Stranger;
import io.stampede.network.Nic;
import io.stampede.placement.Wish;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
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
    return new ContainerSpec(
        name(plain(Optional.ofNullable(says.getName()).orElse("")), says.getId()),
        Optional.of(hostId),
        config.map(c -> c.getImage()).flatMap(i -> tried(i, ImageRef::new)).orElse(UNKNOWN),
        config.map(c -> words(c.getCmd())).orElse(List.of()),
        config.map(c -> words(c.getEntrypoint())).orElse(List.of()),
        Map.of(),
        config.map(c -> c.getLabels()).orElse(Map.of()),
        config.map(c -> c.getWorkingDir()).filter(dir -> dir.startsWith("/")),
        config.map(c -> c.getUser()).filter(user -> !user.isEmpty()),
        facts.policy(),
        facts.limits().memoryMib(),
        facts.limits().cpus(),
        limits
            .map(c -> c.getNetworkMode())
            .flatMap(mode -> tried("docker:" + mode, Nic::new))
            .map(List::of)
            .orElse(List.of()),
        List.of(),
        limits.map(c -> c.getBinds()).map(DockerStrangers::mounts).orElse(List.of()),
        published(facts.ports()),
        List.of(),
        List.of(),
        Wish.NONE,
        bond,
        facts.docker() == ContainerFacts.State.RUNNING,
        Optional.empty(),
        false,
        false,
        Optional.empty(),
        List.of(),
        Map.of());
  }

  private static List<String> words(String @Nullable [] words) {
    return words == null ? List.of() : List.of(words);
  }

  private static List<Mount> mounts(Bind[] binds) {
    var all = new ArrayList<Mount>();
    for (var bind : binds) {
      var text =
          "%s:%s:%s".formatted(bind.getPath(), bind.getVolume().getPath(), bind.getAccessMode());
      tried(text, Mount::new).ifPresent(all::add);
    }
    return all;
  }

  /// From `0.0.0.0:8080->80/tcp`.
  private static List<PublishedPort> published(List<String> ports) {
    return ports.stream()
        .map(port -> port.replaceFirst("^.*:(\\d+)->", "$1:"))
        .flatMap(text -> tried(text, PublishedPort::new).stream())
        .distinct()
        .toList();
  }

  private static <T> Optional<T> tried(@Nullable String text, Function<String, T> make) {
    try {
      return text == null ? Optional.empty() : Optional.of(make.apply(text));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
