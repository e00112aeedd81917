package io.stampede.plane;

import java.util.stream.Stream;

/// Links, forwarding entries and routes, as `ip -batch` and `bridge -batch` read them.
final class Routes {
  /// Behind every other route.
  private static final long LAST = 4_278_198_272L;

  /// A network's number from here on is its VNI (RFC 7348): away from those that people choose.
  private static final int FIRST_VNI = 0x53_0000;

  static final int VXLAN_PORT = 4789;

  private Routes() {}

  static String links(HostModel model) {
    var bridges =
        model.segments().stream()
            .map(s ->
                "link set %s address %s"
                    .formatted(s.bridge(), Mac.from(s.network() + " at " + model.self().host())));
    var tunnels =
        model
            .over(Overlay.VXLAN)
            .flatMap(s ->
                Stream.concat(
                    Stream.of(
                        "link add %s type vxlan id %d local %s dstport %d nolearning"
                            .formatted(s.vxlan(), vni(s), model.self().own(), VXLAN_PORT),
                        "link set %s address %s mtu %d up"
                            .formatted(s.vxlan(), end(s, model.self()), s.mtu(model.self()))),
                    s.far().stream()
                        .map(far ->
                            "neigh replace %s lladdr %s dev %s nud permanent"
                                .formatted(far.gateway(), end(s, far.node()), s.vxlan()))));
    return HostNetwork.lines(Stream.concat(bridges, tunnels));
  }

  private static int vni(Segment segment) {
    return FIRST_VNI + segment.number();
  }

  /// The address of a host's end of a VXLAN, which every host can tell.
  private static Mac end(Segment segment, Node node) {
    return Mac.from("vxlan %s at %s".formatted(segment.network(), node.host()));
  }

  static String forwarding(HostModel model) {
    return HostNetwork.lines(
        model
            .over(Overlay.VXLAN)
            .flatMap(s ->
                s.far().stream()
                    .map(far ->
                        "fdb replace %s dev %s dst %s"
                            .formatted(
                                end(s, far.node()), s.vxlan(), far.node().from(model.self())))));
  }

  /// What is behind IPsec has its routes from charon, in a table of its own. The last route of each
  /// network say that there is nothing, rather than let its packets go where all others go, or look
  /// for them on the bridge, whose own route is to the whole range.
  static String of(HostModel model) {
    return HostNetwork.lines(
        model.segments().stream()
            .flatMap(s ->
                Stream.concat(
                    s.far().stream().flatMap(far -> route(s, far, model.self())),
                    Stream.concat(
                        Stream.of(
                            "%s dev %s src %s".formatted(s.block(), s.bridge(), s.gateway()),
                            // links' addresses come as far as the rules, which answer for them; by
                            // another way than the bridge, so that the host answers ARP for them
                            "%s dev lo src %s".formatted(s.virtual(), s.gateway())),
                        nowhere(s)))));
  }

  /// Both halves of the range, as each beats the bridge's own route.
  private static Stream<String> nowhere(Segment s) {
    int half = s.cidr().prefix() + 1;
    return Stream.of(s.cidr().part(half, 0), s.cidr().part(half, 1))
        .map(part -> "unreachable %s metric %d".formatted(part, LAST));
  }

  private static Stream<String> route(Segment segment, Segment.Far far, Node self) {
    return switch (segment.overlay()) {
      case IPSEC -> Stream.empty();
      case WIREGUARD -> Stream.of("%s dev st-wg src %s".formatted(far.block(), segment.gateway()));
      case VXLAN ->
          Stream.of(
              "%s via %s dev %s src %s onlink"
                  .formatted(far.block(), far.gateway(), segment.vxlan(), segment.gateway()));
      case DIRECT ->
          Stream.of(
              "%s via %s src %s".formatted(far.block(), far.node().from(self), segment.gateway()));
    };
  }
}
