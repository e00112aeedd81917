package io.stampede.placement;

import io.stampede.placement.Choice.Chosen;
import io.stampede.placement.Choice.Nowhere;
import io.stampede.placement.Choice.Reason;
import io.stampede.store.Amount;
import io.stampede.store.Reservation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Chooses a host. Pure: the same hosts, reservations and question give the same answer.
///
/// What is free is the smaller of what the host says and what it has less all reservations: the
/// first knows of what others run there, the second of what was asked for and does not run yet.
public final class Placement {
  private static final double FULL = 100.0;
  private static final String NO_NETWORK =
      "has no stampede-net, without which it takes no part in managed networks";

  private final List<Room> rooms;
  private final List<Reservation> reserved;

  /// @param reserved by all others than the workload that is asked for
  public Placement(List<Room> rooms, List<Reservation> reserved) {
    this.rooms = List.copyOf(rooms);
    this.reserved = List.copyOf(reserved);
  }

  /// @param share of the host that is taken with the workload on it, in percent of what is scarcest
  private record Fit(Room room, int avoided, int preferred, double share, long neighbours) {}

  public Choice choose(Ask ask) {
    return ask.host().isPresent() ? named(ask, ask.host().get()) : found(ask);
  }

  private Choice named(Ask ask, String id) {
    var room = rooms.stream().filter(r -> r.id().equals(id)).findFirst();
    if (room.isEmpty()) return new Nowhere(List.of(new Reason(id, "is not there")));
    var refusal = refusal(room.get(), ask);
    return refusal.isPresent()
        ? new Nowhere(List.of(new Reason(room.get().name(), refusal.get())))
        : new Chosen(id, "");
  }

  private Choice found(Ask ask) {
    var reasons = new ArrayList<Reason>();
    var fits = new ArrayList<Fit>();
    for (var room : rooms) {
      var refusal = unseen(room).or(() -> refusal(room, ask));
      if (refusal.isPresent()) reasons.add(new Reason(room.name(), refusal.get()));
      else fits.add(fit(room, ask));
    }
    reasons.sort(Comparator.comparing(Reason::host));
    return fits.stream()
        .min(order(ask.wish().strategy()))
        .<Choice>map(best -> new Chosen(best.room().id(), why(best, ask, fits.size(), reasons)))
        .orElseGet(() -> new Nowhere(reasons));
  }

  private static Optional<String> unseen(Room room) {
    return room.total().isEmpty() ? Optional.of("was not looked at yet") : Optional.empty();
  }

  /// Why a host cannot take it; empty when it can.
  private Optional<String> refusal(Room room, Ask ask) {
    boolean stays = ask.before().isPresent();
    if (!stays && room.closed().isPresent()) return room.closed();
    if (!stays && room.total().isPresent() && !room.engines().contains(ask.needs())) {
      return Optional.of(
          switch (ask.needs()) {
            case DOCKER -> "has no Docker";
            case LIBVIRT -> "has no libvirt";
            case NETWORK -> NO_NETWORK;
          });
    }
    boolean unlinked = !room.engines().contains(Ask.Engine.NETWORK);
    if (ask.onManaged() && room.total().isPresent() && unlinked) return Optional.of(NO_NETWORK);
    return stays
        ? noRoom(room, ask)
        : wrongLabels(room, ask.wish())
            .or(() -> wrongCompany(room, ask))
            .or(() -> noRoom(room, ask));
  }

  private static Optional<String> wrongLabels(Room room, Wish wish) {
    return wish.require().stream()
        .filter(rule -> !rule.matches(room.labels()))
        .findFirst()
        .map(rule -> "does not have the label " + rule);
  }

  private Optional<String> wrongCompany(Room room, Ask ask) {
    for (var near : ask.wish().near()) {
      boolean isThere = on(room).anyMatch(r -> Wish.means(near, r.name()));
      if (!isThere) return Optional.of("does not have " + near + ", near which it is to be");
    }
    for (var other : on(room).toList()) {
      boolean mind = ask.wish().away().stream().anyMatch(rule -> Wish.means(rule, other.name()));
      boolean minds = other.away().stream().anyMatch(rule -> Wish.means(rule, ask.name()));
      if (mind || minds)
        return Optional.of("has " + other.name() + ", away from which it is to be");
    }
    return Optional.empty();
  }

  private java.util.stream.Stream<Reservation> on(Room room) {
    return reserved.stream().filter(r -> r.host().equals(room.id()));
  }

