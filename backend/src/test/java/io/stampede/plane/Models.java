package io.stampede.plane;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Networks over a few hosts, as the engine would put them together.
///
/// @param nodes the hosts, in the order of their numbers
record Models(List<Node> nodes) {
  /// A network that all of the hosts have a part of.
  ///
  /// @param number also the second byte of its range
  record Net(int number, Overlay overlay, List<Endpoint> endpoints) {
    Net(int number, Overlay overlay) {
      this(number, overlay, List.of());
    }

    Cidr cidr() {
      return Cidr.of("10.%d.0.0/16".formatted(40 + number));
    }

    Cidr block(Node node) {
      return cidr().part(24, node.number());
    }
  }

  /// Hosts `ho-1`, `ho-2` …
  static Models of(int hosts) {
    var nodes = new ArrayList<Node>();
    for (int i = 1; i <= hosts; i++) {
      nodes.add(new Node("ho-" + i, i, Ipv4.of("192.0.2." + i), Optional.of(key(i))));
    }
    return new Models(nodes);
  }

  private static String key(int host) {
    return ("Key" + host).repeat(20).substring(0, 42) + "A=";
  }

  Node node(int number) {
    return nodes.get(number - 1);
  }

  HostModel model(int number, Net... nets) {
    var self = node(number);
    var segments = new ArrayList<Segment>();
    for (var net : nets) {
      var far =
          nodes.stream()
              .filter(node -> !node.equals(self))
              .map(node -> new Segment.Far(node, net.block(node)))
              .toList();
      segments.add(
          new Segment(
              "nw-" + net.number(),
              "net" + net.number(),
              net.number(),
              net.cidr(),
              net.block(self),
              net.overlay(),
              "net%d.stampede.internal".formatted(net.number()),
              OptionalInt.empty(),
              far,
              net.endpoints()));
    }
    return new HostModel("11111111-2222-3333-4444-555555555555", self, segments);
  }

  static Endpoint container(String name, String host, String address) {
    return new Endpoint("ct-" + name, name, host, Ipv4.of(address), Optional.empty());
  }

  static Endpoint machine(String name, String host, String address) {
    var mac = Optional.of(Mac.from("vm-" + name));
    return new Endpoint("vm-" + name, name, host, Ipv4.of(address), mac);
  }
}
