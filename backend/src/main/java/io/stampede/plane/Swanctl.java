package io.stampede.plane;

import static java.util.stream.Collectors.joining;

/// strongSwan's connections: one per host, with a child per network.
///
/// Identifications of children (`reqid`) are ours and never shared: with automatic ones, packets
/// went into another child's association after a restart while all looked well. Only one of two
/// hosts begins, since two that begin make two tunnels. Who comes from behind NAT is known by the
/// certificate, whatever address it comes from.
final class Swanctl {
  private static final int NETWORKS = 4096;

  /// Behind two routers nobody answers until both have sent from and to the same port; the usual
  /// move from 500 to 4500 in between would begin that anew.
  private static final String ONE_PORT =
      """
          local_port = 4500
          remote_port = 4500
      """;

  private Swanctl() {}

  static String of(HostModel model) {
    return model
        .peers(Overlay.IPSEC)
        .map(peer -> connection(model, peer))
        .collect(joining("", "connections {\n", "}\n"));
  }

  private static String connection(HostModel model, Node peer) {
    var children =
        model
            .over(Overlay.IPSEC)
            .flatMap(s ->
                s.far().stream()
                    .filter(far -> far.node().equals(peer))
                    .map(far -> child(model.self(), s, far)))
            .collect(joining());
    return """
      %1$s {
        version = 2
        local_addrs = %2$s
        remote_addrs = %3$s
    %6$s\
        proposals = aes256gcm16-prfsha384-curve25519
        unique = replace
        mobike = no
        encap = yes
        dpd_delay = 3s
        keyingtries = 0
        rekey_time = 4h
        reauth_time = 0
        local {
          auth = pubkey
          certs = host.pem
          id = %4$s
        }
        remote {
          auth = pubkey
          id = %1$s
          cacerts = ca.pem
        }
        children {
    %5$s    }
      }
    """
        .formatted(
            peer.host(),
            model.self().own(),
            addresses(model, peer),
            model.self().host(),
            children,
            model.self().isApartFrom(peer) ? ONE_PORT : "");
  }

  private static String addresses(HostModel model, Node peer) {
    var address = peer.from(model.self()).toString();
    return peer.isDisguisedTo(model.self()) ? address + ", 0.0.0.0/0" : address;
  }

  private static String child(Node self, Segment segment, Segment.Far far) {
    boolean begins = self.begins(far.node());
    return """
          %s {
            reqid = %d
            local_ts = %s
            remote_ts = %s
            esp_proposals = aes128gcm16-curve25519
            start_action = %s
            dpd_action = %s
            close_action = %s
            rekey_time = 1h
          }
    """
        .formatted(
            name(segment, far),
            (long) far.node().number() * NETWORKS + segment.number(),
            segment.block(),
            far.block(),
            begins ? "start" : "none",
            begins ? "restart" : "clear",
            begins ? "start" : "none");
  }

  static String name(Segment segment, Segment.Far far) {
    return far.node().host() + "-" + segment.number();
  }

  /// What is to be there, for the watch: child, the block behind it, its gateway, and our part.
  static String children(HostModel model) {
    return HostNetwork.lines(
        model
            .over(Overlay.IPSEC)
            .flatMap(s ->
                s.far().stream()
                    .map(far ->
                        "%s %s %s %s"
                            .formatted(
                                name(s, far),
                                far.block(),
                                far.gateway(),
                                model.self().begins(far.node()) ? "begins" : "answers"))));
  }
}
