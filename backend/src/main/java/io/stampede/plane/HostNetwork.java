package io.stampede.plane;

import static java.util.stream.Collectors.joining;

import io.stampede.metadata.MetadataSite;
import java.util.TreeMap;
import java.util.stream.Stream;

/// From the model of a host to the files of its networks. Pure: the same model gives the same
/// bytes.
///
/// What comes from people or other hosts is held by types that cannot say anything in the syntax of
/// these files: addresses, numbers, ids, and names as DNS has them. The scripts of the component
/// `net` read what is not for a daemon. What workloads are told is apart from them: [ToldFolders].
public final class HostNetwork {
  private HostNetwork() {}

  public static Rendered render(HostModel model) {
    var files = new TreeMap<String, String>();
    if (model.segments().isEmpty()) return new Rendered(files);
    files.put("bridges", lines(model.segments().stream().map(Segment::bridge)));
    files.put("ranges", lines(model.segments().stream().map(s -> s.cidr().toString())));
    files.put("admits", Admits.of(model));
    files.put("sysctl", SYSCTL + lines(model.segments().stream().flatMap(HostNetwork::answers)));
    files.put("rules.nft", Rules.of(model));
    files.put("maps", model.redirects().lines(model.segments()));
    if (!model.guards().isEmpty()) files.put("bridge.nft", Bound.of(model));
    files.put("ip.batch", Routes.links(model));
    files.put("fdb.batch", Routes.forwarding(model));
    files.put("routes", Routes.of(model));
    files.put("pairs", pairs(model));
    files.put("dnsmasq/dnsmasq.conf", Names.configuration(model));
    files.put("dnsmasq/names", Names.hosts(model));
    files.put("dnsmasq/dhcp", Names.leases(model));
    files.put(MetadataSite.CONF, MetadataSite.conf().text());
    if (model.has(Overlay.IPSEC)) {
      files.put("swanctl/swanctl.conf", Swanctl.of(model));
      files.put("children", Swanctl.children(model));
    }
    if (model.has(Overlay.WIREGUARD)) files.put("wg0.conf", Wireguard.of(model));
    return new Rendered(files);
  }

  /// Forwarding; answers may come another way than we would go; addresses of the host itself are
  /// reached from 127.0.0.1; and bridged frames pass the rules, where the kernel can do that.
  private static final String SYSCTL =
      """
      net.ipv4.ip_forward=1
      net.ipv4.conf.all.rp_filter=2
      net.ipv4.conf.all.route_localnet=1
      net.ipv4.conf.all.send_redirects=0
      -net.bridge.bridge-nf-call-iptables=1
      """;

  /// Who looks for a workload of another host on its bridge is answered by the host, at once.
  private static Stream<String> answers(Segment segment) {
    return Stream.of(
        "net.ipv4.conf.%s.proxy_arp=1".formatted(segment.bridge()),
        "net.ipv4.neigh.%s.proxy_delay=0".formatted(segment.bridge()));
  }

  /// Whom to ask for an echo: network, host, its gateway, ours, and the packet that should fit.
  private static String pairs(HostModel model) {
    return lines(
        model.segments().stream()
            .flatMap(segment ->
                segment.far().stream()
                    .map(far ->
                        "%s %s %s %s %d"
                            .formatted(
                                segment.network(),
                                far.node().host(),
                                far.gateway(),
                                segment.gateway(),
                                segment.mtu(model.self())))));
  }

  static String lines(Stream<String> lines) {
    return lines.map(line -> line + "\n").collect(joining());
  }
}