  /// A port that it has at one of its addresses is taken as well.
  private static Optional<String> clash(Ask ask, Reservation other) {
    return ask.ports().stream()
        .filter(
            port -> other.ports().stream().anyMatch(p -> p.equals(port) || p.endsWith(":" + port)))
        .findFirst()
        .map(port -> "has given port %s to %s".formatted(port, other.name()));
  }

  private Amount taken(Room room) {
    return on(room).map(Reservation::amount).reduce(Amount.NOTHING, Amount::plus);
  }

  /// A host that was never looked at is taken at its word, and its reservations are kept.
  private Optional<String> noRoom(Room room, Ask ask) {
    var taken = on(room).flatMap(other -> clash(ask, other).stream()).findFirst();
    if (taken.isPresent()) return taken;
    if (room.total().isEmpty()) return Optional.empty();
    var had = ask.before().orElse(Amount.NOTHING);
    var free = free(room, had);
    var want = ask.amount();
    if (want.milliCpus() > had.milliCpus() && want.milliCpus() > free.milliCpus()) {
      return Optional.of(
          "has %s CPUs free, %s are asked for"
              .formatted(cpus(free.milliCpus()), cpus(want.milliCpus())));
    }
    if (want.memoryMib() > had.memoryMib() && want.memoryMib() > free.memoryMib()) {
      return Optional.of(
          "has %d MiB of memory free, %d are asked for"
              .formatted(Math.max(0, free.memoryMib()), want.memoryMib()));
    }
    if (want.diskMib() > had.diskMib() && want.diskMib() > free.diskMib()) {
      return Optional.of(
          "has %d MiB of disk free, %d are asked for"
              .formatted(Math.max(0, free.diskMib()), want.diskMib()));
    }
    return Optional.empty();
  }

  private static String cpus(long milli) {
    long shown = Math.max(0, milli);
    return shown % 1000 == 0 ? Long.toString(shown / 1000) : Double.toString(shown / 1000.0);
  }

  /// @param had what the workload has there already, and what the host therefore does not say free
  private Amount free(Room room, Amount had) {
    var total = room.total().orElse(Amount.NOTHING);
    var taken = taken(room);
    return new Amount(
        total.milliCpus() - taken.milliCpus(),
        smaller(total.memoryMib() - taken.memoryMib(), room.memoryFreeMib(), had.memoryMib()),
        smaller(total.diskMib() - taken.diskMib(), room.diskFreeMib(), had.diskMib()));
  }

  private static long smaller(long unreserved, OptionalLong said, long had) {
    return said.isPresent() ? Math.min(unreserved, said.getAsLong() + had) : unreserved;
  }

  private Fit fit(Room room, Ask ask) {
    var total = room.total().orElse(Amount.NOTHING);
    var free = free(room, Amount.NOTHING);
    var want = ask.amount();
    double share =
        Math.max(
            share(total.milliCpus() - free.milliCpus() + want.milliCpus(), total.milliCpus()),
            share(total.memoryMib() - free.memoryMib() + want.memoryMib(), total.memoryMib()));
    return new Fit(
        room,
        count(ask.wish().avoid(), room),
        count(ask.wish().prefer(), room),
        share,
        on(room).count());
  }

  private static int count(List<LabelRule> rules, Room room) {
    return (int) rules.stream().filter(rule -> rule.matches(room.labels())).count();
  }

  private static double share(long part, long whole) {
    return whole <= 0 ? FULL : FULL * part / whole;
  }

  private static Comparator<Fit> order(Strategy strategy) {
    var byRoom = Comparator.comparingLong((Fit f) -> Math.round(f.share()));
    var byCount = Comparator.comparingLong(Fit::neighbours);
    var bySpread = byRoom.thenComparing(byCount);
    return Comparator.comparingInt(Fit::avoided)
        .thenComparing(Comparator.comparingInt(Fit::preferred).reversed())
        .thenComparing(
            switch (strategy) {
              case SPREAD -> bySpread;
              case PACK -> bySpread.reversed();
            })
        .thenComparing(f -> f.room().name());
  }

  private static String why(Fit best, Ask ask, int fits, List<Reason> others) {
    var most =
        switch (ask.wish().strategy()) {
          case SPREAD -> "the emptiest";
          case PACK -> "the fullest";
        };
    var text =
        fits == 1
            ? "%s is the only host that fits".formatted(best.room().name())
            : "%s is %s%s of %d hosts that fit"
                .formatted(
                    best.room().name(), best.preferred() > 0 ? "preferred, and " : "", most, fits);
    var filled = ", %d %% taken with it".formatted(Math.round(best.share()));
    var refused = others.isEmpty() ? "" : "; " + new Nowhere(others).message();
    var all = text + filled + refused;
    return all.length() > 500 ? all.substring(0, 500) + " …" : all;
  }
}
