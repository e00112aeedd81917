package io.stampede.edge;

import io.stampede.client.KindFace;
import io.stampede.client.Refused;
import io.stampede.client.Resource;
import io.stampede.engine.ResourceId;
import io.stampede.engine.Step;
import io.stampede.network.NetworkKind;
import io.stampede.plane.Cidr;
import io.stampede.plane.Ipv4;
import io.stampede.schema.KindSchema;
import io.stampede.store.Amount;
import io.stampede.store.Held;
import io.stampede.store.Placing;
import io.stampede.store.Reservation;
import java.util.List;
import java.util.Optional;

/// Pools of outside addresses as every face offers them.
public final class IpPoolFace implements KindFace<IpPoolSpec, IpPoolFacts, Step> {
  private final IpPoolKind kind;
  private final KindSchema schema =
      KindSchema.of(
              IpPoolKind.NAME,
              "IP pool",
              "IP pools",
              "Outside addresses that floating addresses are taken from.",
              IpPoolSpec.class,
              IpPoolFacts.class)
          .inGroup(KindSchema.NETWORKS);

  public IpPoolFace(IpPoolKind kind) {
    this.kind = kind;
  }

  @Override
  public KindSchema schema() {
    return schema;
  }

  @Override
  public IpPoolKind kind() {
    return kind;
  }

  @Override
  public Class<IpPoolSpec> specType() {
    return IpPoolSpec.class;
  }

  @Override
  public Class<IpPoolFacts> factsType() {
    return IpPoolFacts.class;
  }

  @Override
  public String idPrefix() {
    return "ip";
  }

  @Override
  public String name(IpPoolSpec spec) {
    return spec.name();
  }

  @Override
  public IpPoolSpec admit(
      String id, IpPoolSpec wanted, Optional<IpPoolSpec> before, Resources world) {
    var wrong = Pools.faults(wanted);
    if (!wrong.isEmpty()) throw Refused.fields(wrong);
    world.list("host").forEach(host -> refuseHost(wanted, host));
    return wanted;
  }

  /// A single address on a card (/32) may well be one of ours.
  private static void refuseHost(IpPoolSpec pool, Resource host) {
    if (!(host.fields().get("addresses") instanceof List<?> all)) return;
    for (var each : all) {
      var text = String.valueOf(each);
      if (text.endsWith("/32")) continue;
      var own = text.substring(text.indexOf(' ') + 1).replaceAll("/.*", "");
      if (!own.matches("[0-9.]+") || !Pools.within(pool, Ipv4.of(own))) continue;
      throw Refused.field(
          "start",
          "host-in-range",
          "%s to %s holds %s, which is host %s"
              .formatted(pool.start(), pool.end(), own, host.name()),
          "choose a range in which nobody has an address");
    }
  }

  @Override
  public boolean isPlaced() {
    return true;
  }

  @Override
  public Placing placing(
      ResourceId id, IpPoolSpec wanted, Optional<IpPoolSpec> before, Resources world) {
    return others -> {
      for (var other : others) {
        if (other.id().kind().equals(NetworkKind.NAME)) refuseNetwork(wanted, other);
        if (other.id().kind().equals(IpPoolKind.NAME)) refusePool(wanted, other);
      }
      var range = wanted.start() + "-" + wanted.end();
      var held = new Held(id.value(), wanted.start().value(), Pools.network(wanted).toString());
      return new Placing.Placed(
          wanted,
          Optional.of(
              new Reservation(
                  id,
                  wanted.name(),
                  "",
                  Amount.NOTHING,
                  List.of(range),
                  List.of(),
                  List.of(held))));
    };
  }

  private static void refuseNetwork(IpPoolSpec pool, Reservation network) {
    for (var held : network.held()) {
      if (!Cidr.of(held.block()).overlaps(Pools.network(pool))) continue;
      throw Refused.field(
          "networkAddress",
          "overlaps",
          "%s overlaps the managed network %s, which is %s"
              .formatted(Pools.network(pool), network.name(), held.block()),
          "choose another network");
    }
  }

  private static void refusePool(IpPoolSpec pool, Reservation other) {
    for (var range : other.ports()) {
      int dash = range.indexOf('-');
      var first = Ipv4.of(range.substring(0, dash));
      var last = Ipv4.of(range.substring(dash + 1));
      if (last.compareTo(pool.start().ipv4()) < 0 || pool.end().ipv4().compareTo(first) < 0) {
        continue;
      }
      throw Refused.field(
          "start",
          "overlaps",
          "%s to %s overlaps pool %s, which is %s to %s"
              .formatted(pool.start(), pool.end(), other.name(), first, last),
          "choose another range");
    }
  }

  @Override
  public void mayRemove(String id, IpPoolSpec spec, Resources world) {
    var now = kind.now(id, spec);
    if (now.used() == 0) return;
    throw Refused.conflict(
        "pool-in-use",
        "%d addresses of pool %s are in use, as %s"
            .formatted(now.used(), spec.name(), now.addresses().getFirst().address()),
        "release them first");
  }
}
