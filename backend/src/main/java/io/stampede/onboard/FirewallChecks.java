package io.stampede.onboard;

import io.stampede.onboard.CheckRow.Severity;
import java.util.List;

/// Who filters packets there.
final class FirewallChecks {
  private static final String OPEN_FIREWALLD =
      "firewall-cmd --permanent --add-port=500/udp --add-port=4500/udp && firewall-cmd --reload";
  private static final String OPEN_UFW = "ufw allow 500/udp && ufw allow 4500/udp";

  private FirewallChecks() {}

  static List<Check> all() {
    return List.of(
        Check.of(
            "firewall-flavour",
            "Packet filter",
            Severity.SHOULD,
            Part.SYSTEM,
            "Rules of nftables and of the old iptables do not see each other: a packet must pass"
                + " both.",
            FirewallChecks::flavour),
        Check.of(
                "firewalld",
                "firewalld",
                Severity.SHOULD,
                Part.SYSTEM,
                "It drops the private network's packets (UDP 500 and 4500) unless told otherwise.",
                FirewallChecks::firewalld)
            .fixedBy(
                new Fix(
                    "open UDP 500 and 4500 in firewalld", OPEN_FIREWALLD, List.of(OPEN_FIREWALLD))),
        Check.of(
                "ufw",
                "ufw",
                Severity.SHOULD,
                Part.SYSTEM,
                "It drops the private network's packets (UDP 500 and 4500) unless told otherwise.",
                FirewallChecks::ufw)
            .fixedBy(new Fix("open UDP 500 and 4500 in ufw", OPEN_UFW, List.of(OPEN_UFW))));
  }

  private static Verdict flavour(Seen seen) {
    var iptables = seen.text("iptables");
    boolean legacy = seen.probed().has("iptables.legacy");
    boolean nft = iptables.contains("nf_tables") || seen.probed().says("nft.rules", "yes");
    if (legacy && nft) {
      return Verdict.failed(
          "both nftables and the old iptables hold rules",
          "%siptables-legacy-save > /root/old-rules\n%siptables-legacy -F && %siptables-legacy -t nat -F\nthen restart what made them, as Docker"
              .formatted(seen.sudo(), seen.sudo(), seen.sudo()));
    }
    if (legacy || iptables.contains("legacy")) return Verdict.ok("the old iptables");
    if (nft || seen.probed().says("nft", "yes")) return Verdict.ok("nftables");
    return iptables.isEmpty()
        ? Verdict.unknown("neither nft nor iptables is there")
        : Verdict.ok(iptables);
  }

  private static Verdict firewalld(Seen seen) {
    if (!seen.probed().says("firewalld", "active")) return Verdict.ok("not in use");
    if (seen.probed().says("firewalld.open", "yes")) return Verdict.ok("UDP 500 and 4500 are open");
    return Verdict.failed(
            "it is active and lets UDP 500 and 4500 not in", seen.sudo() + OPEN_FIREWALLD)
        .fixableIf(seen.canBeRoot());
  }

  private static Verdict ufw(Seen seen) {
    var said = seen.text("ufw");
    if (!said.contains("active") || said.contains("inactive")) return Verdict.ok("not in use");
    if (seen.probed().says("ufw.open", "yes")) return Verdict.ok("UDP 500 and 4500 are open");
    return Verdict.failed("it is active and lets UDP 500 and 4500 not in", seen.sudo() + OPEN_UFW)
        .fixableIf(seen.canBeRoot());
  }
}
