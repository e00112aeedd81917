package io.stampede.container;

import io.stampede.client.KindFace.Resources;
import io.stampede.edge.ContainerPort;
import io.stampede.edge.ContainerPorts;
import io.stampede.engine.ResourceId;
import io.stampede.network.Addresses;
import io.stampede.placement.Ask;
import io.stampede.placement.Places;
import io.stampede.placement.Rooms;
import io.stampede.store.Amount;
import io.stampede.store.Placing;
import io.stampede.store.Reservation;
import java.util.List;
import java.util.Optional;

/// Where containers go, and what is reserved for them there.
final class ContainerPlaces {
  private ContainerPlaces() {}

  static Placing of(
      ResourceId id, ContainerSpec wanted, Optional<ContainerSpec> before, Resources world) {
    if (wanted.bond().isForeign()) return _ -> new Placing.Placed(wanted, kept(id, wanted));
    var ask = ask(id, wanted, before);
    boolean grows =
        before.isEmpty()
            || ask.amount().exceeds(amount(before.get()))
            || !published(before.get()).containsAll(published(wanted));
    var had = Addresses.held(wanted.cards());
    if (!grows || wanted.bond().untouched()) {
      return _ -> new Placing.Placed(wanted, Places.keep(ask).map(r -> r.holding(had)));
    }
    var rooms = Rooms.of(world);
    var addresses = Addresses.of(world);
    var named = wanted.host().flatMap(host -> world.resource("host", host));
    return others -> {
      // what they become is reserved for itself
      var ports = before.isEmpty() ? wanted.ports() : List.<ContainerPort>of();
      named.ifPresent(host -> ContainerPorts.refuseTaken(ports, host, others));
      var all = ask.besides(ContainerPorts.taken(ports));
      var where =
          isManaged(wanted) ? all.onManaged(addresses.onlyHost(wanted.nics(), others)) : all;
      var place = Places.find(where, rooms, others);
      var taken = place.reservation().taking(ask.ports());
      if (before.isPresent()) {
        return new Placing.Placed(wanted, Optional.of(taken.holding(had)));
      }
      var wish =
          new Addresses.Wish(
              id, ask.name(), place.host(), place.name(), wanted.nics(), wanted.cards());
      var cards = addresses.choose(wish, others);
      return new Placing.Placed(
          wanted.placed(place.host(), place.why()).carded(cards),
          Optional.of(taken.holding(Addresses.held(cards))));
    };
  }

  static boolean isManaged(ContainerSpec wanted) {
    return wanted.nics().stream().anyMatch(nic -> nic.asManaged().isPresent());
  }

  static List<String> published(ContainerSpec wanted) {
    return wanted.publish().stream().flatMap(p -> p.ofHost().stream()).toList();
  }

  /// What was given back keeps its addresses as long as it is there: it goes on using them.
  private static Optional<Reservation> kept(ResourceId id, ContainerSpec spec) {
    if (spec.cards().isEmpty()) return Optional.empty();
    return Optional.of(
        new Reservation(
            id,
            spec.name().value(),
            spec.hostId(),
            Amount.NOTHING,
            List.of(),
            List.of(),
            Addresses.held(spec.cards())));
  }

  private static Ask ask(ResourceId id, ContainerSpec wanted, Optional<ContainerSpec> before) {
    return new Ask(
        id,
        wanted.name().value(),
        wanted.host(),
        Ask.Engine.DOCKER,
        amount(wanted),
        published(wanted),
        wanted.wish(),
        before.map(ContainerPlaces::amount));
  }

  /// A container without limits reserves nothing: what it really takes shows in what is free.
  private static Amount amount(ContainerSpec spec) {
    return new Amount(
        spec.cpus().map(c -> c.nano() / 1_000_000).orElse(0L), spec.memoryMib().orElse(0), 0);
  }
}
