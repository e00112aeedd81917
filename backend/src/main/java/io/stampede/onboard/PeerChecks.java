package io.stampede.onboard;

import io.stampede.onboard.CheckRow.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// The way to the other hosts.
final class PeerChecks {
  /// Less leaves too little for what is encrypted within.
  private static final long LEAST_MTU = 1400;

  private static final List<String> IKE = List.of("500", "4500");

  private PeerChecks() {}

  static List<Check> all() {
    return List.of(
        Check.of(
            "path-mtu",
            "Packet size to the others",
            Severity.SHOULD,
            Part.PEERS,
            "Where large packets are lost on the way, connections begin and then hang.",
            PeerChecks::mtu),
        Check.of(
            "ike-reachable",
            "UDP 500 and 4500 to the others",
            Severity.SHOULD,
            Part.PEERS,
            "The private network between hosts is made through these two ports.",
            seen -> reach(seen, IKE)),
        Check.of(
            "wireguard-reachable",
            "UDP 51842 to the others",
            Severity.NOTE,
            Part.PEERS,
            "Networks over WireGuard go through this port.",
            seen -> reach(seen, List.of("51842"))),
        Check.of(
            "vxlan-reachable",
            "UDP 4789 to the others",
            Severity.NOTE,
            Part.PEERS,
            "Networks over VXLAN go through this port.",
            seen -> reach(seen, List.of("4789"))));
  }

  private static List<String> peers(Seen seen) {
    int count = (int) seen.probed().number("peers").orElse(0);
    return IntStream.rangeClosed(1, count).mapToObj(i -> "peer." + i).toList();
  }

  private static Verdict mtu(Seen seen) {
    var small = new ArrayList<String>();
    var silent = new ArrayList<String>();
    var fine = new ArrayList<String>();
    for (var peer : peers(seen)) {
      var mtu = seen.probed().number(peer + ".mtu");
      var name = seen.text(peer + ".name");
      if (mtu.isEmpty() || mtu.getAsLong() == 0) silent.add(name);
      else (mtu.getAsLong() < LEAST_MTU ? small : fine).add(mtu.getAsLong() + " to " + name);
    }
    if (!small.isEmpty()) {
      return Verdict.failed(
          String.join(", ", small),
          "let ICMP “fragmentation needed” pass on the way, or lower the MTU of its interface:\n%sip link set dev %s mtu 1400"
              .formatted(seen.sudo(), seen.text("interface")));
    }
    if (!silent.isEmpty())
      return Verdict.unknown("no answer to ping from " + String.join(", ", silent));
    return fine.isEmpty()
        ? Verdict.skipped("there is no other host yet")
        : Verdict.ok(String.join(", ", fine));
  }

  private static Verdict reach(Seen seen, List<String> ports) {
    var lost = new ArrayList<String>();
    var untold = new ArrayList<String>();
    var open = new ArrayList<String>();
    for (var peer : peers(seen)) {
      var name = seen.text(peer + ".name");
      for (var port : ports) {
        switch (seen.text(peer + ".udp" + port)) {
          case "refused", "counted" -> open.add(name);
          case "lost" -> lost.add("%s (UDP %s)".formatted(name, port));
          default -> untold.add(name);
        }
      }
    }
    if (!lost.isEmpty()) {
      return Verdict.failed(
          "nothing arrives at " + String.join(", ", lost),
          "open UDP %s between the hosts, in their firewalls and in the cloud's security groups"
              .formatted(String.join(" and ", ports)));
    }
    if (!untold.isEmpty()) {
      return Verdict.unknown(
          "it cannot be told for " + String.join(", ", untold.stream().distinct().toList()));
    }
    return open.isEmpty()
        ? Verdict.skipped("there is no other host yet")
        : Verdict.ok("open to " + String.join(", ", open.stream().distinct().toList()));
  }
}
