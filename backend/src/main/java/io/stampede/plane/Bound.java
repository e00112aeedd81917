package io.stampede.plane;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.stream.Stream;

/// The table `bridge stampede`: a workload sends in its own name only.
///
/// An address of this host's blocks is spoken for, in IP and in ARP, by the card that it was given
/// to and by no other, and such a card speaks for nothing else. A card is known by its Ethernet
/// address, and a machine's by its port of the bridge as well, which has the name that we gave it.
/// A container's port has another name after each start, chosen by Docker; only its own network
/// namespace, or Docker, knows which one it is, and neither can be asked before its first frame.
///
/// It keeps no state, and holds for every bridge of the host, as some kernels tell neither
/// connections nor bridges apart there.
final class Bound {
  private Bound() {}

  static String of(HostModel model) {
    var endpoints = here(model);
    var blocks = model.segments().stream().map(s -> s.block().toString()).collect(joining(", "));
    var elements = model.segments().stream().flatMap(Bound::elsewhere).collect(joining(", "));
    return """
    table bridge stampede
    delete table bridge stampede
    table bridge stampede {
    %s%s%s%s  set blocks { type ipv4_addr; flags interval; auto-merge; elements = { %s }; }
      set elsewhere { type ipv4_addr; flags interval; auto-merge;%s }
    %s}
    """
        .formatted(
            set("bound", "ether_addr . ipv4_addr", endpoints.stream().map(Bound::pair)),
            set("cards", "ether_addr", endpoints.stream().map(e -> e.card().toString())),
            set("machines", "ether_addr", machines(endpoints).map(Mac::toString)),
            set(
                "plugged",
                "ifname . ether_addr",
                machines(endpoints).map(mac -> "\"%s\" . %s".formatted(mac.port(), mac))),
            blocks,
            elements.isEmpty() ? "" : " elements = { " + elements + " };",
            CHAINS);
  }

  /// What only the host answers for. Where hosts ask each other in the name of a gateway, which may
  /// come by a bridge as well, that is nobody's to refuse.
  private static Stream<String> elsewhere(Segment segment) {
    return switch (segment.overlay()) {
      case IPSEC, WIREGUARD, VXLAN -> Stream.of(segment.cidr().toString());
      case DIRECT ->
          Stream.concat(
              segment.far().stream().map(far -> far.block().at(2) + "-" + last(far.block())),
              Stream.of(segment.virtual().toString()));
    };
  }

  private static Ipv4 last(Cidr range) {
    return range.at(range.size() - 1);
  }

  private static List<Endpoint> here(HostModel model) {
    var self = model.self().host();
    return model.segments().stream()
        .flatMap(s -> s.endpoints().stream().filter(e -> s.block().contains(e.address())))
        .filter(e -> e.host().equals(self))
        .toList();
  }

  private static Stream<Mac> machines(List<Endpoint> endpoints) {
    return endpoints.stream().flatMap(e -> e.mac().stream());
  }

  private static String pair(Endpoint endpoint) {
    return endpoint.card() + " . " + endpoint.address();
  }

  private static String set(String name, String type, Stream<String> elements) {
    return Guards.set(name, type, elements.distinct().sorted());
  }

  /// Who has no address yet asks for one as 0.0.0.0 (RFC 2131, section 4.1; RFC 5227, section 2.1).
  /// What is neither IPv4 nor ARP is not for these networks.
  private static final String CHAINS =
      """
        chain ports { type filter hook prerouting priority -300; policy accept;
          iifname "stm-*" iifname . ether saddr != @plugged counter drop
          ether saddr @machines iifname . ether saddr != @plugged counter drop
          ether type arp goto arps
          ether type ip goto packets
          ether saddr @cards counter drop
        }
        chain arps {
          ether saddr . arp saddr ip @bound arp saddr ether . arp saddr ip @bound accept
          arp saddr ip @blocks counter drop
          arp saddr ip @elsewhere counter drop
          arp saddr ip 0.0.0.0 accept
          ether saddr @cards counter drop
          arp saddr ether @cards counter drop
        }
        chain packets {
          ether saddr . ip saddr @bound accept
          ip saddr @blocks counter drop
          ip saddr 0.0.0.0 accept
          ether saddr @cards counter drop
        }
      """;
}
