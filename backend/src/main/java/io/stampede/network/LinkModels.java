package io.stampede.network;

import io.stampede.engine.Problem;
import io.stampede.engine.ResourceId;
import io.stampede.network.LinkFacts.State;
import io.stampede.plane.HostModel;
import io.stampede.plane.Ipv4;
import io.stampede.plane.Redirect;
import io.stampede.plane.RedirectName;
import io.stampede.plane.Redirects;
import io.stampede.plane.Segment;
import io.stampede.store.Held;
import io.stampede.store.Reservation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Makes of links, workloads and their addresses what hosts have to have for links. Pure.
public final class LinkModels {
  private final List<LinkSpec> links;
  private final World world;

  /// What links are about.
  public interface World {
    /// Containers and machines of a name or id.
    List<Workload> find(String nameOrId);

    Optional<Reservation> reserved(ResourceId id);
  }

  /// A container or machine, as far as links mind.
  ///
  /// @param unwell whether its health check fails
  /// @param exposed ports that its image says it listens on
  /// @param env its own environment
  public record Workload(
      ResourceId id,
      boolean runs,
      boolean unwell,
      List<LinkPort> exposed,
      Map<String, String> env) {
    public Workload {
      exposed = List.copyOf(exposed);
      env = Map.copyOf(env);
    }
  }

  /// Where a link leads now.
  ///
  /// @param consumer its name
  /// @param host the id of its host; empty when it has none
  /// @param ports that are known, whether anybody answers there or not
  /// @param redirects none when it leads nowhere
  /// @param on the workload that has the problem
  public record Leading(
      String consumer,
      Optional<String> host,
      List<LinkFacts.Target> targets,
      List<LinkPort.One> ports,
      List<Redirect> redirects,
      Optional<Problem> problem,
      Optional<ResourceId> on) {}

  private record Found(String text, State state, Optional<Workload> who, Optional<Ipv4> address) {
    boolean isReady() {
      return state == State.READY;
    }
  }

  public LinkModels(List<LinkSpec> links, World world) {
    this.links = List.copyOf(links);
    this.world = world;
  }

  /// A host's model with all that its links need.
  public HostModel into(HostModel model) {
    var networks = model.segments().stream().map(Segment::network).toList();
    var here =
        links.stream()
            .filter(link -> link.networkId().filter(networks::contains).isPresent())
            .filter(link -> host(link).filter(model.self().host()::equals).isPresent())
            .toList();
    var redirects = here.stream().flatMap(link -> leading(link).redirects().stream()).toList();
    var names = here.stream().flatMap(link -> name(link).stream()).toList();
    return model.with(model.redirects().withLinks(redirects, names));
  }

  private Optional<RedirectName> name(LinkSpec link) {
    return link.virtual()
        .map(at ->
            new RedirectName(link.networkId().orElseThrow(), at, link.aliasName(), consumer(link)));
  }

  private Optional<String> host(LinkSpec link) {
    return link.consumerId().flatMap(world::reserved).map(Reservation::host);
  }

  private String consumer(LinkSpec link) {
    return link.consumerId()
        .flatMap(world::reserved)
        .map(Reservation::name)
        .orElse(link.consumer());
  }

  public Leading leading(LinkSpec link) {
    var targets = link.targets().stream().map(text -> find(link, text)).toList();
    var ports = ports(link, targets);
    var redirects =
        link.virtual()
            .map(at -> ports.stream().flatMap(port -> redirect(link, at, port, targets)).toList())
            .orElse(List.of());
    var failing =
        targets.stream().anyMatch(Found::isReady)
            ? Optional.<Found>empty()
            : targets.stream().findFirst();
    var problem =
        failing
            .map(found -> problem(link, found))
            .or(() -> redirects.isEmpty() ? Optional.of(noPorts(link)) : Optional.empty());
    return new Leading(
        consumer(link),
        host(link),
        targets.stream()
            .map(f -> new LinkFacts.Target(f.text(), f.state(), f.address().map(Ipv4::toString)))
            .toList(),
        ports,
        new Redirects(redirects, List.of(), List.of(), List.of()).links(),
        problem,
        failing.flatMap(Found::who).map(Workload::id));
  }

