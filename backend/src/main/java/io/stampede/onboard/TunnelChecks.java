package io.stampede.onboard;

import io.stampede.onboard.CheckRow.Severity;
import java.util.List;
import java.util.Locale;

/// What sshd lets through.
final class TunnelChecks {
  private static final int ENOUGH_SESSIONS = 10;
  private static final String DROP_IN = "/etc/ssh/sshd_config.d/00-stampede.conf";

  private TunnelChecks() {}

  static List<Check> all() {
    return List.of(
        Check.of(
                "ssh-streamlocal",
                "Forwarding to sockets",
                Severity.SHOULD,
                Part.TUNNELS,
                "Docker, libvirt and screens are reached as Unix sockets through sshd; without, a"
                    + " command on the host stands in, which is slower.",
                seen -> forwarding(seen, "streamlocal", "AllowStreamLocalForwarding"))
            .fixedBy(set("let sshd forward to sockets", "AllowStreamLocalForwarding yes")),
        Check.of(
                "ssh-tcp",
                "Forwarding to ports",
                Severity.NOTE,
                Part.TUNNELS,
                "Ports of workloads can be opened from the console through sshd.",
                seen -> forwarding(seen, "tcp", "AllowTcpForwarding"))
            .fixedBy(set("let sshd forward to ports", "AllowTcpForwarding yes")),
        Check.of(
                "ssh-sessions",
                "Sessions per connection",
                Severity.SHOULD,
                Part.SYSTEM,
                "Fewer sessions per connection mean more connections, and slower lists.",
                TunnelChecks::sessions)
            .fixedBy(set("let sshd keep 20 sessions per connection", "MaxSessions 20")));
  }

  private static Verdict forwarding(Seen seen, String which, String option) {
    var said = seen.text("sshd." + option.toLowerCase(Locale.ROOT));
    boolean forbidden = said.equals("no") || said.equals("remote");
    return switch (forbidden ? "refused" : seen.text(which)) {
      case "yes" -> Verdict.ok("allowed");
      case "refused" ->
          Verdict.failed("sshd refuses it", byHand(seen, option + " yes")).fixableIf(canSet(seen));
      case Tunnels.BRIDGED -> standIn(seen, said, option);
      case "" -> Verdict.unknown("it could not be tried");
      default -> Verdict.unknown(seen.text(which));
    };
  }

  /// Who is not root may not read sshd's settings; and where these allow it, they do not for
  /// everybody, or for every key.
  private static Verdict standIn(Seen seen, String said, String option) {
    if (said.isEmpty()) {
      return Verdict.failed(
              "sshd refuses it, and a command stands in", byHand(seen, option + " yes"))
          .fixableIf(canSet(seen));
    }
    var user = seen.spec().user();
    return Verdict.failed(
        "sshd refuses it to %s, though its settings allow it, and a command stands in"
            .formatted(user),
        "take “restrict” or “no-port-forwarding” from our key's line in ~%s/.ssh/authorized_keys, and look for “Match” in /etc/ssh/sshd_config"
            .formatted(user));
  }

  private static Verdict sessions(Seen seen) {
    var most = seen.probed().number("sshd.maxsessions");
    if (most.isEmpty()) return Verdict.unknown("only root can ask sshd");
    return most.getAsLong() < ENOUGH_SESSIONS
        ? Verdict.failed("at most " + most.getAsLong(), byHand(seen, "MaxSessions 20"))
            .fixableIf(canSet(seen))
        : Verdict.ok("at most " + most.getAsLong());
  }

  /// A file of its own is read first, and the first word counts.
  private static boolean canSet(Seen seen) {
    return seen.canBeRoot() && seen.probed().says("sshd.dropin", "yes");
  }

  private static String byHand(Seen seen, String line) {
    var sudo = seen.sudo();
    return seen.probed().says("sshd.dropin", "yes")
        ? "echo '%s' | %stee -a %s\n%ssshd -t && %ssystemctl reload ssh || %ssystemctl reload sshd"
            .formatted(line, sudo, DROP_IN, sudo, sudo, sudo)
        : "put “%s” at the top of /etc/ssh/sshd_config, then:\n%ssshd -t && %ssystemctl reload sshd"
            .formatted(line, sudo, sudo);
  }

  /// The line replaces one of the same option; a config that sshd would not read is taken back. A
  /// restart is over when the new settings hold, which a reload does not wait for; connections
  /// outlive both.
  private static Fix set(String title, String line) {
    var option = line.substring(0, line.indexOf(' '));
    var script =
        """
        set -e
        f=%s
        touch "$f"; cp "$f" "$f.before"
        { grep -iv '^%s ' "$f" || true; echo '%s'; } > "$f.new"
        mv "$f.new" "$f"
        if ! sshd -t; then mv "$f.before" "$f"; exit 1; fi
        rm -f "$f.before"
        systemctl try-restart ssh 2>/dev/null || systemctl try-restart sshd 2>/dev/null || service ssh reload
        """
            .formatted(DROP_IN, option, line);
    return new Fix(
        title,
        script,
        List.of(
            "write “%s” to %s".formatted(line, DROP_IN), "sshd -t", "systemctl try-restart ssh"));
  }
}
