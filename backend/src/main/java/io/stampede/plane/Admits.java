package io.stampede.plane;

import io.stampede.metadata.MetadataSite;
import java.util.stream.Stream;

/// What has to reach the host itself, for those firewalls that its owner has on it: the component
/// lets it through there. Lines `LINK PROTOCOL PORT ADDRESS`; a hyphen is any, a plus ends the
/// names of several links.
///
/// VXLAN, which does not know who sends, is let in from other hosts only.
final class Admits {
  private static final String BRIDGES =
      """
      st-+ udp 53 -
      st-+ tcp 53 -
      st-+ udp 67 -
      st-+ tcp %d -
      st-+ icmp - -
      """
          .formatted(MetadataSite.PORT);

  private Admits() {}

  static String of(HostModel model) {
    var ways = Stream.of(Overlay.values()).filter(model::has).flatMap(way -> way(way, model));
    return BRIDGES + HostNetwork.lines(ways);
  }

  private static Stream<String> way(Overlay overlay, HostModel model) {
    return switch (overlay) {
      case IPSEC -> Stream.of("- udp 500 -", "- udp 4500 -", "ipsec0 icmp - -");
      case WIREGUARD -> Stream.of("- udp %d -".formatted(Wireguard.PORT));
      case VXLAN ->
          model
              .peers(overlay)
              .map(peer -> "- udp %d %s".formatted(Routes.VXLAN_PORT, peer.from(model.self())));
      case DIRECT -> model.over(overlay).map(segment -> "- icmp - %s".formatted(segment.cidr()));
    };
  }
}
