package io.stampede.network;

import io.stampede.engine.ResourceId;
import io.stampede.plane.Ipv4;
import io.stampede.schema.Field;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// A link as one asks for it; what is left open is chosen at admission.
///
/// @param consumer its id, once it was admitted
/// @param consumerKind the kind of the consumer
/// @param networkId of the network
/// @param before the targets that it was turned away from last
/// @param turn how often it was turned
/// @param inborn whether it was made with its consumer, which has its address in its environment
public record LinkSpec(
    @Field(
            label = "Name",
            help = "CONSUMER.ALIAS when this is left open.",
            column = true,
            maxLength = 128,
            pattern = "[a-zA-Z0-9][a-zA-Z0-9_.-]*",
            example = "web1.db")
        Optional<String> name,
    @Field(
            label = "Consumer",
            suggests = {"container", "virtualMachine"},
            help = "The container or machine that it is for: its name or id.",
            maxLength = 64,
            example = "web1")
        String consumer,
    @Field(
            label = "Alias",
            help = "What the consumer calls its target; the first target's name when left open.",
            column = true,
            maxLength = 63,
            example = "db")
        Optional<LinkAlias> alias,
    @Field(
            label = "Targets",
            suggests = {"container", "virtualMachine"},
            help =
                "Containers or machines of the same network, by name or id; several get new"
                    + " connections in turn, as long as they run and are not unhealthy.",
            update = true,
            column = true,
            maxLength = 64,
            example = "db1")
        List<String> targets,
    @Field(
            label = "Ports",
            help =
                "As 5432, 53/udp, 8000-8003 or 80:8080; those that the target's image exposes when"
                    + " left open.",
            update = true,
            maxLength = 32,
            example = "5432")
        List<LinkPort> ports,
    @Field(
            label = "Connections",
            help =
                "What becomes of those that run when it is turned to another target: kept to the"
                    + " old one, or cut.",
            byDefault = "keep",
            update = true)
        Connections connections,
    @Field(
            label = "Network",
            suggests = "network",
            help = "That the consumer and the targets are on; the consumer's first when left open.",
            maxLength = 32,
            example = "managed")
        Optional<String> network,
    @Field(
            label = "Address",
            help = "Where the consumer finds the target, whichever that is.",
            create = false,
            column = true)
        Optional<String> address,
    Optional<String> consumerKind,
    Optional<String> networkId,
    List<String> before,
    OptionalLong turn,
    boolean inborn) {
  public static final String KIND = "link";

  /// What becomes of running connections.
  public enum Connections {
    KEEP,
    CUT
  }

  public LinkSpec {
    targets = List.copyOf(targets);
    ports = List.copyOf(ports);
    before = List.copyOf(before);
  }

  /// That a consumer was made with.
  public static LinkSpec inborn(ResourceId consumer, String consumerName, ContainerLink asked) {
    return new LinkSpec(
        Optional.of(consumerName + "." + asked.alias()),
        consumer.value(),
        Optional.of(new LinkAlias(asked.alias())),
        List.of(asked.target()),
        asked.ports(),
        Connections.KEEP,
        Optional.empty(),
        Optional.empty(),
        Optional.of(consumer.kind()),
        Optional.empty(),
        List.of(),
        OptionalLong.empty(),
        true);
  }

  public Optional<ResourceId> consumerId() {
    return consumerKind.map(kind -> new ResourceId(kind, consumer));
  }

  /// Once it was admitted.
  public String aliasName() {
    return alias.map(LinkAlias::value).orElse("");
  }

  long turns() {
    return turn.orElse(0);
  }

  Optional<Ipv4> virtual() {
    return address.map(Ipv4::of);
  }

  LinkSpec admitted(ResourceId of, String consumerName) {
    var called = alias.orElseGet(() -> new LinkAlias(targets.getFirst()));
    return new LinkSpec(
        name.or(() -> Optional.of(consumerName + "." + called)),
        of.value(),
        Optional.of(called),
        targets,
        ports,
        connections,
        network,
        address,
        Optional.of(of.kind()),
        networkId,
        before,
        turn,
        inborn);
  }

  LinkSpec on(Network found, Ipv4 given) {
    return new LinkSpec(
        name,
        consumer,
        alias,
        targets,
        ports,
        connections,
        Optional.of(found.name()),
        Optional.of(given.toString()),
        consumerKind,
        Optional.of(found.id()),
        before,
        turn,
        inborn);
  }

  /// Turned to other targets than those that `was` had.
  LinkSpec turnedFrom(LinkSpec was) {
    return targets.equals(was.targets) ? this : turned(targets, was.targets);
  }

  /// Back to where it led before.
  LinkSpec undone() {
    return turned(before, targets);
  }

  private LinkSpec turned(List<String> next, List<String> last) {
    return new LinkSpec(
        name,
        consumer,
        alias,
        next,
        ports,
        connections,
        network,
        address,
        consumerKind,
        networkId,
        last,
        OptionalLong.of(turns() + 1),
        inborn);
  }
}
