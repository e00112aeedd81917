package io.stampede.network;

import io.stampede.client.KindFace;
import io.stampede.client.Resource;
import io.stampede.engine.Phase;
import io.stampede.plane.Cidr;
import java.util.List;
import java.util.Optional;

/// A managed network as it gives addresses away: what never changes of it.
///
/// @param blockPrefix of a host's part
record Network(String id, String name, Cidr cidr, int blockPrefix, int number, String domain) {
  /// Those there are, as every face is shown them.
  static List<Network> all(KindFace.Resources world) {
    return world.list(NetworkKind.NAME).stream().flatMap(r -> of(r).stream()).toList();
  }

  private static Optional<Network> of(Resource network) {
    if (network.status().phase() == Phase.REMOVING) return Optional.empty();
    var block = network.number("blockSize");
    var number = network.number("number");
    if (block.isEmpty() || number.isEmpty()) return Optional.empty();
    return Optional.of(
        new Network(
            network.id(),
            network.name(),
            Cidr.of(network.text("cidr")),
            Math.toIntExact(block.get()),
            Math.toIntExact(number.get()),
            network.text("domain")));
  }

  long blocks() {
    return 1L << (blockPrefix - cidr.prefix());
  }
}
