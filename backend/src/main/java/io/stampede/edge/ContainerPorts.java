package io.stampede.edge;

import io.stampede.client.Refused;
import io.stampede.client.Resource;
import io.stampede.store.Reservation;
import java.util.ArrayList;
import java.util.List;

/// Whether a container can be made with ports. Each becomes a published port of its own; what
/// cannot be is told before the container is there.
public final class ContainerPorts {
  private static final String FIELD = "ports";

  private ContainerPorts() {}

  /// @param isManaged whether it is on a managed network
  /// @param publish what Docker itself is to publish, as `8080/tcp`
  /// @throws Refused naming the field
  public static void check(List<ContainerPort> ports, boolean isManaged, List<String> publish) {
    if (ports.isEmpty()) return;
    if (!isManaged) {
      throw Refused.field(
          FIELD,
          "off-network",
          "ports are for containers on a managed network",
          "give it one under networks, or leave them to Docker (publish)");
    }
    var taken = new ArrayList<>(publish);
    for (var port : ports) {
      var clash = Doors.clash(port.taken(), taken);
      if (!clash.isEmpty()) {
        throw Refused.field(
            FIELD, "twice", "port %s is given twice".formatted(clash), "choose another one");
      }
      taken.addAll(port.taken());
    }
  }

  /// @throws Refused naming the field
  public static void check(List<ContainerPort> ports, Resource host, Listeners listeners) {
    for (var port : ports) {
      var wanted = port.of("", "", host.id());
      PortFace.refuseAddress(wanted, host, FIELD);
      listeners
          .on(host.id(), wanted.publicPort())
          .ifPresent(all -> Doors.refuseListened(wanted, host.name(), all, FIELD));
    }
  }

  /// @throws Refused naming the field
  public static void refuseTaken(
      List<ContainerPort> ports, Resource host, List<Reservation> others) {
    for (var port : ports) {
      Doors.refuseTaken(port.of("", "", host.id()), host.name(), others, FIELD);
    }
  }

  /// As reservations have them.
  public static List<String> taken(List<ContainerPort> ports) {
    return ports.stream().flatMap(port -> port.taken().stream()).toList();
  }
}
