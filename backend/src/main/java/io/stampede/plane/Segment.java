package io.stampede.plane;

import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// A host's part of one managed network.
///
/// @param network the network's id
/// @param name as people call it
/// @param number its own among all networks, from 1 to 4095
/// @param cidr of the whole network
/// @param block this host's part; its first address is the gateway's
/// @param domain names end in it, as `managed.stampede.internal`
/// @param mtu of what is plugged in; open means: computed from the uplinks and the overlay
/// @param far the other hosts' parts
/// @param endpoints all workloads on the network, of every host
public record Segment(
    String network,
    String name,
    int number,
    Cidr cidr,
    Cidr block,
    Overlay overlay,
    String domain,
    OptionalInt mtu,
    List<Far> far,
    List<Endpoint> endpoints) {
  private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");
  private static final Pattern DOMAIN =
      Pattern.compile(
          "(?=.{1,200}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*");

  private static final int SIXTEENTH = 4;

  /// Another host's part of it.
  public record Far(Node node, Cidr block) {
    public Ipv4 gateway() {
      return block.at(1);
    }
  }

  public Segment {
    demand(ID.matcher(network).matches(), "no id of a network: " + network);
    demand(number >= 1 && number <= 4095, "a network's number is from 1 to 4095");
    demand(DOMAIN.matcher(domain).matches(), "no domain: " + domain);
    demand(block.size() >= 4, "a block has four addresses at least: " + block);
    demand(cidr.contains(block), block + " is no part of " + cidr);
    demand(mtu.isEmpty() || (mtu.getAsInt() >= 576 && mtu.getAsInt() <= 65_535), "no MTU: " + mtu);
    far = far.stream().sorted(Comparator.comparingInt(f -> f.node().number())).toList();
    for (var other : far) demand(cidr.contains(other.block()), other + " is no part of " + cidr);
    endpoints =
        endpoints.stream()
            .sorted(Comparator.comparing(Endpoint::address).thenComparing(Endpoint::name))
            .toList();
  }

  private static void demand(boolean valid, String problem) {
    if (!valid) throw new IllegalArgumentException(problem);
  }

  public Ipv4 gateway() {
    return block.at(1);
  }

  /// Also the name of Docker's network on it.
  public String bridge() {
    return "st-" + number;
  }

  /// The part of the network that no host is given: the addresses of links.
  public Cidr virtual() {
    return virtual(cidr, block.prefix());
  }

  /// The last sixteenth of a network's range; where a host's block is larger, the last block.
  public static Cidr virtual(Cidr range, int blockPrefix) {
    int prefix = Math.min(blockPrefix, range.prefix() + SIXTEENTH);
    return range.part(prefix, (1L << (prefix - range.prefix())) - 1);
  }

  /// The VXLAN device, where that is the overlay.
  String vxlan() {
    return "st-vx" + number;
  }

  /// The largest packet of what is plugged in, in bytes: as asked for, else what goes through the
  /// narrowest uplink in the overlay's wrapping.
  ///
  /// @param self the host
  public int mtu(Node self) {
    int narrowest =
        IntStream.concat(
                IntStream.of(self.uplink().mtu()),
                far.stream().mapToInt(other -> other.node().uplink().mtu()))
            .min()
            .orElseThrow();
    int fits = overlay.inside(narrowest);
    return mtu.isPresent() ? Math.min(mtu.getAsInt(), fits) : fits;
  }
}
