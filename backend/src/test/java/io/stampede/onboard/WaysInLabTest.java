package io.stampede.onboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stampede.engine.Phase;
import io.stampede.engine.Problem;
import io.stampede.lab.Host;
import io.stampede.lab.LabHost;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The ways into a host that are not an address and a key that it knows.
@Tag("C5")
@Tag("C3")
@Tag("S1")
class WaysInLabTest extends CandidatesOnLab {
  private final LabHost h1;
  private final LabHost h2;

  WaysInLabTest(@Host("h1") LabHost h1, @Host("h2") LabHost h2) {
    this.h1 = h1;
    this.h2 = h2;
  }

  private Path made(String name) throws Exception {
    var file = folder.resolve(name);
    run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", file.toString());
    return file;
  }

  private static void run(String... command) throws Exception {
    assertThat(new ProcessBuilder(command).start().waitFor()).isZero();
  }

  private static String jump(LabHost lab, String user) {
    return "%s@%s:%d %s".formatted(user, lab.address(), lab.port(), lab.hostKeyFingerprint());
  }

  /// From where each login to the host came that was let in since.
  private static List<String> cameFrom(LabHost lab, String since) {
    return lab.sh(
            "journalctl -q -t sshd -t sshd-session --after-cursor='%s' | sed -n 's/.*Accepted .* from \\([^ ]*\\) port.*/\\1/p' | sort -u"
                .formatted(since))
        .lines()
        .toList();
  }

  private static String now(LabHost lab) {
    return lab.sh("journalctl -q -n 1 --show-cursor | sed -n 's/^-- cursor: //p'");
  }

  @Test
  void a_certificate_of_an_authority_lets_its_user_in() throws Exception {
    var authority = made("ca").toString();
    var key = made("user");
    run("ssh-keygen", "-q", "-s", authority, "-I", "me", "-n", "root", key + ".pub");
    h1.sh(
        "echo '%s' > /etc/ssh/test-ca.pub; echo 'TrustedUserCAKeys /etc/ssh/test-ca.pub' > /etc/ssh/sshd_config.d/40-test.conf"
            .formatted(Files.readString(Path.of(authority + ".pub")).strip()));
    restartSshd(h1);
    try {
      var fields = fields(h1);
      fields.put("privateKey", Files.readString(key));
      var id = client.create("candidate", fields).id();
      var refused = in(id, Phase.ERROR);
      assertThat(refused.status().problem().map(Problem::code)).contains("auth-refused");
      client.update(
          "candidate",
          id,
          Map.of("certificate", Files.readString(folder.resolve("user-cert.pub")).strip()));
      awaitChecked(id);
      assertThat(client.get("host", added(id)).status().phase()).isEqualTo(Phase.CONNECTED);
    } finally {
      h1.sh("rm -f /etc/ssh/test-ca.pub /etc/ssh/sshd_config.d/40-test.conf");
      restartSshd(h1);
    }
  }

  /// Its settings allow it; a command stands in all the same.
  @Test
  void a_key_that_may_not_forward_is_told_from_a_sshd_that_forbids_it() throws Exception {
    var key = made("restricted");
    var line = Files.readString(folder.resolve("restricted.pub")).strip();
    h1.sh("echo 'no-port-forwarding %s' >> /root/.ssh/authorized_keys".formatted(line));
    try {
      var fields = fields(h1);
      fields.put("privateKey", Files.readString(key));
      var id = checked(fields);
      assertThat(row(id, "ssh-streamlocal"))
          .containsEntry("state", "failed")
          .containsEntry("fixable", "false");
      assertThat(row(id, "ssh-streamlocal").get("fix")).contains("no-port-forwarding");
      assertThat(state(id, "docker-reachable")).isEqualTo("ok");
    } finally {
      h1.sh("sed -i '/^no-port-forwarding /d' /root/.ssh/authorized_keys");
    }
  }

  @Test
  void a_host_behind_another_is_added_through_it() {
    var before = now(h2);
    var fields = fields(h2);
    fields.put("jumps", List.of(jump(h1, "core")));
    var host = added(checked(fields));
    assertThat(client.get("host", host).status().phase()).isEqualTo(Phase.CONNECTED);
    assertThat(cameFrom(h2, before)).containsExactly(h1.address());
    remove("host", host);
  }

  @Test
  void a_password_opens_the_jump_too_and_both_keep_our_key_as_long_as_the_host_is_ours() {
    for (var lab : List.of(h1, h2)) worker(lab, "Pass-2026");
    try {
      var before = now(h2);
      var fields = asWorker(fields(h2), "Pass-2026");
      fields.put("jumps", List.of(jump(h1, "worker")));
      var id = checked(fields);
      assertThat(client.get("candidate", id).text("changes"))
          .contains("worker@" + h1.address(), "authorized_keys");
      assertThat(keysOfWorker(h1) + keysOfWorker(h2)).as("only looked at").isEmpty();
      var host = added(id);
      assertThat(keysOfWorker(h2)).endsWith(" stampede").isEqualTo(keysOfWorker(h1));
      client.act("host", host, "reconnect", Map.of());
      await()
          .atMost(PATIENCE)
          .until(() -> client.get("host", host).status().phase() == Phase.CONNECTED);
      assertThat(cameFrom(h2, before)).containsExactly(h1.address());
      remove("host", host);
      for (var lab : List.of(h1, h2)) {
        assertThat(lab.sh("ls -A ~worker/.ssh 2>/dev/null; true")).as(lab.name()).isEmpty();
      }
    } finally {
      for (var lab : List.of(h1, h2)) noWorker(lab);
    }
  }

  /// As after a console that was killed when it had taken its key from the host, and not yet from
  /// the jump.
  @Test
  void a_key_that_is_left_on_the_jump_alone_is_taken_from_there() {
    for (var lab : List.of(h1, h2)) worker(lab, "Pass-2026");
    try {
      var fields = asWorker(fields(h2), "Pass-2026");
      fields.put("jumps", List.of(jump(h1, "worker")));
      var host = added(checked(fields));
      h2.sh("rm ~worker/.ssh/authorized_keys");
      h2.cutConnections();
      remove("host", host);
      assertThat(h1.sh("ls -A ~worker/.ssh 2>/dev/null; true")).isEmpty();
    } finally {
      for (var lab : List.of(h1, h2)) noWorker(lab);
    }
  }

  @Test
  void a_host_with_two_addresses_is_added_by_either_but_once() {
    var other = h1.address().replace("10.99.0.", "10.99.0.2");
    h1.sh("ip addr add %s/24 dev eth0".formatted(other));
    try {
      var fields = fields(h1);
      fields.put("address", other);
      var id = checked(fields);
      assertThat(row(id, "addresses").get("found"))
          .contains(other + " is used")
          .contains(h1.address());
      var host = added(id);
      fields.put("address", h1.address());
      fields.put("name", "again");
      var again = checked(fields);
      assertThat(row(again, "already-added"))
          .containsEntry("state", "failed")
          .containsEntry("severity", "must");
      assertThat(row(again, "already-added").get("found")).contains(h1.name(), other);
      remove("host", host);
    } finally {
      h1.sh("ip addr del %s/24 dev eth0".formatted(other));
    }
  }
}
