package io.stampede.onboard;

import io.stampede.onboard.CheckRow.Severity;
import java.util.List;
import java.util.stream.Collectors;

/// What the private network will stand on.
final class NetworkChecks {
  private static final int USUAL_MTU = 1500;
  private static final int LEAST_MTU = 1400;

  private NetworkChecks() {}

  static List<Check> all() {
    return List.of(
        Check.of(
                "ip-forward",
                "IP forwarding",
                Severity.SHOULD,
                Part.SYSTEM,
                "A host passes packets on between its workloads and the network.",
                NetworkChecks::forward)
            .fixedBy(
                new Fix(
                    "switch IP forwarding on",
                    """
                    set -e
                    printf 'net.ipv4.ip_forward = 1\\n' > /etc/sysctl.d/60-stampede-forward.conf
                    echo 1 > /proc/sys/net/ipv4/ip_forward
                    """,
                    List.of(
                        "write “net.ipv4.ip_forward = 1” to /etc/sysctl.d/60-stampede-forward.conf",
                        "sysctl -w net.ipv4.ip_forward=1"))),
        Check.of(
            "esp",
            "IPsec in the kernel",
            Severity.NOTE,
            Part.SYSTEM,
            "Without it, packets are encrypted by a program, at about a tenth of the speed.",
            NetworkChecks::esp),
        Check.of(
            "wireguard",
            "WireGuard",
            Severity.NOTE,
            Part.SYSTEM,
            "Networks that use WireGuard run in the kernel where it has it, else in a program.",
            NetworkChecks::wireguard),
        Check.of(
                "bridge-filter",
                "Packet filter on bridges",
                Severity.SHOULD,
                Part.SYSTEM,
                "Security groups hold between two workloads of one host only when their packets pass"
                    + " its rules.",
                NetworkChecks::bridges)
            .fixedBy(
                new Fix(
                    "have packets on bridges pass the rules",
                    """
                    set -e
                    modprobe br_netfilter
                    printf 'br_netfilter\\n' > /etc/modules-load.d/stampede-bridges.conf
                    """,
                    List.of(
                        "modprobe br_netfilter",
                        "write “br_netfilter” to /etc/modules-load.d/stampede-bridges.conf"))),
        Check.of(
            "mtu",
            "MTU",
            Severity.SHOULD,
            Part.SYSTEM,
            "Encrypted packets carry about 100 bytes more; what is left is the workloads'.",
            NetworkChecks::mtu),
        Check.of(
            "addresses",
            "Addresses",
            Severity.NOTE,
            Part.SYSTEM,
            "The private network spans the addresses by which hosts reach each other.",
            NetworkChecks::addresses));
  }

  private static Verdict forward(Seen seen) {
    return switch (seen.text("forward")) {
      case "1" -> Verdict.ok("on");
      case "0" ->
          Verdict.failed(
                  "off",
                  "echo 'net.ipv4.ip_forward = 1' | %stee /etc/sysctl.d/60-stampede-forward.conf\n%ssysctl -w net.ipv4.ip_forward=1"
                      .formatted(seen.sudo(), seen.sudo()))
              .fixableIf(seen.canBeRoot());
      default -> Verdict.unknown("it does not say");
    };
  }

  private static Verdict esp(Seen seen) {
    return switch (seen.text("esp")) {
      case "loaded", "builtin", "loadable" -> Verdict.ok("in the kernel");
      case "no" -> Verdict.ok("by a program (user space)");
      default -> Verdict.unknown("it does not say");
    };
  }

  private static Verdict wireguard(Seen seen) {
    return switch (seen.text("wireguard")) {
      case "loaded", "builtin", "loadable" -> Verdict.ok("in the kernel");
      case "no" -> Verdict.ok("by a program (user space)");
      default -> Verdict.unknown("it does not say");
    };
  }

  private static Verdict bridges(Seen seen) {
    return switch (seen.text("bridgefilter")) {
      case "yes", "loaded", "builtin", "loadable" -> Verdict.ok("in the kernel");
      case "no" ->
          Verdict.failed("not there", seen.sudo() + "modprobe br_netfilter")
              .fixableIf(seen.canBeRoot());
      default -> Verdict.unknown("it does not say");
    };
  }

  private static Verdict mtu(Seen seen) {
    var mtu = seen.probed().number("mtu");
    if (mtu.isEmpty()) return Verdict.unknown("it does not say");
    var found = "%d on %s".formatted(mtu.getAsLong(), seen.text("interface"));
    if (mtu.getAsLong() >= USUAL_MTU) return Verdict.ok(found);
    return mtu.getAsLong() >= LEAST_MTU
        ? Verdict.ok(found + ", a little less than usual")
        : Verdict.failed(
            found,
            "%sip link set dev %s mtu 1500, where its network carries that"
                .formatted(seen.sudo(), seen.text("interface")));
  }

  private static Verdict addresses(Seen seen) {
    var all = seen.probed().many("address");
    var used = seen.text("server");
    if (all.isEmpty()) return Verdict.unknown("it does not say");
    var others =
        all.stream().filter(a -> !a.contains(" " + used + "/")).collect(Collectors.joining(", "));
    var overlay = used.isEmpty() ? "" : used + " is used";
    boolean translated =
        !used.isEmpty() && all.stream().noneMatch(a -> a.contains(" " + used + "/"));
    if (translated) return Verdict.ok(overlay + ", which is none of its own: " + others);
    return Verdict.ok(others.isEmpty() ? overlay : overlay + "; also there: " + others);
  }
}
