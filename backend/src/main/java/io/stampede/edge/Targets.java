package io.stampede.edge;

import io.stampede.client.KindFace;
import io.stampede.client.Refused;
import io.stampede.client.Resource;
import io.stampede.store.Held;
import io.stampede.store.Reservation;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Finds the container or machine that a person means.
final class Targets {
  static final List<String> KINDS = List.of("container", "virtualMachine");

  private static final String FIELD = "target";

  private Targets() {}

  /// @param said a name or an id
  /// @throws Refused when there is none, or more than one
  static Resource find(KindFace.Resources world, String said) {
    var meant = KINDS.stream().flatMap(kind -> meant(world, kind, said)).toList();
    if (meant.isEmpty()) {
      throw Refused.field(
          FIELD,
          "no-such-target",
          "there is no container and no machine %s".formatted(said),
          "make it first, or see how it is called");
    }
    if (meant.size() > 1) {
      throw Refused.field(
          FIELD,
          "several-targets",
          "there is a container and a machine %s".formatted(said),
          "give the id: %s or %s".formatted(meant.getFirst().id(), meant.getLast().id()));
    }
    return meant.getFirst();
  }

  private static Stream<Resource> meant(KindFace.Resources world, String kind, String said) {
    var all = world.list(kind);
    var byId = all.stream().filter(r -> r.id().equals(said)).toList();
    return byId.isEmpty() ? all.stream().filter(r -> r.name().equals(said)) : byId.stream();
  }

  /// What a workload has taken, with at least one managed address.
  static Reservation reserved(String targetId, List<Reservation> others) {
    return others.stream()
        .filter(r -> KINDS.contains(r.id().kind()) && r.id().value().equals(targetId))
        .filter(r -> !r.held().isEmpty())
        .findFirst()
        .orElseThrow(() ->
            Refused.field(
                FIELD,
                "no-address",
                "%s has no address on a managed network".formatted(targetId),
                "choose a workload that is plugged into one"));
  }

  /// Its address on a network, or its first one.
  ///
  /// @param network its id
  static Held held(Reservation target, Optional<String> network, KindFace.Resources world) {
    return target.held().stream()
        .filter(held -> network.isEmpty() || network.get().equals(held.network()))
        .findFirst()
        .orElseThrow(() ->
            Refused.field(
                "network",
                "target-off-network",
                "%s has no address on network %s"
                    .formatted(called(target), name(network.orElseThrow(), world)),
                "choose a network that it is on, or none"));
  }

  private static String name(String network, KindFace.Resources world) {
    return world.resource("network", network).map(Resource::name).orElse(network);
  }

  /// As `container web`, or what something else calls itself.
  static String called(Reservation taken) {
    return KINDS.contains(taken.id().kind())
        ? Whereabouts.word(taken.id()) + " " + taken.name()
        : taken.name();
  }
}
