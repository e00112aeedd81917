package io.stampede.edge;

import io.stampede.client.KindFace;
import io.stampede.client.Refused;
import io.stampede.client.Resource;
import io.stampede.engine.ResourceId;
import io.stampede.network.Addresses;
import io.stampede.schema.ActionSchema;
import io.stampede.schema.FieldError;
import io.stampede.schema.KindSchema;
import io.stampede.store.Amount;
import io.stampede.store.Held;
import io.stampede.store.Placing;
import io.stampede.store.Reservation;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Published ports as every face offers them.
public final class PortFace implements KindFace<PortSpec, LeadFacts, LeadStep> {
  static final String ID_PREFIX = "pp";
  static final String UNDO = "undo";
  private static final String PUBLIC_PORT = "publicPort";

  private final LeadKind<PortSpec> kind;
  private final Listeners listeners;
  private final KindSchema schema =
      KindSchema.of(
              LeadKind.PORT,
              "Published port",
              "Published ports",
              "A port of a host that leads to a container or a machine, and can be pointed"
                  + " elsewhere.",
              PortSpec.class,
              LeadFacts.class,
              ActionSchema.of(UNDO, "Undo", "Points it to where it led before."))
          .inGroup(KindSchema.NETWORKS);

  public PortFace(LeadKind<PortSpec> kind, Listeners listeners) {
    this.kind = kind;
    this.listeners = listeners;
  }

  @Override
  public KindSchema schema() {
    return schema;
  }

  @Override
  public LeadKind<PortSpec> kind() {
    return kind;
  }

  @Override
  public Class<PortSpec> specType() {
    return PortSpec.class;
  }

  @Override
  public Class<LeadFacts> factsType() {
    return LeadFacts.class;
  }

  @Override
  public String idPrefix() {
    return ID_PREFIX;
  }

  /// Empty only before one was chosen.
  @Override
  public String name(PortSpec spec) {
    return spec.name().orElse("");
  }

  @Override
  public PortSpec admit(String id, PortSpec wanted, Optional<PortSpec> before, Resources world) {
    if (wanted.targetPort().filter(t -> t.size() != wanted.publicPort().size()).isPresent()) {
      throw Refused.field(
          "targetPort",
          "other-size",
          "%s are not as many ports as %s"
              .formatted(wanted.targetPort().get(), wanted.publicPort()),
          "give as many, or leave it open");
    }
    var target = Targets.find(world, wanted.target());
    var hostId = wanted.host().orElseGet(() -> target.text("host"));
    var host = world.resource("host", hostId);
    var called = PortSpec.called(target.name(), wanted.publicPort(), wanted.protocol());
    var spec = wanted.resolved(target.id(), hostId, called);
    host.ifPresent(h -> refuseAddress(spec, h, "address"));
    if (before.filter(b -> b.taken().equals(spec.taken())).isEmpty()) {
      listeners
          .on(hostId, spec.publicPort())
          .ifPresent(all ->
              Doors.refuseListened(
                  spec, host.map(Resource::name).orElse(hostId), all, PUBLIC_PORT));
    }
    return before.filter(b -> !b.to().equals(spec.to())).map(b -> spec.after(b.to())).orElse(spec);
  }

  /// A port at an address that the host does not have would be reached by nobody.
  static void refuseAddress(PortSpec spec, Resource host, String field) {
    if (spec.address().isEmpty() || !(host.fields().get("addresses") instanceof List<?> all)) {
      return;
    }
    var wanted = spec.address().get().value();
    var own = all.stream().map(each -> bare(String.valueOf(each))).toList();
    if (own.contains(wanted) || wanted.startsWith("127.")) return;
    throw Refused.field(
        field,
        "not-of-host",
        "%s is no address of %s, which has %s"
            .formatted(wanted, host.name(), String.join(", ", own)),
        "choose one of them, or leave it open");
  }

  private static String bare(String address) {
    return address.substring(address.indexOf(' ') + 1).replaceAll("/.*", "");
  }

  @Override
  public boolean isPlaced() {
    return true;
  }

  /// Its ports, and on another host than its target's a part of the network, are taken in one
  /// transaction.
  @Override
  public Placing placing(
      ResourceId id, PortSpec wanted, Optional<PortSpec> before, Resources world) {
    var hostName = world.resource("host", wanted.hostId()).map(Resource::name).orElse("its host");
    var addresses = Addresses.of(world);
    return others -> {
      Doors.refuseTaken(wanted, hostName, others, PUBLIC_PORT);
      var target = Targets.reserved(wanted.target(), others);
      var network = Targets.held(target, wanted.network(), world).network();
      var part =
          target.host().equals(wanted.hostId())
              ? List.<Held>of()
              : List.of(
                  gateway(addresses, network, new Room(id, wanted.hostId(), hostName), others));
      return new Placing.Placed(wanted, Optional.of(reservation(id, wanted, part)));
    };
  }

  /// For one that a container on the same host is made with.
  public static Placing placing(ResourceId id, PortSpec wanted, String hostName) {
    return others -> {
      Doors.refuseTaken(wanted, hostName, others, PUBLIC_PORT);
      return new Placing.Placed(wanted, Optional.of(reservation(id, wanted, List.of())));
    };
  }

  private static Reservation reservation(ResourceId id, PortSpec spec, List<Held> part) {
    return new Reservation(
        id,
        "published port " + spec.name().orElse(""),
        spec.hostId(),
        Amount.NOTHING,
        spec.taken(),
        List.of(),
        part);
  }

  private record Room(ResourceId by, String host, String hostName) {}

  /// The host's part of the network, which it gets with this port if it has none.
  private static Held gateway(
      Addresses addresses, String network, Room room, List<Reservation> others) {
    try {
      return addresses.gateway(room.by(), network, room.host(), room.hostName(), others);
    } catch (Refused e) {
      var why = e.problem();
      throw new Refused(
          e.reason(), why, List.of(new FieldError("host", why.code(), why.message())));
    }
  }

  @Override
  public boolean offers(ActionSchema action, PortSpec spec) {
    return !action.name().equals(UNDO) || spec.before().isPresent();
  }

  @Override
  public PortSpec act(
      ActionSchema action, PortSpec spec, Optional<LeadFacts> seen, Map<String, ?> input) {
    return switch (action.name()) {
      case UNDO -> spec.undone();
      default -> throw new IllegalStateException("no code for " + action.name());
    };
  }
}
