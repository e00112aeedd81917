package io.stampede.plane;

import static java.util.stream.Collectors.joining;

import io.stampede.plane.Guard.Direction;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Security groups in the words of nftables. What comes to a workload is judged on its own host, so
/// what a group is to let in is told to the hosts of its members only; who is in a group that
/// stands in such a rule is told there as well.
///
/// A group is a set and a chain, however many are in it: one workload more is one element more.
final class Guards {
  private final HostModel model;

  /// Those that somebody here is in.
  private final List<Guard> local;

  private Guards(HostModel model) {
    this.model = model;
    this.local = model.guards().stream().filter(g -> !here(g).isEmpty()).toList();
  }

  static Guards of(HostModel model) {
    return new Guards(model);
  }

  private Set<Ipv4> here(Guard guard) {
    return guard.members().stream()
        .filter(address -> model.segments().stream().anyMatch(s -> s.block().contains(address)))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /// `here`: this host's blocks; `hosts`: what hosts themselves send, and what comes to a port that
  /// is published on another one; `cut` and `confined`: of whom each packet, and what they begin,
  /// is looked at.
  String sets() {
    var gateways =
        model.segments().stream()
            .flatMap(s ->
                Stream.concat(Stream.of(s.gateway()), s.far().stream().map(Segment.Far::gateway)))
            .collect(Collectors.toCollection(TreeSet::new));
    var text = new StringBuilder();
    text.append(
        "  set here { type ipv4_addr; flags interval; auto-merge; elements = { %s }; }\n"
            .formatted(
                model.segments().stream().map(s -> s.block().toString()).collect(joining(", "))));
    text.append(set("hosts", gateways));
    text.append(set("cut", members(local.stream().filter(Guard::cuts))));
    text.append(set("confined", members(local.stream().filter(Guard::confines))));
    for (var guard : local) text.append(set(guard.id(), here(guard)));
    for (var guard : named()) text.append(set(all(guard.id()), known(guard)));
    return text.toString();
  }

  private Set<Ipv4> members(Stream<Guard> guards) {
    return guards.flatMap(g -> here(g).stream()).collect(Collectors.toCollection(TreeSet::new));
  }

  /// Those that stand in rules of groups that matter here.
  private List<Guard> named() {
    var ids =
        local.stream()
            .flatMap(g -> g.rules().stream())
            .flatMap(rule ->
                rule.peer() instanceof Guard.Peer.Members(var id) ? Stream.of(id) : Stream.empty())
            .collect(Collectors.toSet());
    return model.guards().stream().filter(g -> ids.contains(g.id())).toList();
  }

  /// Its members on networks that are here; nobody else can come.
  private Set<Ipv4> known(Guard guard) {
    return guard.members().stream()
        .filter(address -> model.segments().stream().anyMatch(s -> s.cidr().contains(address)))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String all(String id) {
    return "all_" + id;
  }

  static String set(String name, Collection<Ipv4> elements) {
    return set(name, "ipv4_addr", elements.stream().map(Ipv4::toString));
  }

  /// An element a line: what changes between two renderings are their lines.
  static String set(String name, String type, Stream<String> elements) {
    var lines = elements.map("    %s,\n"::formatted).collect(joining());
    return lines.isEmpty()
        ? "  set %s { type %s; }\n".formatted(name, type)
        : "  set %s { type %s; elements = {\n%s  }; }\n".formatted(name, type, lines);
  }

  /// Where a connection begins. Answers pass, and what belongs to a connection that was let in
  /// does, but for those groups whose connections end when they are not allowed any more.
  ///
  /// A published port is a permission in itself. A floating address and a link are none: who comes
  /// by them needs a rule of the group.
  String chains() {
    var text = new StringBuilder(BEGIN);
    text.append("  chain leaving {\n");
    for (var guard : local) {
      if (guard.confines()) text.append(jump("saddr", guard, "out_"));
    }
    text.append(REFUSED).append(guarded());
    for (var guard : local) text.append(rules(guard));
    return text.toString();
  }

  /// Judged where it arrives; who asks for itself needs nobody's leave. Each workload is in a
  /// group: an address in none of them is nobody's, and who asks for it is told so at once.
  private String guarded() {
    if (model.guards().isEmpty()) return "  chain guarded {\n    accept\n  }\n";
    var text = new StringBuilder("  chain guarded {\n    ip daddr != @here accept\n");
    text.append("    ip saddr @hosts accept\n    ip saddr . ip daddr @self accept\n");
    for (var guard : local) text.append(jump("daddr", guard, "in_"));
    for (var guard : local) text.append("    ip daddr @%s goto denied\n".formatted(guard.id()));
    return text.append(NOBODY).toString();
  }

  private static String jump(String which, Guard guard, String to) {
    return "    ip %s @%s jump %s%2$s\n".formatted(which, guard.id(), to);
  }

  private static final String BEGIN =
      """
        chain forward { type filter hook forward priority -10; policy accept;
          ct state related accept
          ct state established ct direction reply accept
          ct state established ip daddr != @cut ip saddr != @cut accept
          ip saddr @confined goto leaving
          goto entering
        }
        chain entering {
          ct status dnat goto redirected
          ip daddr @managed jump within
          accept
        }
        chain redirected {
          ct original ip daddr @virtual goto guarded
          ct original ip daddr @floating goto guarded
          accept
        }
      """;

  private static final String NOBODY =
      """
          meta l4proto tcp reject with tcp reset
          reject with icmp type host-unreachable
        }
        chain denied {
          ct state established meta l4proto tcp reject with tcp reset
          counter drop
        }
      """;

  private static final String REFUSED =
      """
          ct state established meta l4proto tcp reject with tcp reset
          counter drop
        }
      """;

  private String rules(Guard guard) {
    var text = new StringBuilder();
    text.append("  chain in_%s {\n".formatted(guard.id()));
    rules(guard, Direction.IN).forEach(text::append);
    text.append("  }\n");
    if (!guard.confines()) return text.toString();
    text.append("  chain out_%s {\n".formatted(guard.id()));
    rules(guard, Direction.OUT).forEach(text::append);
    return text.append("  }\n").toString();
  }

  private Stream<String> rules(Guard guard, Direction direction) {
    return guard.rules().stream()
        .filter(rule -> rule.direction() == direction)
        .flatMap(this::lines)
        .distinct();
  }

  private Stream<String> lines(Guard.Rule rule) {
    var what = what(rule);
    var verdict =
        switch (rule.direction()) {
          case IN -> "accept";
          case OUT -> "goto entering";
        };
    return peer(rule).map(who -> "    %s%s%s\n".formatted(what, who, verdict));
  }

  private static String what(Guard.Rule rule) {
    return switch (rule.protocol()) {
      case ALL -> "";
      case ICMP -> "ip protocol icmp ";
      case TCP -> rule.ports().map("tcp dport %s "::formatted).orElse("ip protocol tcp ");
      case UDP -> rule.ports().map("udp dport %s "::formatted).orElse("ip protocol udp ");
    };
  }

  private Stream<String> peer(Guard.Rule rule) {
    var end = rule.direction() == Direction.IN ? "saddr" : "daddr";
    return switch (rule.peer()) {
      case Guard.Peer.Anyone _ -> Stream.of("");
      case Guard.Peer.Range(var cidr) -> Stream.of("ip %s %s ".formatted(end, cidr));
      case Guard.Peer.Members(var id) ->
          model.guards().stream().anyMatch(g -> g.id().equals(id))
              ? Stream.of("ip %s @%s ".formatted(end, all(id)))
              : Stream.empty();
      case Guard.Peer.Neighbours _ ->
          model.segments().stream().map(s -> "ip saddr %1$s ip daddr %1$s ".formatted(s.cidr()));
    };
  }
}
