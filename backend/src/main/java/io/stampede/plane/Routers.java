package io.stampede.plane;

import java.util.Optional;

/// Why there may be no way between two hosts of which one or both are behind a router.
final class Routers {
  private Routers() {}

  /// What a person can do about a pair that does not answer; empty where no router is to blame.
  static Optional<String> fault(Overlay overlay, Node self, Node far) {
    boolean between = self.isDisguisedTo(far) || far.isDisguisedTo(self);
    return switch (overlay) {
      case VXLAN, DIRECT ->
          between
              ? Optional.of(
                  "there is a router between them, which this overlay does not pass: choose IPsec"
                      + " or WireGuard for the network")
              : Optional.empty();
      case IPSEC -> apart(self, far, 4500);
      case WIREGUARD -> apart(self, far, Wireguard.PORT);
    };
  }

  private static Optional<String> apart(Node self, Node far, int port) {
    if (!self.isApartFrom(far)) return Optional.empty();
    return Optional.of(
        "each is behind a router of its own (%s and %s), and these do not let the other in: have one of"
                .formatted(self.underlay(), far.underlay())
            + " them pass UDP port %d on to its host".formatted(port));
  }
}
