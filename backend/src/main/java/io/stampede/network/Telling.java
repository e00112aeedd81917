package io.stampede.network;

import io.stampede.engine.ResourceId;
import io.stampede.metadata.Instance;
import io.stampede.metadata.Network;
import io.stampede.metadata.Nic;
import io.stampede.plane.Endpoint;
import io.stampede.plane.Ipv4;
import io.stampede.plane.Node;
import io.stampede.plane.Segment;
import io.stampede.plane.Told;
import io.stampede.store.Held;
import io.stampede.store.Reservation;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Predicate;

/// What the workloads of a host are told about themselves, from what is kept of each and of its
/// networks. Pure.
///
/// @param zone the host's name
/// @param region the installation's id
/// @param segments the host's parts of networks
record Telling(String zone, String region, Node self, List<Segment> segments) {
  private static final String MACHINE = "virtualMachine";

  /// @param reserved what it has taken
  /// @param telling whether workloads on a network that are no machines are told anything there
  /// @return empty when it is on no network on which it is told anything
  Optional<Told> of(Guest guest, Reservation reserved, Predicate<String> telling) {
    boolean isMachine = guest.id().kind().equals(MACHINE);
    var nics =
        reserved.held().stream()
            .filter(held -> isMachine || telling.test(held.network()))
            .flatMap(held -> nic(guest.id(), held).stream())
            .toList();
    if (nics.isEmpty()) return Optional.empty();
    return Optional.of(new Told(instance(guest, nics), guest.mark()));
  }

  /// Also of one that has no managed network: what its drive says.
  Instance instance(Guest guest, List<Nic> nics) {
    var first = nics.stream().findFirst().map(nic -> ipv4(nic.address())).orElse(new Ipv4(0));
    var hostname =
        new Endpoint(guest.id().value(), guest.name(), self.host(), first, Optional.empty()).name();
    return new Instance(
        guest.id().value(),
        guest.uuid(),
        guest.name(),
        hostname,
        guest.image(),
        guest.type(),
        new Instance.Place(zone, region),
        new Instance.Launch(0, guest.made()),
        nics,
        guest.keys(),
        guest.userData(),
        List.of(),
        guest.disks(),
        new TreeMap<>(),
        Instance.Sessions.OPTIONAL);
  }

  private Optional<Nic> nic(ResourceId id, Held held) {
    return segments.stream()
        .filter(segment -> segment.network().equals(held.network()))
        .findFirst()
        .map(segment -> {
          var address = Ipv4.of(held.address());
          return new Nic(mac(id, segment, address), inet(address), network(segment), none());
        });
  }

  private static Optional<Inet4Address> none() {
    return Optional.empty();
  }

  /// Docker makes that of a container's card of its address.
  private static String mac(ResourceId id, Segment segment, Ipv4 address) {
    if (id.kind().equals(MACHINE)) return Card.mac(id, segment.network()).toString();
    int bits = address.bits();
    return "02:42:%02x:%02x:%02x:%02x"
        .formatted(bits >>> 24, bits >>> 16 & 255, bits >>> 8 & 255, bits & 255);
  }

  /// As its guests are told by DHCP: all of it is near, and what is on other hosts is answered for.
  private Network network(Segment segment) {
    var gateway = inet(segment.gateway());
    return new Network(
        segment.network(),
        inet(segment.cidr().base()),
        segment.cidr().prefix(),
        Optional.of(gateway),
        List.of(gateway),
        OptionalInt.of(segment.mtu(self)),
        Optional.of(segment.domain()));
  }

  private static Ipv4 ipv4(Inet4Address address) {
    return Ipv4.of(address.getHostAddress());
  }

  private static Inet4Address inet(Ipv4 address) {
    try {
      var bytes = ByteBuffer.allocate(4).putInt(address.bits()).array();
      return (Inet4Address) InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("four bytes are an address", e);
    }
  }
}
