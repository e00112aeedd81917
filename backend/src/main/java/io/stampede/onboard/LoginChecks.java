package io.stampede.onboard;

import io.stampede.onboard.CheckRow.Severity;
import java.util.List;

/// Getting in, and becoming root there.
final class LoginChecks {
  private LoginChecks() {}

  static List<Check> all() {
    return List.of(
        Check.of(
            "ssh-login",
            "Login",
            Severity.MUST,
            Part.LOGIN,
            "All that the console does on a host goes through its sshd.",
            seen -> Verdict.ok("as " + seen.spec().user())),
        Check.of(
            "root",
            "Root rights",
            Severity.MUST,
            Part.SYSTEM,
            "Folders, networks and virtual machines of a host are root's.",
            LoginChecks::root));
  }

  private static Verdict root(Seen seen) {
    var user = seen.spec().user().value();
    if (seen.probed().says("uid", "0")) return Verdict.ok(user + " is root");
    if (seen.probed().says("sudo", "yes")) return Verdict.ok(user + " has sudo without a password");
    if (seen.probed().says("sudo", "missing")) {
      return Verdict.failed(
          "%s is not root, and there is no sudo".formatted(user),
          "log in as root, or as root there:\n"
              + seen.distribution().install("sudo", "sudo", "sudo")
              + "\n"
              + rule(user));
    }
    return Verdict.failed(
        "%s is not root, and sudo says: %s".formatted(user, seen.text("sudo")),
        "as root on the host:\n" + rule(user));
  }

  private static String rule(String user) {
    return "echo '%s ALL=(ALL) NOPASSWD: ALL' > /etc/sudoers.d/%s && chmod 0440 /etc/sudoers.d/%s"
        .formatted(user, user.replace('.', '_'), user.replace('.', '_'));
  }
}
