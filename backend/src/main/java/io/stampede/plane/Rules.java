package io.stampede.plane;

import static java.util.stream.Collectors.joining;

import io.stampede.metadata.MetadataSite;
import java.util.stream.Stream;

/// The table `ip stampede` as `nft -f` replaces it in one move.
///
/// `inside` are the ways that a packet of an encrypted network may take: bridges and tunnels.
/// Everything else is outside, so that a new interface is never taken for a safe one.
///
/// Whoever is on a managed network finds our metadata at the well-known address, and never that of
/// the cloud which the host itself may be in.
final class Rules {
  private static final String TUNNELS = "\"ipsec0\", \"st-wg\"";

  private Rules() {}

  static String of(HostModel model) {
    var text = new StringBuilder();
    var guards = Guards.of(model);
    text.append("table ip stampede\ndelete table ip stampede\ntable ip stampede {\n");
    text.append(sets(model))
        .append(MAPS)
        .append(Guards.set("aside", model.aside()))
        .append(guards.sets())
        .append(raw(model))
        .append(GUARD)
        .append(input(model))
        .append(guards.chains())
        .append(within(model))
        .append(mss(model))
        .append(VIRTUAL)
        .append(nat(model));
    return text.append("}\n").toString();
  }

  private static String sets(HostModel model) {
    var encrypted = model.segments().stream().filter(s -> s.overlay().isEncrypted());
    var inside =
        Stream.concat(
            Stream.of("\"lo\"", TUNNELS),
            model.segments().stream().map(segment -> '"' + segment.bridge() + '"'));
    return ranges("encrypted", encrypted.map(Segment::cidr))
        + ranges("managed", model.segments().stream().map(Segment::cidr))
        + ranges("virtual", model.segments().stream().map(Segment::virtual))
        + "  set inside { type ifname; elements = { %s }; }\n"
            .formatted(inside.collect(joining(", ")));
  }

  private static String ranges(String name, Stream<Cidr> ranges) {
    var elements = ranges.map(Cidr::toString).collect(joining(", "));
    return "  set %s { type ipv4_addr; flags interval; auto-merge;%s }\n"
        .formatted(name, elements.isEmpty() ? "" : " elements = { " + elements + " };");
  }

  /// Filled from the file `maps`, and while the network lives an element at a time.
  private static final String MAPS =
      """
        set floating { type ipv4_addr; }
        set self { type ipv4_addr . ipv4_addr; }
        map links { type ipv4_addr . inet_proto . inet_service : ipv4_addr . inet_service; }
        map ports { type ipv4_addr . inet_proto . inet_service : ipv4_addr . inet_service; }
        map anyports { type inet_proto . inet_service : ipv4_addr . inet_service; }
        map fipin { type ipv4_addr : ipv4_addr; }
        map fipout { type ipv4_addr : ipv4_addr; }
        map spread { type ipv4_addr . inet_proto . inet_service : verdict; }
        map anyspread { type inet_proto . inet_service : verdict; }
      """;

  /// What cannot be true: loopback from elsewhere, an encrypted network's address on a packet that
  /// came in clear, another block's address on our bridge. And links are for who is on their
  /// network here.
  private static String raw(HostModel model) {
    var spoofed =
        model.segments().stream()
            .map(segment ->
                """
                    iifname "%1$s" ip saddr != { 0.0.0.0, %2$s } counter drop
                    iifname != "lo" ip daddr %3$s ip saddr != %2$s counter drop
                """
                    .formatted(segment.bridge(), segment.block(), segment.virtual()))
            .collect(joining());
    return """
      chain raw { type filter hook prerouting priority -300; policy accept;
        iifname != "lo" ip daddr 127.0.0.0/8 counter drop
        iifname != @inside ip saddr @encrypted counter drop
    %s  }
    """
        .formatted(spoofed);
  }

  /// Whatever the routes say, nothing of an encrypted network leaves in clear.
  private static final String GUARD =
      """
        chain guard { type filter hook postrouting priority 0; policy accept;
          oifname != @inside ip daddr @encrypted counter drop
        }
      """;

