package io.stampede.plane;

import static java.util.stream.Collectors.joining;

/// WireGuard's one device for all networks that it carries. The private key is added on the host,
/// which alone has it.
final class Wireguard {
  /// Beside the usual one, which the host's owner may use.
  static final int PORT = 51_842;

  private Wireguard() {}

  static String of(HostModel model) {
    int mtu =
        model
            .over(Overlay.WIREGUARD)
            .mapToInt(segment -> segment.mtu(model.self()))
            .max()
            .orElseThrow();
    var peers =
        model
            .peers(Overlay.WIREGUARD)
            .filter(peer -> peer.wireguardKey().isPresent())
            .map(peer -> peer(model, peer))
            .collect(joining());
    return "# mtu %d\n[Interface]\nListenPort = %d\n%s".formatted(mtu, PORT, peers);
  }

  private static String peer(HostModel model, Node peer) {
    var blocks =
        model
            .over(Overlay.WIREGUARD)
            .flatMap(segment -> segment.far().stream())
            .filter(far -> far.node().equals(peer))
            .map(far -> far.block().toString())
            .collect(joining(", "));
    return """

    [Peer]
    PublicKey = %s
    AllowedIPs = %s
    %sPersistentKeepalive = 25
    """
        .formatted(peer.wireguardKey().orElseThrow(), blocks, endpoint(model.self(), peer));
  }

  /// One that comes from behind NAT is answered where it came from, and not told elsewhere.
  private static String endpoint(Node self, Node peer) {
    boolean comes = peer.isDisguisedTo(self) && peer.begins(self);
    return comes && !self.isDisguisedTo(peer)
        ? ""
        : "Endpoint = %s:%d\n".formatted(peer.from(self), PORT);
  }
}
