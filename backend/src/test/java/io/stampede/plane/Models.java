package io.stampede.plane;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.stampede.metadata.Instance;
import io.stampede.metadata.Network;
import io.stampede.metadata.Nic;
import io.stampede.metadata.UserData;
import java.net.Inet4Address;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.UUID;

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

  /// What a machine on network 1 of the first host is told.
  static Told told(String name, String address, Optional<UserData> userData) {
    var gateway = Inet4Address.ofLiteral("10.41.1.1");
    var network =
        new Network(
            "nw-1",
            Inet4Address.ofLiteral("10.41.1.0"),
            24,
            Optional.of(gateway),
            List.of(gateway),
            OptionalInt.of(1400),
            Optional.of("net1.stampede.internal"));
    var nic =
        new Nic(
            Mac.from("vm-" + name).toString(),
            Inet4Address.ofLiteral(address),
            network,
            Optional.empty());
    var instance =
        new Instance(
            "vm-" + name,
            UUID.nameUUIDFromBytes(name.getBytes(UTF_8)),
            name,
            name,
            new Instance.Image("im-tiny", "tiny", "x86_64"),
            new Instance.Type("small", 1, 96),
            new Instance.Place("h1", "home"),
            new Instance.Launch(0, Instant.EPOCH),
            List.of(nic),
            List.of(),
            userData,
            List.of(),
            List.of("vda"),
            new TreeMap<>(),
            Instance.Sessions.OPTIONAL);
    return new Told(instance, "mark of " + name);
  }

  static HostModel telling(HostModel model, Told... told) {
    return model.telling(List.of(told));
  }

  static Endpoint container(String name, String host, String address) {
    return new Endpoint("ct-" + name, name, host, Ipv4.of(address), Optional.empty());
  }

  static Endpoint machine(String name, String host, String address) {
    var mac = Optional.of(Mac.from("vm-" + name));
    return new Endpoint("vm-" + name, name, host, Ipv4.of(address), mac);
  }
}
