package io.stampede.host;

import io.stampede.component.Component;
import io.stampede.component.Components;
import io.stampede.ssh.Remote;
import io.stampede.ssh.SshFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/// What a host has of our components: told from the list of its containers, and by one question for
/// its images when something is to be brought.
final class ComponentSight {
  private static final String LABEL = "stampede.component";
  private static final String VERSION_LABEL = "stampede.version";

  /// `{"label":["stampede.component"]}`
  private static final String OURS = "filters=%7B%22label%22%3A%5B%22stampede.component%22%5D%7D";

  private static final Pattern WORD = Pattern.compile("[a-z]{1,20}");
  private static final Pattern VERSION = Pattern.compile("[0-9a-f]{12}");
  private static final int MOST = 20;

  private ComponentSight() {}

  /// @param there all containers, as Docker lists them
  /// @param says by component, the words in its file of state
  static List<ComponentSeen> among(
      List<JsonNode> there,
      Stream<Component> wanted,
      Map<String, String> says,
      Remote remote,
      Duration patience)
      throws SshFailure {
    var containers =
        there.stream()
            .map(row -> container(row, says))
            .filter(ComponentSight::plausible)
            .limit(MOST)
            .toList();
    boolean complete =
        wanted.allMatch(c ->
            containers.stream()
                .anyMatch(
                    s -> s.is(c.name(), c.version()) && s.state() == ComponentSeen.State.RUNNING));
    var seen = new ArrayList<>(containers);
    if (!complete) {
      images(remote, patience)
          .map(row -> of(row, ComponentSeen.State.LOADED, ""))
          .filter(ComponentSight::plausible)
          .filter(image -> containers.stream().noneMatch(c -> c.is(image.name(), image.version())))
          .forEach(seen::add);
    }
    seen.sort(Comparator.comparing(ComponentSeen::name).thenComparing(ComponentSeen::version));
    return List.copyOf(seen);
  }

  private static Stream<JsonNode> images(Remote remote, Duration patience) throws SshFailure {
    return DockerHttp.get(remote, "/images/json?" + OURS, patience).body().stream()
        .flatMap(list -> StreamSupport.stream(list.spliterator(), false))
        .limit(MOST);
  }

  private static ComponentSeen container(JsonNode row, Map<String, String> says) {
    var state =
        switch (row.path("State").asString("")) {
          case "running" -> ComponentSeen.State.RUNNING;
          case "restarting" -> ComponentSeen.State.FAILING;
          default -> ComponentSeen.State.STOPPED;
        };
    var name = row.path("Labels").path(LABEL).asString("");
    return of(row, state, says.getOrDefault(name, ""));
  }

  private static ComponentSeen of(JsonNode row, ComponentSeen.State state, String said) {
    var labels = row.path("Labels");
    return new ComponentSeen(
        labels.path(LABEL).asString(""), labels.path(VERSION_LABEL).asString(""), state, said);
  }

  private static boolean plausible(ComponentSeen seen) {
    return WORD.matcher(seen.name()).matches()
        && VERSION.matcher(seen.version()).matches()
        && List.of(Components.NET, Components.LIBVIRT).contains(seen.name());
  }
}
