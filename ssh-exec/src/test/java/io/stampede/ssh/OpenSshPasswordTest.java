package io.stampede.ssh;

import static io.stampede.ssh.RemoteContract.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.stampede.ssh.SshFailure.Reason;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Passwords at a real sshd with PAM, which sees a file of passwords of its own: in a mount
/// namespace, so that this machine's is neither read nor changed. Wants root for that.
class OpenSshPasswordTest {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final String PASSWORD = "correct horse";

  /// The whole of PAM that a password needs.
  private static final String PAM =
      "auth required pam_unix.so\naccount required pam_permit.so\nsession required pam_permit.so\n";

  private static final String OWN_FILES =
      "mount --bind \"$1/shadow\" /etc/shadow && mount --bind \"$1/pam\" /etc/pam.d/sshd"
          + " && f=$1 && shift && exec \"$@\"";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PasswordAuthentication yes\nKbdInteractiveAuthentication no",
        "PasswordAuthentication no\nKbdInteractiveAuthentication yes",
        "PasswordAuthentication yes\nKbdInteractiveAuthentication yes"
      })
  void a_password_logs_in_at_an_sshd_with_pam_and_a_wrong_one_is_said_once(String methods)
      throws Exception {
    var user = System.getProperty("user.name");
    assumeTrue(user.equals("root"), "mounting wants root");
    try (var host = new OpenSshHost();
        var connections = SshConnections.mina(TestHost.SETTINGS)) {
      var hash = OpenSshHost.run(List.of("openssl", "passwd", "-6", PASSWORD)).strip();
      Files.writeString(
          host.folder().resolve("shadow"), "root:%s:19000:0:99999:7:::\n".formatted(hash));
      Files.writeString(host.folder().resolve("pam"), PAM);
      host.startWithin("unshare", "-m", "sh", "-c", OWN_FILES, "sh", host.folder().toString());
      host.reconfigure("UsePAM yes", methods);

      var right = new Credential.Password(PASSWORD);
      try (var remote = connections.open(host.endpoint(), right, host.pinned())) {
        assertThat(remote.exec(Command.of("true"), SOON).ok()).isTrue();
      }
      var wrong = new Credential.Password("battery staple");
      var remote = connections.open(host.endpoint(), wrong, host.pinned());
      for (int i = 0; i < 2; i++) {
        var refused = failure(remote::connect);
        assertThat(refused.reason()).isEqualTo(Reason.AUTH_REFUSED);
        assertThat(refused).hasMessageContaining("refused the password");
      }
      assertThat(failures(host)).isOne();
    }
  }

  private static long failures(OpenSshHost host) throws Exception {
    return host.log()
        .lines()
        .filter(line -> line.startsWith("Failed ") || line.contains("PAM: Authentication failure"))
        .filter(line -> !line.contains("Failed keyboard-interactive")) // PAM said it already
        .count();
  }
}
