package io.stampede.edge;

import io.stampede.client.KindFace;
import io.stampede.client.Refused;
import io.stampede.client.Resource;
import io.stampede.engine.Problem;
import io.stampede.engine.ResourceId;
import io.stampede.plane.Ipv4;
import io.stampede.schema.ActionSchema;
import io.stampede.schema.FieldError;
import io.stampede.schema.KindSchema;
import io.stampede.store.Amount;
import io.stampede.store.Held;
import io.stampede.store.Placing;
import io.stampede.store.Reservation;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Floating addresses as every face offers them.
public final class FloatingIpFace implements KindFace<FloatingIpSpec, LeadFacts, LeadStep> {
  static final String UNDO = "undo";
  static final String DISASSOCIATE = "disassociate";

  /// Among what a floating address has reserved, which workload it is of.
  private static final String OF = "of/";

  private final LeadKind<FloatingIpSpec> kind;
  private final KindSchema schema =
      KindSchema.of(
              LeadKind.FLOATING,
              "Floating IP",
              "Floating IPs",
              "An outside address that leads to a container or a machine, and can be moved.",
              FloatingIpSpec.class,
              LeadFacts.class,
              ActionSchema.of(
                  DISASSOCIATE, "Disassociate", "Takes it from its target; it stays yours."),
              ActionSchema.of(UNDO, "Undo", "Gives it to whom it led before."))
          .inGroup(KindSchema.NETWORKS);

  public FloatingIpFace(LeadKind<FloatingIpSpec> kind) {
    this.kind = kind;
  }

  @Override
  public KindSchema schema() {
    return schema;
  }

  @Override
  public LeadKind<FloatingIpSpec> kind() {
    return kind;
  }

  @Override
  public Class<FloatingIpSpec> specType() {
    return FloatingIpSpec.class;
  }

  @Override
  public Class<LeadFacts> factsType() {
    return LeadFacts.class;
  }

  @Override
  public String idPrefix() {
    return "fi";
  }

  /// Its address; empty only before one was chosen.
  @Override
  public String name(FloatingIpSpec spec) {
    return spec.address().map(IpAddress::value).orElse("");
  }

  @Override
  public FloatingIpSpec admit(
      String id, FloatingIpSpec wanted, Optional<FloatingIpSpec> before, Resources world) {
    var spec =
        wanted.target().isEmpty()
            ? wanted
            : wanted.to(Optional.of(Targets.find(world, wanted.target().get()).id()));
    return before.filter(b -> !b.to().equals(spec.to())).map(b -> spec.after(b.to())).orElse(spec);
  }

  @Override
  public boolean isPlaced() {
    return true;
  }

  @Override
  public Placing placing(
      ResourceId id, FloatingIpSpec wanted, Optional<FloatingIpSpec> before, Resources world) {
    var pools =
        world.list(IpPoolKind.NAME).stream().sorted(Comparator.comparing(Resource::name)).toList();
    return others -> {
      wanted
          .target()
          .map(target -> Targets.reserved(target, others))
          .ifPresent(target -> Targets.held(target, wanted.network(), world));
      return placed(id, wanted.given().isPresent() ? wanted : taken(wanted, pools, others), others);
    };
  }

  /// For one that was taken out of its pool already.
  public static Placing kept(ResourceId id, FloatingIpSpec spec) {
    return others -> placed(id, spec, others);
  }

  private static Placing.Placed placed(
      ResourceId id, FloatingIpSpec spec, List<Reservation> others) {
    refuseSecond(spec, others);
    var address = spec.ipv4().toString();
    var of = spec.target().map(target -> List.of(OF + target)).orElse(List.of());
    var reservation =
        new Reservation(
            id,
            "floating address " + address,
            "",
            Amount.NOTHING,
            of,
            List.of(),
            List.of(new Held(spec.pool().orElse(""), address, "")));
    return new Placing.Placed(spec, Optional.of(reservation));
  }

  /// What goes out from a workload has one outside address only.
  private static void refuseSecond(FloatingIpSpec spec, List<Reservation> others) {
    if (spec.target().isEmpty()) return;
    var target = Targets.reserved(spec.target().get(), others);
    for (var other : others) {
      if (!other.ports().contains(OF + spec.target().get())) continue;
      throw Refused.field(
          "target",
          "has-one",
          "%s has %s already".formatted(Targets.called(target), other.name()),
          "disassociate that one first");
    }
  }

