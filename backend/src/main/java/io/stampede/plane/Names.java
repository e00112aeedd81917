package io.stampede.plane;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// dnsmasq: names for everybody on the networks, addresses for the machines that ask by DHCP.
///
/// Names of the networks' domains and the reverse of their ranges are answered here and asked
/// nobody else; everything else goes where the host itself asks.
final class Names {
  private static final String FOLDER = "/var/lib/stampede/net/dnsmasq/";

  private Names() {}

  static String configuration(HostModel model) {
    var lines = new ArrayList<>(List.of(GENERAL.split("\n")));
    for (var segment : model.segments()) {
      var tag = "n" + segment.number();
      lines.add("interface=" + segment.bridge());
      lines.add("domain=%s,%s".formatted(segment.domain(), segment.block()));
      lines.add("local=/%s/".formatted(segment.domain()));
      reverse(segment.cidr()).map("local=/%s/"::formatted).forEach(lines::add);
      lines.add(range(segment, tag));
      lines.add("dhcp-option=tag:%s,tag:!aside,option:router,%s".formatted(tag, segment.gateway()));
      lines.add("dhcp-option=tag:%s,option:dns-server,%s".formatted(tag, segment.gateway()));
      lines.add("dhcp-option=tag:%s,option:domain-name,%s".formatted(tag, segment.domain()));
      lines.add("dhcp-option=tag:%s,option:mtu,%d".formatted(tag, segment.mtu(model.self())));
    }
    return HostNetwork.lines(lines.stream().distinct());
  }

  /// The whole range is near: guests send by this card to all of the network.
  private static String range(Segment segment, String tag) {
    return "dhcp-range=set:%s,%s,static,%s,1h"
        .formatted(tag, segment.block().base(), segment.cidr().netmask());
  }

  private static final String GENERAL =
      """
      user=dnsmasq
      group=nogroup
      bind-dynamic
      except-interface=lo
      no-hosts
      addn-hosts=%1$snames
      dhcp-hostsfile=%1$sdhcp
      dhcp-leasefile=/run/dnsmasq.leases
      dhcp-authoritative
      no-ping
      localise-queries
      cache-size=1000
      dhcp-option=tag:aside,option:router
      """
          .formatted(FOLDER);

  /// The zones of `in-addr.arpa` (RFC 1035, section 3.5) that make up a range: they end at whole
  /// bytes.
  static Stream<String> reverse(Cidr range) {
    int bytes = Math.max(1, (range.prefix() + 7) / 8);
    int zones = 1 << (bytes * 8 - range.prefix());
    return IntStream.range(0, zones)
        .mapToObj(i -> zone(range.base().plus((long) i << (32 - bytes * 8)), bytes));
  }

  private static String zone(Ipv4 base, int bytes) {
    var parts = base.toString().split("\\.", -1);
    var zone = new StringBuilder();
    for (int i = bytes - 1; i >= 0; i--) zone.append(parts[i]).append('.');
    return zone.append("in-addr.arpa").toString();
  }

  /// The first name of an address is its reverse.
  static String hosts(HostModel model) {
    return HostNetwork.lines(
        model.segments().stream()
            .flatMap(segment ->
                Stream.concat(
                    segment.endpoints().stream().map(e -> line(e.address(), e.name(), segment)),
                    model.redirects().names().stream()
                        .filter(link -> link.network().equals(segment.network()))
                        .map(link -> line(link.address(), link.name(), segment)))));
  }

  private static String line(Ipv4 address, String name, Segment segment) {
    return "%s %s.%s %s".formatted(address, name, segment.domain(), name);
  }

  /// A machine has one default route: cards that it is not by are given no router.
  static String leases(HostModel model) {
    var here = model.self().host();
    return HostNetwork.lines(
        model.segments().stream()
            .flatMap(segment -> segment.endpoints().stream())
            .filter(e -> e.host().equals(here) && e.mac().isPresent())
            .map(e -> {
              var aside = model.aside().contains(e.address()) ? "set:aside," : "";
              return "%s,%s%s,%s".formatted(e.mac().orElseThrow(), aside, e.address(), e.name());
            }));
  }
}
