package io.stampede.placement;

import io.stampede.client.Refused;
import io.stampede.engine.Problem;
import io.stampede.schema.FieldError;
import io.stampede.store.Reservation;
import java.util.List;
import java.util.Optional;

/// Finds a place for a workload, or refuses the request.
public final class Places {
  private Places() {}

  /// @param name the host's
  /// @param why remembered with the workload
  public record Place(String host, String name, String why, Reservation reservation) {}

  /// @throws Refused when no host fits, naming each with its reason
  public static Place find(Ask ask, List<Room> rooms, List<Reservation> others) {
    return switch (new Placement(rooms, others).choose(ask)) {
      case Choice.Chosen(var host, var why) ->
          new Place(
              host,
              rooms.stream().filter(r -> r.id().equals(host)).findFirst().orElseThrow().name(),
              why,
              new Reservation(
                  ask.id(), ask.name(), host, ask.amount(), ask.ports(), ask.wish().away()));
      case Choice.Nowhere nowhere -> throw refused(ask, nowhere);
    };
  }

  private static Refused refused(Ask ask, Choice.Nowhere nowhere) {
    boolean named = ask.host().isPresent();
    var message =
        named
            ? "no room for %s: %s".formatted(ask.name(), nowhere.message())
            : "no host fits %s: %s".formatted(ask.name(), nowhere.message());
    var fix =
        named
            ? "ask for less, free something there, or choose another host"
            : "ask for less, loosen the rules, uncordon or add a host";
    var code = named ? "no-room" : "no-host-fits";
    return new Refused(
        Refused.Reason.INVALID,
        Problem.capacity(code, message, fix),
        List.of(new FieldError("host", code, message)));
  }

  /// The place of what is there already, whatever it takes: nothing is asked of placement.
  public static Optional<Reservation> keep(Ask ask) {
    return ask.host()
        .map(host ->
            new Reservation(
                ask.id(), ask.name(), host, ask.amount(), ask.ports(), ask.wish().away()));
  }
}