  private static FloatingIpSpec taken(
      FloatingIpSpec wanted, List<Resource> pools, List<Reservation> others) {
    var asked =
        pools.stream()
            .filter(pool -> wanted.pool().isEmpty() || wanted.pool().get().equals(pool.id()))
            .filter(pool -> others.stream().anyMatch(r -> r.id().value().equals(pool.id())))
            .toList();
    if (asked.isEmpty()) {
      throw Refused.field("pool", "no-pool", "there is no pool of addresses", "make an IP pool");
    }
    var used = used(others);
    if (wanted.address().isPresent()) return exactly(wanted, asked, used, others);
    for (var pool : asked) {
      var free = Pools.free(spec(pool), used);
      if (free.isPresent()) return wanted.taken(pool.id(), free.get(), given(pool));
    }
    throw exhausted(asked);
  }

  private static FloatingIpSpec exactly(
      FloatingIpSpec wanted, List<Resource> pools, Set<String> used, List<Reservation> others) {
    var address = wanted.address().orElseThrow();
    var pool =
        pools.stream()
            .filter(p -> Pools.within(spec(p), address.ipv4()))
            .findFirst()
            .orElseThrow(() ->
                Refused.field(
                    "address",
                    "not-in-pool",
                    "%s is not in %s".formatted(address, ranges(pools)),
                    "ask for another address, or for none"));
    if (used.contains(address.value())) {
      throw Refused.field(
          "address",
          "address-taken",
          "%s of pool %s is taken already".formatted(address, pool.name()),
          "ask for another address, or for none");
    }
    return wanted.taken(pool.id(), address.ipv4(), given(pool));
  }

  private static Set<String> used(List<Reservation> others) {
    return others.stream()
        .filter(r -> r.id().kind().equals(LeadKind.FLOATING))
        .flatMap(r -> r.held().stream())
        .map(Held::address)
        .collect(Collectors.toSet());
  }

  private static Refused exhausted(List<Resource> pools) {
    var message =
        pools.size() == 1
            ? "pool %s has no address left: all %d are in use"
                .formatted(pools.getFirst().name(), Pools.size(spec(pools.getFirst())))
            : "no pool has an address left: " + ranges(pools);
    return new Refused(
        Refused.Reason.INVALID,
        Problem.capacity("no-address", message, "release one, or make another pool"),
        List.of(new FieldError("pool", "no-address", message)));
  }

  private static String ranges(List<Resource> pools) {
    return pools.stream()
        .map(p -> "%s (%s to %s)".formatted(p.name(), p.text("start"), p.text("end")))
        .collect(Collectors.joining(", "));
  }

  private static IpPoolSpec spec(Resource pool) {
    return new IpPoolSpec(
        pool.name(),
        new IpAddress(pool.text("networkAddress")),
        Math.toIntExact(pool.number("cidrSize").orElseThrow()),
        new IpAddress(pool.text("start")),
        new IpAddress(pool.text("end")),
        new IpAddress(pool.text("gateway")),
        Optional.of(pool.text("uplink")).filter(u -> !u.isEmpty()));
  }

  private static FloatingIpSpec.Given given(Resource pool) {
    var spec = spec(pool);
    return new FloatingIpSpec.Given(spec.uplink(), Ipv4.of(spec.gateway().value()));
  }

  @Override
  public boolean offers(ActionSchema action, FloatingIpSpec spec) {
    return switch (action.name()) {
      case UNDO -> spec.before().isPresent();
      case DISASSOCIATE -> spec.target().isPresent();
      default -> true;
    };
  }

  @Override
  public FloatingIpSpec act(
      ActionSchema action, FloatingIpSpec spec, Optional<LeadFacts> seen, Map<String, ?> input) {
    return switch (action.name()) {
      case UNDO -> spec.undone();
      case DISASSOCIATE -> spec.freed();
      default -> throw new IllegalStateException("no code for " + action.name());
    };
  }
}