  /// A gateway is there for its own network: not for others, and not for the uplink's neighbours.
  private static String input(HostModel model) {
    var rules =
        new StringBuilder("  chain input { type filter hook input priority -10; policy accept;\n");
    rules.append("    " + MetadataSite.GUARD_RULE + "\n");
    rules.append("    ct state established,related accept\n    ct status dnat accept\n");
    for (var segment : model.segments()) {
      rules.append(
          "    ip daddr %s ip saddr != %s iifname != \"lo\" counter drop\n"
              .formatted(segment.block(), segment.cidr()));
    }
    return rules.append("  }\n").toString();
  }

  /// Docker's isolation is skipped by the jump past its policy, so ours stands here: to a managed
  /// address only from the same network, by the way that its overlay comes, and then only if a
  /// security group allows it.
  private static String within(HostModel model) {
    return model.segments().stream()
        .map(Rules::within)
        .collect(joining("", "  chain within {\n", "    counter drop\n  }\n"));
  }

  private static String within(Segment segment) {
    var own =
        "    iifname \"%s\" ip saddr %s ip daddr %s goto guarded\n"
            .formatted(segment.bridge(), segment.block(), segment.cidr());
    if (segment.far().isEmpty()) return own;
    var far = segment.far().stream().map(other -> other.block().toString()).collect(joining(", "));
    return own
        + "    iifname %s ip saddr { %s } ip daddr %s goto guarded\n"
            .formatted(way(segment), far, segment.block());
  }

  private static String way(Segment segment) {
    return switch (segment.overlay()) {
      case IPSEC -> "\"ipsec0\"";
      case WIREGUARD -> "\"st-wg\"";
      case VXLAN -> '"' + segment.vxlan() + '"';
      case DIRECT -> "!= @inside";
    };
  }

  /// Where packets about their size are lost on the way, connections still fit.
  private static String mss(HostModel model) {
    var rules =
        new StringBuilder("  chain mss { type filter hook forward priority -150; policy accept;\n");
    for (var segment : model.segments()) {
      rules.append(
          "    ip saddr %1$s ip daddr %1$s tcp flags syn / syn,rst tcp option maxseg size set %2$d\n"
              .formatted(segment.cidr(), segment.mtu(model.self()) - 40));
    }
    return rules.append("  }\n").toString();
  }

  /// A link that leads nowhere refuses at once; a client would wait long for an answer to what is
  /// dropped, and some also when they are told by ICMP only.
  private static final String VIRTUAL =
      """
        chain refused {
          meta l4proto tcp reject with tcp reset
          reject
        }
        chain virtual-in { type filter hook forward priority -160; policy accept;
          ip daddr @virtual jump refused
        }
        chain virtual-out { type filter hook output priority 10; policy accept;
          ip daddr @virtual jump refused
        }
      """;

  /// Who asked for something that is on another host, and is not of its network, is answered by way
  /// of this one: it seems to be asked by our gateway. So is who asked for the address of a card
  /// that its workload does not answer by.
  private static String nat(HostModel model) {
    var elsewhere =
        model.segments().stream()
            .map(s ->
                """
                    ct status dnat ip daddr %1$s ip daddr != %2$s ip saddr != %1$s snat to %3$s
                    ct status dnat ip daddr %2$s ip daddr @aside ip saddr != %1$s snat to %3$s
                """
                    .formatted(s.cidr(), s.block(), s.gateway()))
            .collect(joining());
    return NAT.formatted(elsewhere);
  }

  private static final String NAT =
      """
        chain dnats {
          dnat ip to ip daddr . ip protocol . th dport map @links
          ip daddr . ip protocol . th dport vmap @spread
          dnat ip to ip daddr . ip protocol . th dport map @ports
          dnat ip to ip daddr map @fipin
          fib daddr type local dnat ip to ip protocol . th dport map @anyports
          fib daddr type local ip protocol . th dport vmap @anyspread
        }
        chain pre { type nat hook prerouting priority dstnat - 5; policy accept;
          METADATA
          jump dnats
        }
        chain out { type nat hook output priority -105; policy accept;
          jump dnats
        }
        chain post { type nat hook postrouting priority srcnat - 5; policy accept;
          ct status dnat ip saddr . ip daddr @self masquerade
      %s    ct status dnat ip saddr 127.0.0.0/8 oifname != "lo" masquerade
          oifname != @inside snat ip to ip saddr map @fipout
          oifname != @inside ip saddr @managed ip daddr != @managed masquerade
        }
      """
          .replace("METADATA", MetadataSite.REDIRECT_RULE);
}
