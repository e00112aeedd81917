package io.stampede.onboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stampede.client.Query;
import io.stampede.engine.Phase;
import io.stampede.engine.Problem;
import io.stampede.lab.Host;
import io.stampede.lab.LabHost;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What is found on the way of a host into the console, and what comes of it.
@Tag("C5")
@Tag("S1")
class CandidateLabTest extends CandidatesOnLab {
  private final LabHost h1;
  private final LabHost h2;

  CandidateLabTest(@Host("h1") LabHost h1, @Host("h2") LabHost h2) {
    this.h1 = h1;
    this.h2 = h2;
  }

  @Test
  void a_sound_host_passes_every_must_in_seconds_and_is_added() {
    var begun = Instant.now();
    var id = checked(h1);
    assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofSeconds(30));
    var candidate = client.get("candidate", id);
    assertThat(candidate.number("barring")).contains(0L);
    for (var check : List.of("docker-reachable", "ssh-streamlocal", "clock", "tun", "ip-forward")) {
      assertThat(state(id, check)).as(check).isEqualTo("ok");
    }
    assertThat(row(id, "addresses").get("found")).contains(h1.address() + " is used");
    client.act("candidate", id, "add", Map.of());
    var host = in(id, Phase.ADDED).text("host");
    assertThat(client.get("host", host).status().phase()).isEqualTo(Phase.CONNECTED);
    assertThat(h1.sh("cat /var/lib/stampede/owner")).isNotBlank();
  }

  @Test
  void checks_write_nothing_on_the_host() {
    var look =
        "find / -xdev -newer /tmp/before -type f -not -path '/proc/*' -not -path '/run/*' "
            + "-not -path '/var/log/*' 2>/dev/null | head";
    h1.sh("touch /tmp/before");
    checked(h1);
    assertThat(h1.sh(look)).isBlank();
    assertThat(h1.sh("ls -A /var/lib/stampede")).isBlank();
  }

  @Test
  void the_way_to_a_host_that_is_there_is_tried() {
    var first = checked(h1);
    client.act("candidate", first, "add", Map.of());
    in(first, Phase.ADDED);
    var second = checked(h2);
    assertThat(row(second, "path-mtu"))
        .containsEntry("state", "ok")
        .containsEntry("found", "1500 to " + h1.name());
    assertThat(row(second, "ike-reachable")).containsEntry("state", "ok");
    try {
      h1.sh(
          "nft add table inet deaf; nft 'add chain inet deaf in { type filter hook prerouting priority -500; }';"
              + " nft add rule inet deaf in udp dport '{500, 4500}' drop");
      failsThenHeals(second, "ike-reachable");
      assertThat(row(second, "ike-reachable").get("found")).contains(h1.name() + " (UDP 500)");
    } finally {
      h1.sh("nft delete table inet deaf");
    }
    recheck(second, "ike-reachable");
    assertThat(state(second, "ike-reachable")).isEqualTo("ok");
  }

  @Test
  void docker_that_is_down_is_found_and_started_on_demand() {
    h1.sh("systemctl stop docker.socket docker.service");
    try {
      var id = checked(h1);
      assertThat(row(id, "docker-reachable"))
          .containsEntry("state", "failed")
          .containsEntry("fixable", "true");
      client.act("candidate", id, "fix", Map.of("check", "docker-reachable"));
      await().atMost(PATIENCE).until(() -> state(id, "docker-reachable").equals("ok"));
      in(id, Phase.READY);
    } finally {
      h1.sh("systemctl start docker.service");
    }
  }

  @Test
  void an_sshd_that_refuses_and_has_few_sessions_is_found_and_put_right() {
    var conf = "/etc/ssh/sshd_config.d/10-test.conf";
    h1.sh(
        "printf 'AllowStreamLocalForwarding no\\nMaxSessions 3\\n' > %s; systemctl reset-failed ssh; systemctl restart ssh"
            .formatted(conf));
    try {
      var id = checked(h1);
      assertThat(row(id, "ssh-streamlocal")).containsEntry("state", "failed");
      assertThat(row(id, "ssh-sessions")).containsEntry("found", "at most 3");
      client.act("candidate", id, "fix", Map.of("check", "ssh-sessions"));
      await().atMost(PATIENCE).until(() -> state(id, "ssh-sessions").equals("ok"));
      client.act("candidate", id, "fix", Map.of("check", "ssh-streamlocal"));
      await().atMost(PATIENCE).until(() -> state(id, "ssh-streamlocal").equals("ok"));
      assertThat(h1.sh("sshd -T")).contains("allowstreamlocalforwarding yes");
      assertThat(h1.sh("cat /etc/ssh/sshd_config.d/00-stampede.conf"))
          .contains("MaxSessions 20", "AllowStreamLocalForwarding yes");
    } finally {
      h1.sh(
          "rm -f %s /etc/ssh/sshd_config.d/00-stampede.conf*; systemctl reset-failed ssh; systemctl restart ssh"
              .formatted(conf));
    }
  }

  @Test
  void a_user_without_sudo_a_full_disk_and_an_address_more_are_said() {
    h1.sh(
        "id plain >/dev/null 2>&1 || useradd -m plain; mkdir -p ~plain/.ssh;"
            + " cp /root/.ssh/authorized_keys ~plain/.ssh/; chown -R plain ~plain/.ssh");
    h1.smallDisk(20);
    h1.sh("ip addr add 10.99.7.7/24 dev eth0");
    try {
      var fields = fields(h1);
      fields.put("user", "plain");
      var id = checked(fields);
      assertThat(row(id, "root"))
          .containsEntry("state", "failed")
          .containsEntry("severity", "must");
      assertThat(row(id, "root").get("fix")).contains("/etc/sudoers.d/plain");
      assertThat(state(id, "docker-reachable")).isEqualTo("failed");
      assertThat(row(id, "docker-reachable").get("fix")).contains("usermod -aG docker plain");
      assertThat(state(id, "disk-space")).isEqualTo("failed");
      assertThat(row(id, "addresses").get("found")).contains("10.99.7.7/24");
      in(id, Phase.WAITING);
    } finally {
      h1.sh("ip addr del 10.99.7.7/24 dev eth0; userdel -r plain 2>/dev/null; true");
      h1.bigDisk();
    }
  }

  @Test
  void forwarding_off_is_switched_on_on_demand() {
    h1.sh("echo 0 > /proc/sys/net/ipv4/ip_forward");
    try {
      var id = checked(h1);
      assertThat(row(id, "ip-forward")).containsEntry("state", "failed");
      var plan = client.plan("candidate", id, "fix", Map.of("check", "ip-forward"));
      assertThat(plan.steps().getFirst().calls()).anyMatch(c -> c.contains("ip_forward=1"));
      client.act("candidate", id, "fix", Map.of("check", "ip-forward"));
      await().atMost(PATIENCE).until(() -> state(id, "ip-forward").equals("ok"));
      assertThat(h1.sh("cat /proc/sys/net/ipv4/ip_forward").strip()).isEqualTo("1");
    } finally {
      h1.sh("rm -f /etc/sysctl.d/60-stampede-forward.conf; echo 1 > /proc/sys/net/ipv4/ip_forward");
    }
  }

  @Test
  void another_consoles_host_is_refused_until_it_is_taken_over() {
    h1.sh("mkdir -p /var/lib/stampede; echo somebody-else > /var/lib/stampede/owner");
    var id = checked(h1);
    in(id, Phase.WAITING);
    assertThat(row(id, "owner").get("found")).contains("somebody-else");
    assertThat(client.plan("candidate", id, "fix", Map.of("check", "owner")).steps()).hasSize(1);
    client.act("candidate", id, "fix", Map.of("check", "owner"));
    in(id, Phase.READY);
    client.act("candidate", id, "add", Map.of());
    in(id, Phase.ADDED);
    assertThat(h1.sh("cat /var/lib/stampede/owner")).doesNotContain("somebody-else");
  }

  @Test
  void wrong_users_changed_keys_and_cut_cables_are_told_apart() {
    var wrong = fields(h1);
    wrong.put("user", "nobody");
    var refused = in(client.create("candidate", wrong).id(), Phase.ERROR);
    assertThat(refused.status().problem().map(Problem::code)).contains("auth-refused");
    client.remove("candidate", refused.id());
    await().atMost(PATIENCE).until(() -> client.list("candidate", Query.ALL).items().isEmpty());
    var known = fields(h1);
    h1.rekey();
    var changed = in(client.create("candidate", known).id(), Phase.ERROR);
    assertThat(changed.status().problem().map(Problem::code)).contains("host-key-changed");
    assertThat(changed.text("presentedKey")).isEqualTo(h1.hostKeyFingerprint());
  }

  @Test
  void a_password_installs_a_key_once_and_off_boarding_takes_it_back() {
    worker(h1, "Pass-2026");
    try {
      var id = checked(asWorker(fields(h1), "Pass-2026"));
      assertThat(client.get("candidate", id).number("barring")).contains(0L);
      assertThat(keysOfWorker(h1)).isEmpty();
      var host = added(id);
      assertThat(keysOfWorker(h1)).matches("ssh-ed25519 [A-Za-z0-9+/]{68} stampede");
      assertThat(client.get("host", host).status().phase()).isEqualTo(Phase.CONNECTED);
      remove("candidate", id);
      assertThat(keysOfWorker(h1)).as("the host needs it").isNotEmpty();
      remove("host", host);
      assertThat(h1.sh("ls -A ~worker/.ssh 2>/dev/null; true")).isEmpty();
    } finally {
      noWorker(h1);
    }
  }

  @Test
  void a_key_signed_by_an_authority_needs_no_comparing() throws Exception {
    run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", folder.resolve("ca").toString());
    var hostKey =
        Files.writeString(
            folder.resolve("host.pub"), h1.sh("cat /etc/ssh/ssh_host_ed25519_key.pub"));
    run(
        "ssh-keygen",
        "-q",
        "-s",
        folder.resolve("ca").toString(),
        "-I",
        "h1",
        "-h",
        "-n",
        h1.address(),
        hostKey.toString());
    h1.sh(
        "echo '%s' > /etc/ssh/test-cert.pub; systemctl reset-failed ssh; systemctl restart ssh"
            .formatted(Files.readString(folder.resolve("host-cert.pub")).strip()));
    h1.sh(
        "echo 'HostCertificate /etc/ssh/test-cert.pub' > /etc/ssh/sshd_config.d/30-test.conf;"
            + " systemctl reset-failed ssh; systemctl restart ssh");
    await().until(() -> h1.sh("ssh-keyscan -c 127.0.0.1 2>/dev/null | wc -l").strip().equals("1"));
    try {
      var fields = fields(h1);
      fields.remove("hostKey");
      fields.put("hostKeyAuthority", Files.readString(folder.resolve("ca.pub")).strip());
      var id = checked(fields);
      assertThat(client.get("candidate", id).text("trust")).isEqualTo("authority");
      client.act("candidate", id, "add", Map.of());
      in(id, Phase.ADDED);
    } finally {
      h1.sh(
          "rm -f /etc/ssh/test-cert.pub /etc/ssh/sshd_config.d/30-test.conf; systemctl reset-failed ssh; systemctl restart ssh");
    }
  }

  private static void run(String... command) throws Exception {
    assertThat(new ProcessBuilder(command).start().waitFor()).isZero();
  }

  @Test
  @Tag("S30")
  void the_members_of_its_cluster_are_found() {
    h1.sh(
        """
        cat > /usr/local/bin/etcdctl <<'END'
        #!/bin/sh
        case "$ETCDCTL_API $*" in 3*json) echo '{"members":[{"name":"n2","peerURLs":["http://10.99.0.14:2380"]}]}';; esac
        END
        chmod +x /usr/local/bin/etcdctl
        """);
    try {
      var id = checked(h1);
      var answer = client.ask("candidate", "discover", Map.of("id", id));
      assertThat(answer.get("members"))
          .isEqualTo(List.of(Map.of("address", "10.99.0.14", "name", "n2", "source", "etcd")));
    } finally {
      h1.sh("rm -f /usr/local/bin/etcdctl");
    }
  }

  @Test
  void a_cut_on_the_way_is_said_and_heals() {
    var id = checked(h1);
    h1.cable(false);
    client.act("candidate", id, "recheck", Map.of());
    in(id, Phase.ERROR);
    h1.cable(true);
    in(id, Phase.READY);
    assertThat(Objects.requireNonNull(row(id, "ssh-login")).get("state")).isEqualTo("ok");
  }
}
