package io.stampede.network;

import io.stampede.client.KindFace;
import io.stampede.client.Refused;
import io.stampede.client.Resource;
import io.stampede.engine.ResourceId;
import io.stampede.engine.Step;
import io.stampede.plane.Cidr;
import io.stampede.schema.KindSchema;
import io.stampede.store.Amount;
import io.stampede.store.Held;
import io.stampede.store.Placing;
import io.stampede.store.Reservation;
import java.util.List;
import java.util.Optional;

/// Managed networks as every face offers them.
public final class NetworkFace implements KindFace<NetworkSpec, NetworkFacts, Step> {
  static final String ID_PREFIX = "nw";
  private static final String NUMBER = "number/";
  private static final String DOMAIN = "domain/";

  /// The kind of pools of outside addresses.
  private static final String POOL = "ipPool";

  private final NetworkKind kind;
  private final KindSchema schema =
      KindSchema.of(
              NetworkKind.NAME,
              "Network",
              "Networks",
              "A private network of containers and machines on all hosts.",
              NetworkSpec.class,
              NetworkFacts.class)
          .inGroup(KindSchema.NETWORKS);

  public NetworkFace(NetworkKind kind) {
    this.kind = kind;
  }

  @Override
  public KindSchema schema() {
    return schema;
  }

  @Override
  public NetworkKind kind() {
    return kind;
  }

  @Override
  public Class<NetworkSpec> specType() {
    return NetworkSpec.class;
  }

  @Override
  public Class<NetworkFacts> factsType() {
    return NetworkFacts.class;
  }

  @Override
  public String idPrefix() {
    return ID_PREFIX;
  }

  @Override
  public String name(NetworkSpec spec) {
    return spec.name().value();
  }

  @Override
  public NetworkSpec admit(
      String id, NetworkSpec wanted, Optional<NetworkSpec> before, Resources world) {
    if (before.isPresent()) return wanted;
    var spec = wanted.complete();
    int range = spec.cidr().cidr().prefix();
    if (spec.blockPrefix() <= range) {
      throw Refused.field(
          "blockSize",
          "too-large",
          "a block of /%d leaves room for one host in %s"
              .formatted(spec.blockPrefix(), spec.cidr()),
          "give at least " + (range + 1));
    }
    world.list("host").forEach(host -> refuseAddresses(spec, host));
    return spec;
  }

  /// Packets for a host would get lost in a network of which its own address is a part.
  private static void refuseAddresses(NetworkSpec spec, Resource host) {
    if (!(host.fields().get("addresses") instanceof List<?> all)) return;
    for (var address : all) {
      var range = Underlay.range(String.valueOf(address));
      if (range.filter(spec.cidr().cidr()::overlaps).isEmpty()) continue;
      throw Refused.field(
          "cidr",
          "overlaps-host",
          "%s overlaps %s, which host %s is on".formatted(spec.cidr(), range.get(), host.name()),
          "choose a range that none of the hosts is on");
    }
  }

  @Override
  public boolean isPlaced() {
    return true;
  }

  /// Its range, its number and its domain are its own: chosen and checked in one transaction.
  @Override
  public Placing placing(
      ResourceId id, NetworkSpec wanted, Optional<NetworkSpec> before, Resources world) {
    return placing(id, wanted);
  }

  public static Placing placing(ResourceId id, NetworkSpec wanted) {
    return others -> {
      var networks = others.stream().filter(r -> r.id().kind().equals(NetworkKind.NAME)).toList();
      networks.forEach(other -> refuseClash(wanted, other));
      others.stream().filter(r -> r.id().kind().equals(POOL)).forEach(r -> refusePool(wanted, r));
      var spec = wanted.number().isPresent() ? wanted : wanted.numbered(free(networks));
      return new Placing.Placed(spec, Optional.of(reservation(id, spec)));
    };
  }

  private static void refuseClash(NetworkSpec wanted, Reservation other) {
    for (var held : other.held()) {
      if (!Cidr.of(held.block()).overlaps(wanted.cidr().cidr())) continue;
      throw Refused.field(
          "cidr",
          "overlaps",
          "%s overlaps network %s, which is %s"
              .formatted(wanted.cidr(), other.name(), held.block()),
          "choose another range");
    }
    if (other.ports().contains(DOMAIN + wanted.domainName())) {
      throw Refused.field(
          "domain",
          "not-unique",
          "%s is the domain of network %s".formatted(wanted.domainName(), other.name()),
          "choose another domain");
    }
  }

  /// Outside addresses must not be in what is ours.
  private static void refusePool(NetworkSpec wanted, Reservation pool) {
    for (var held : pool.held()) {
      if (!Cidr.of(held.block()).overlaps(wanted.cidr().cidr())) continue;
      throw Refused.field(
          "cidr",
          "overlaps",
          "%s overlaps pool %s, which is in %s".formatted(wanted.cidr(), pool.name(), held.block()),
          "choose another range");
    }
  }

  private static int free(List<Reservation> networks) {
    for (int n = 1; ; n++) {
      var number = NUMBER + n;
      if (networks.stream().noneMatch(r -> r.ports().contains(number))) return n;
    }
  }

  private static Reservation reservation(ResourceId id, NetworkSpec spec) {
    var range = spec.cidr().cidr();
    var first = range.base().toString();
    return new Reservation(
        id,
        spec.name().value(),
        "",
        Amount.NOTHING,
        List.of(NUMBER + spec.number().orElseThrow(), DOMAIN + spec.domainName()),
        List.of(),
        List.of(new Held(id.value(), first, range.toString())));
  }

  @Override
  public void mayRemove(String id, NetworkSpec spec, Resources world) {
    var now = kind.now(id);
    if (now.addresses().isEmpty()) return;
    throw Refused.conflict(
        "network-in-use",
        "network %s still has %s".formatted(spec.name(), NetworkKind.names(now)),
        "remove them, or plug them elsewhere");
  }
}
