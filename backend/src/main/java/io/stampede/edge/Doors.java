package io.stampede.edge;

import io.stampede.client.Refused;
import io.stampede.store.Reservation;
import java.util.HashSet;
import java.util.List;

/// Which ports of a host are taken, by whom. Pure.
final class Doors {
  private Doors() {}

  /// @param others what all others have reserved
  /// @throws Refused naming whose port it is
  static void refuseTaken(
      PortSpec wanted, String hostName, List<Reservation> others, String field) {
    for (var other : others) {
      if (!other.host().equals(wanted.hostId()) || other.ports().isEmpty()) continue;
      var clash = clash(wanted.taken(), other.ports());
      if (clash.isEmpty()) continue;
      throw Refused.field(
          field,
          "port-taken",
          "port %s of %s is taken by %s".formatted(clash, hostName, Targets.called(other)),
          "choose another port, host or address");
    }
  }

  /// @throws Refused naming the process that listens there
  static void refuseListened(
      PortSpec wanted, String hostName, List<Listener> listeners, String field) {
    for (var listener : listeners) {
      if (!listener.isAt(wanted)) continue;
      throw Refused.field(
          field,
          "port-in-use",
          "port %d/%s of %s is in use: %s listens on %s"
              .formatted(
                  listener.port(),
                  wanted.protocol().word(),
                  hostName,
                  listener.process().isEmpty() ? "something" : listener.process(),
                  listener.address()),
          "choose another port, host or address");
    }
  }

  /// The first of the wanted that another has as well; one at a single address clashes with the
  /// same at all addresses. Empty when there is none.
  static String clash(List<String> wanted, List<String> taken) {
    var exact = new HashSet<>(taken);
    var anywhere = new HashSet<String>();
    taken.forEach(port -> anywhere.add(bare(port)));
    for (var port : wanted) {
      boolean atAll = bare(port).equals(port);
      if (exact.contains(port) || exact.contains(bare(port))) return port;
      if (atAll && anywhere.contains(port)) return port;
    }
    return "";
  }

  /// `192.0.2.7:8080/tcp` without its address.
  private static String bare(String port) {
    return port.substring(port.indexOf(':') + 1);
  }
}
