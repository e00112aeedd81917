package io.stampede.network;

import io.stampede.client.KindFace;
import io.stampede.client.Resource;
import io.stampede.engine.Phase;
import io.stampede.plane.Cidr;
import io.stampede.plane.Segment;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

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

  /// Empty until it has a number.
  static Stream<Network> of(String id, NetworkSpec spec) {
    return spec.number().stream()
        .mapToObj(number ->
            new Network(
                id,
                spec.name().value(),
                spec.cidr().cidr(),
                spec.blockPrefix(),
                number,
                spec.domainName()));
  }

  /// How many there are for hosts, from the first: the last ones are links'.
  long blocks() {
    return (1L << (blockPrefix - cidr.prefix())) - virtual().size() / (1L << (32 - blockPrefix));
  }

  /// The addresses of links.
  Cidr virtual() {
    return Segment.virtual(cidr, blockPrefix);
  }
}