  /// What a container is told about a link that it is made with, or for what that waits.
  public Linked linked(String consumer, LinkSpec link) {
    var leading = leading(link);
    var problem = leading.problem();
    if (leading.ports().isEmpty() && problem.isPresent()) {
      var why = "waiting for link %s: %s".formatted(link.aliasName(), problem.get().message());
      return Linked.notYet(new Pending(why, Optional.empty(), leading.on()));
    }
    var theirs =
        link.targets().stream()
            .flatMap(text -> find(link, text).who().stream())
            .map(Workload::env)
            .findFirst()
            .orElse(Map.of());
    return new Linked(
        LinkEnvironment.of(consumer, link, leading.ports(), theirs),
        Map.of(link.aliasName(), link.address().orElseThrow()),
        Optional.empty());
  }

  /// Of several with its name, the one that is on the network.
  private Found find(LinkSpec link, String text) {
    var all = world.find(text);
    var plugged = all.stream().filter(w -> address(link, w).isPresent()).findFirst();
    if (plugged.isEmpty()) {
      var state = all.isEmpty() ? State.NOT_THERE : State.OFF_NETWORK;
      return new Found(text, state, all.stream().findFirst(), Optional.empty());
    }
    var who = plugged.get();
    var state = !who.runs() ? State.STOPPED : who.unwell() ? State.UNHEALTHY : State.READY;
    return new Found(text, state, plugged, address(link, who));
  }

  private Optional<Ipv4> address(LinkSpec link, Workload workload) {
    return world.reserved(workload.id()).stream()
        .flatMap(r -> r.held().stream())
        .filter(held -> link.networkId().filter(held.network()::equals).isPresent())
        .map(Held::address)
        .map(Ipv4::of)
        .findFirst();
  }

  /// Those that were asked for, else those that any target exposes.
  private static List<LinkPort.One> ports(LinkSpec link, List<Found> targets) {
    var asked = link.ports().stream();
    var exposed =
        targets.stream().flatMap(f -> f.who().stream()).flatMap(w -> w.exposed().stream());
    var all = new LinkedHashMap<String, LinkPort.One>();
    (link.ports().isEmpty() ? exposed : asked)
        .flatMap(port -> port.each().stream())
        .forEach(port -> all.putIfAbsent(port.words(), port));
    return List.copyOf(all.values());
  }

  /// Who exposes ports gets only what comes to these, unless ports were asked for.
  private static Stream<Redirect> redirect(
      LinkSpec link, Ipv4 at, LinkPort.One port, List<Found> targets) {
    var spots =
        targets.stream()
            .filter(Found::isReady)
            .filter(f -> !link.ports().isEmpty() || exposes(f, port))
            .map(f -> new Redirect.Spot(f.address().orElseThrow(), port.theirs()))
            .toList();
    return spots.isEmpty()
        ? Stream.empty()
        : Stream.of(new Redirect(Optional.of(at), port.transport(), port.port(), spots));
  }

  private static boolean exposes(Found found, LinkPort.One port) {
    return found.who().stream()
        .flatMap(w -> w.exposed().stream())
        .flatMap(p -> p.each().stream())
        .anyMatch(port::equals);
  }

  private Problem problem(LinkSpec link, Found found) {
    var what = found.text();
    return switch (found.state()) {
      case NOT_THERE ->
          Problem.request(
              "no-target",
              "there is no container or machine %s yet".formatted(what),
              "it goes on by itself when there is; or turn the link to another one");
      case OFF_NETWORK ->
          Problem.request(
              "target-off-network",
              "%s has no address on network %s".formatted(what, link.network().orElse("")),
              "plug it in there, or turn the link to another one");
      case STOPPED ->
          Problem.request(
              "target-stopped",
              "%s does not run".formatted(what),
              "start it, or turn the link to another one");
      case UNHEALTHY ->
          Problem.host(
              "target-unhealthy",
              "%s fails its health check".formatted(what),
              "read its log, or turn the link to another one");
      case READY -> throw new IllegalStateException(what + " is ready");
    };
  }

  private static Problem noPorts(LinkSpec link) {
    return Problem.request(
        "no-ports",
        "%s exposes no ports".formatted(String.join(", ", link.targets())),
        "give the link the ports that it is to have");
  }
}
