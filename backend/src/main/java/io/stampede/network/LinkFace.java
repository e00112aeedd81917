package io.stampede.network;

import io.stampede.client.KindFace;
import io.stampede.client.Refused;
import io.stampede.client.Resource;
import io.stampede.engine.Phase;
import io.stampede.engine.ResourceId;
import io.stampede.plane.Ipv4;
import io.stampede.schema.ActionSchema;
import io.stampede.schema.KindSchema;
import io.stampede.store.Amount;
import io.stampede.store.Held;
import io.stampede.store.Placing;
import io.stampede.store.Reservation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Links as every face offers them.
public final class LinkFace implements KindFace<LinkSpec, LinkFacts, LinkStep> {
  static final String ID_PREFIX = "ln";
  static final String UNDO = "undo";
  private static final List<String> WORKLOADS = List.of("container", "virtualMachine");

  private final LinkKind kind;
  private final KindSchema schema =
      KindSchema.of(
              LinkSpec.KIND,
              "Link",
              "Links",
              "An address of its own under which a container or machine finds another one, or"
                  + " several.",
              LinkSpec.class,
              LinkFacts.class,
              ActionSchema.of(UNDO, "Undo", "Turns it back to where it led before."))
          .inGroup(KindSchema.NETWORKS);

  public LinkFace(LinkKind kind) {
    this.kind = kind;
  }

  @Override
  public KindSchema schema() {
    return schema;
  }

  @Override
  public LinkKind kind() {
    return kind;
  }

  @Override
  public Class<LinkSpec> specType() {
    return LinkSpec.class;
  }

  @Override
  public Class<LinkFacts> factsType() {
    return LinkFacts.class;
  }

  @Override
  public String idPrefix() {
    return ID_PREFIX;
  }

  /// Empty until it was admitted.
  @Override
  public String name(LinkSpec spec) {
    return spec.name().orElse("");
  }

  @Override
  public LinkSpec admit(String id, LinkSpec wanted, Optional<LinkSpec> before, Resources world) {
    if (wanted.targets().isEmpty()) {
      throw Refused.field("targets", "missing", "a link has a target", "name one");
    }
    if (before.isPresent()) return wanted.turnedFrom(before.get());
    if (wanted.alias().isEmpty() && !LinkAlias.isOne(wanted.targets().getFirst())) {
      throw Refused.field("alias", "missing", "the target's name is no alias", "give one");
    }
    var consumer = consumer(wanted, world);
    var spec = wanted.admitted(new ResourceId(consumer.kind(), consumer.id()), consumer.name());
    for (var other : world.list(LinkSpec.KIND)) {
      if (!other.text("consumer").equals(consumer.id())
          || !other.text("alias").equals(spec.aliasName())) continue;
      throw Refused.field(
          "alias",
          "not-unique",
          "%s has a link %s already".formatted(consumer.name(), spec.aliasName()),
          "turn that one, or choose another alias");
    }
    return spec;
  }

  private static Resource consumer(LinkSpec wanted, Resources world) {
    var text = wanted.consumer();
    return WORKLOADS.stream()
        .flatMap(kind -> world.list(kind).stream())
        .filter(w -> w.status().phase() != Phase.REMOVING)
        .filter(w -> w.id().equals(text) || w.name().equals(text))
        .findFirst()
        .orElseThrow(() ->
            Refused.field(
                "consumer",
                "no-such-workload",
                "there is no container or machine " + text,
                "name one that there is"));
  }

  @Override
  public LinkSpec act(
      ActionSchema action, LinkSpec spec, Optional<LinkFacts> seen, Map<String, ?> input) {
    if (spec.before().isEmpty()) {
      throw Refused.conflict("nothing-to-undo", "it was not turned yet", "");
    }
    return spec.undone();
  }

  @Override
  public boolean offers(ActionSchema action, LinkSpec spec) {
    return !action.name().equals(UNDO) || !spec.before().isEmpty();
  }

  @Override
  public void mayRemove(String id, LinkSpec spec, Resources world) {
    if (!spec.inborn()) return;
    var consumer =
        spec.consumerId()
            .flatMap(c -> world.resource(c.kind(), c.value()))
            .filter(c -> c.status().phase() != Phase.REMOVING);
    if (consumer.isEmpty()) return;
    throw Refused.conflict(
        "part-of-consumer",
        "%s was made with this link, and has its address".formatted(consumer.get().name()),
        "turn it to another target; it goes with " + consumer.get().name());
  }

  @Override
  public boolean isPlaced() {
    return true;
  }

  /// Its address is its own: chosen in the transaction that keeps it.
  @Override
  public Placing placing(
      ResourceId id, LinkSpec wanted, Optional<LinkSpec> before, Resources world) {
    return placing(id, wanted, Network.all(world));
  }

  /// For one that is made with its consumer.
  ///
  /// @param networks by their ids
  public static Placing placing(ResourceId id, LinkSpec wanted, Map<String, NetworkSpec> networks) {
    return placing(
        id,
        wanted,
        networks.entrySet().stream().flatMap(n -> Network.of(n.getKey(), n.getValue())).toList());
  }

  private static Placing placing(ResourceId id, LinkSpec wanted, List<Network> networks) {
    return others -> {
      var consumer =
          others.stream()
              .filter(r -> wanted.consumerId().filter(r.id()::equals).isPresent())
              .findFirst();
      var spec = wanted.address().isPresent() ? wanted : placed(wanted, consumer, networks, others);
      return new Placing.Placed(
          spec, Optional.of(reservation(id, spec, consumer.map(Reservation::host).orElse(""))));
    };
  }

  private static LinkSpec placed(
      LinkSpec wanted,
      Optional<Reservation> consumer,
      List<Network> networks,
      List<Reservation> others) {
    var network =
        consumer.stream()
            .flatMap(r -> r.held().stream())
            .flatMap(held -> networks.stream().filter(n -> n.id().equals(held.network())))
            .filter(n -> wanted.network().isEmpty() || wanted.network().get().equals(n.name()))
            .findFirst()
            .orElseThrow(() -> offNetwork(wanted, consumer));
    return wanted.on(network, free(network, others));
  }

  private static Refused offNetwork(LinkSpec wanted, Optional<Reservation> consumer) {
    var which = wanted.network().map(name -> "network " + name).orElse("a managed network");
    return Refused.field(
        "consumer",
        "off-network",
        "%s has no address on %s"
            .formatted(consumer.map(Reservation::name).orElse(wanted.consumer()), which),
        "links are for those who are on a managed network: make it anew, on one");
  }

  private static Ipv4 free(Network network, List<Reservation> others) {
    var taken =
        others.stream()
            .filter(r -> r.id().kind().equals(LinkSpec.KIND))
            .flatMap(r -> r.held().stream())
            .filter(held -> held.network().equals(network.id()))
            .map(Held::address)
            .collect(Collectors.toSet());
    var range = network.virtual();
    return Stream.iterate(1L, i -> i < range.size() - 1, i -> i + 1)
        .map(range::at)
        .filter(address -> !taken.contains(address.toString()))
        .findFirst()
        .orElseThrow(() ->
            Refused.conflict(
                "no-link-address",
                "network %s has no address left for links: all of %s are taken"
                    .formatted(network.name(), range),
                "remove links, or make a network with a wider range"));
  }

  private static Reservation reservation(ResourceId id, LinkSpec spec, String host) {
    var held =
        spec.address()
            .map(address -> List.of(new Held(spec.networkId().orElseThrow(), address, "")))
            .orElse(List.of());
    return new Reservation(
        id, spec.name().orElse(""), host, Amount.NOTHING, List.of(), List.of(), held);
  }
}
