package io.stampede.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.stampede.lab.Host;
import io.stampede.lab.Lab;
import io.stampede.lab.LabHost;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// From an address and a key to a host that is ready, and all that may stand in the way.
@Lab
@Tag("S1")
class AddHostStoryTest {
  private static Console console;
  private static Rest rest;

  @BeforeAll
  static void start(@TempDir Path folder) {
    console = Console.start(folder.resolve("data"));
    rest = console.rest();
  }

  @AfterAll
  static void stop() {
    console.close();
  }

  @AfterEach
  void nothing_is_left_behind() {
    for (var plural : new String[] {"candidates", "hosts"}) {
      for (var row : rest.get("/v1/" + plural).json().path("data")) {
        var path = "/v1/" + plural + "/" + row.path("id").asString("");
        rest.delete(path);
        rest.awaitGone(path);
      }
    }
  }

  private static long logins(LabHost host) {
    var count =
        host.sh(
            "journalctl -q -t sshd -t sshd-session | grep -cE 'Accepted|Failed|Invalid' || true");
    return Long.parseLong(count.strip());
  }

  @Test
  @Tag("C5")
  void a_host_is_added_step_by_step_and_nothing_happens_before_a_person_agrees(
      @Host("h1") LabHost h1) {
    long before = logins(h1);
    var candidate = Candidate.begin(rest, h1);
    var shown = candidate.awaitKey();
    assertThat(shown.text("presentedKey")).isEqualTo(h1.hostKeyFingerprint());
    assertThat(shown.text("trust")).isEqualTo("unknown");
    assertThat(logins(h1)).as("nobody has logged in").isEqualTo(before);
    assertThat(candidate.tryToAdd().status()).isEqualTo(409);

    candidate.trust(h1.hostKeyFingerprint());
    var checked = candidate.awaitChecked();
    assertThat(checked.text("state")).isEqualTo("ready");
    assertThat(checked.json().path("checks").size()).isGreaterThan(20);
    for (var row : checked.json().path("checks")) {
      assertThat(row.path("title").asString("")).isNotEmpty();
      assertThat(row.path("why").asString("")).isNotEmpty();
    }
    assertThat(checked.json().path("changes").toString()).contains("/var/lib/stampede");
    assertThat(h1.sh("ls -A /var/lib/stampede").strip()).as("looking leaves nothing").isEmpty();
    assertThat(checked.json().toString()).doesNotContain("PRIVATE KEY");

    var host = candidate.add();
    assertThat(rest.get(host).text("address")).isEqualTo(h1.address());
    assertThat(rest.get("/v1/candidates").json().path("total").asInt()).isZero();
  }

  @Test
  void forwarding_that_sshd_refuses_is_put_right_by_the_console_when_asked(@Host("h2") LabHost h2) {
    var file = "/etc/ssh/sshd_config.d/01-story.conf";
    h2.sh(
        "echo 'AllowStreamLocalForwarding no' > %s; systemctl reset-failed ssh; systemctl restart ssh"
            .formatted(file));
    try {
      var candidate = Candidate.trusted(rest, h2);
      candidate.awaitChecked();
      var row = candidate.awaitCheck("ssh-streamlocal", "failed");
      assertThat(row.path("fix").asString("")).contains("AllowStreamLocalForwarding yes");
      assertThat(row.path("fixable").asBoolean()).isTrue();
      rest.act(candidate.path(), "fix", Map.of("check", "ssh-streamlocal"));
      candidate.awaitCheck("ssh-streamlocal", "ok");
      candidate.add();
    } finally {
      h2.sh(
          "rm -f %s /etc/ssh/sshd_config.d/00-stampede.conf; systemctl reset-failed ssh; systemctl restart ssh"
              .formatted(file));
    }
  }

  @Test
  void docker_that_is_down_keeps_a_host_out_until_it_is_started(@Host("h2") LabHost h2) {
    h2.sh("systemctl stop docker.socket docker");
    try {
      var candidate = Candidate.trusted(rest, h2);
      candidate.awaitChecked();
      var row = candidate.awaitCheck("docker-reachable", "failed");
      assertThat(row.path("severity").asString("")).isEqualTo("must");
      assertThat(row.path("fix").asString("")).contains("systemctl");
      var refused = candidate.tryToAdd();
      assertThat(refused.status()).isEqualTo(409);
      assertThat(refused.text("code")).isEqualTo("check-failed");
      assertThat(refused.text("detail")).contains("docker-reachable");
      h2.sh("systemctl start docker");
      rest.act(candidate.path(), "recheck", Map.of("checks", List.of("docker-reachable")));
      candidate.awaitCheck("docker-reachable", "ok");
      candidate.add();
    } finally {
      h2.sh("systemctl start docker");
    }
  }

  @Test
  void a_wrong_user_and_a_wrong_passphrase_are_told_apart_and_put_right(@Host("h1") LabHost h1) {
    var pair = Keys.make("open sesame");
    h1.sh("echo '%s' >> /root/.ssh/authorized_keys".formatted(pair.publicKey().strip()));
    try {
      var fields = Candidate.fields(h1);
      fields.put("hostKey", h1.hostKeyFingerprint());
      fields.put("user", "nobody-here");
      var candidate = Candidate.begin(rest, fields);
      assertThat(candidate.awaitProblem("auth-refused").path("fix").asString("")).isNotEmpty();
      rest.put(
          candidate.path(),
          Map.of("user", "root", "privateKey", pair.privateKey(), "passphrase", "abracadabra"));
      candidate.awaitProblem("bad-credential");
      rest.put(candidate.path(), Map.of("passphrase", "open sesame"));
      candidate.awaitChecked();
      assertThat(candidate.look().text("state")).isEqualTo("ready");
    } finally {
      h1.sh(
          "sed -i '\\|%s|d' /root/.ssh/authorized_keys".formatted(pair.publicKey().split(" ")[1]));
    }
  }

  @Test
  @Tag("C5")
  void a_password_is_used_once_to_install_a_key_of_our_own(@Host("h1") LabHost h1) {
    var file = "/etc/ssh/sshd_config.d/01-story.conf";
    var restart = "systemctl reset-failed ssh; systemctl restart ssh";
    h1.sh(
        """
        gpasswd -a core docker
        echo core:correct-horse | chpasswd
        cp -a /home/core/.ssh/authorized_keys /root/keys.story
        echo 'PasswordAuthentication yes' > %s
        """
                .formatted(file)
            + restart);
    try {
      var fields = Candidate.fields(h1);
      fields.remove("privateKey");
      fields.putAll(
          Map.of("user", "core", "password", "correct-horse", "hostKey", h1.hostKeyFingerprint()));
      var host = Candidate.begin(rest, fields).add();
      assertThat(h1.sh("cat /home/core/.ssh/authorized_keys"))
          .startsWith(h1.sh("cat /root/keys.story"))
          .matches("(?s).*\\nssh-ed25519 [A-Za-z0-9+/]{68} stampede");
      h1.sh("rm %s; %s".formatted(file, restart));
      rest.act(host, "reconnect");
      rest.awaitState(host, "connected");
      assertThat(rest.get(host).json().toString()).doesNotContain("correct-horse");
      rest.delete(host);
      rest.awaitGone(host);
      assertThat(h1.sh("cat /home/core/.ssh/authorized_keys"))
          .as("our key is taken back, and no other")
          .isEqualTo(h1.sh("cat /root/keys.story"));
    } finally {
      h1.sh(
          "rm -f %s; passwd -l core; mv /root/keys.story /home/core/.ssh/authorized_keys; gpasswd -d core docker; %s"
              .formatted(file, restart));
    }
  }

  @Test
  void a_user_without_sudo_is_told_the_line_that_is_missing(@Host("h2") LabHost h2) {
    h2.sh("mv /etc/sudoers.d/core /root/core.story; gpasswd -a core docker");
    try {
      var fields = Candidate.fields(h2);
      fields.put("hostKey", h2.hostKeyFingerprint());
      fields.put("user", "core");
      var candidate = Candidate.begin(rest, fields);
      candidate.awaitChecked();
      var row = candidate.awaitCheck("root", "failed");
      assertThat(row.path("fix").asString("")).contains("core ALL=(ALL) NOPASSWD: ALL");
      assertThat(candidate.tryToAdd().text("detail")).contains("root");
      h2.sh("mv /root/core.story /etc/sudoers.d/core");
      rest.act(candidate.path(), "recheck");
      candidate.awaitCheck("root", "ok");
      candidate.add();
    } finally {
      h2.sh("mv /root/core.story /etc/sudoers.d/core 2>/dev/null; gpasswd -d core docker");
    }
  }

  @Test
  @Tag("C5")
  void a_changed_key_blocks_before_anything_is_sent(
      @Host("h1") LabHost h1, @Host("h2") LabHost h2) {
    var fields = Candidate.fields(h1);
    fields.put("hostKey", h2.hostKeyFingerprint());
    long before = logins(h1);
    var candidate = Candidate.begin(rest, fields);
    var problem = candidate.awaitProblem("host-key-changed");
    assertThat(problem.path("message").asString("")).contains(h1.hostKeyFingerprint());
    assertThat(candidate.look().text("trust")).isEqualTo("changed");
    assertThat(logins(h1)).isEqualTo(before);
    candidate.trust(h1.hostKeyFingerprint());
    candidate.awaitChecked();
    assertThat(candidate.look().text("state")).isEqualTo("ready");
  }

  @Test
  void strings_made_to_be_more_than_a_name_are_refused() {
    for (var address :
        new String[] {
          "-oProxyCommand=id",
          "h1\nh2",
          "h1 -p 1",
          "a@b@c",
          "%h",
          "h\u0000",
          "\u202ehost",
          "h1;id",
          ""
        }) {
      var answer = rest.post("/v1/candidates", Map.of("address", address, "privateKey", "x"));
      assertThat(answer.status()).as(address).isEqualTo(422);
      assertThat(answer.json().path("errors").toString()).as(address).contains("address");
    }
    for (var user : new String[] {"-l", "root;id", "ro ot", "root\n", "%u", "r@h", "ＲＯＯＴ"}) {
      var answer =
          rest.post(
              "/v1/candidates", Map.of("address", "192.0.2.1", "user", user, "privateKey", "x"));
      assertThat(answer.status()).as(user).isEqualTo(422);
    }
    assertThat(rest.get("/v1/candidates").json().path("total").asInt()).isZero();
  }

  @Test
  void two_consoles_that_want_one_host_do_not_fight_over_it(
      @Host("h2") LabHost h2, @TempDir Path folder) {
    try (var other = Console.start(folder.resolve("other"))) {
      var theirs = Candidate.trusted(other.rest(), h2).add();
      var ours = Candidate.trusted(rest, h2);
      ours.awaitChecked();
      var row = ours.awaitCheck("owner", "failed");
      assertThat(row.path("severity").asString("")).isEqualTo("must");
      assertThat(row.path("found").asString(""))
          .as("whose it is, for people")
          .contains(System.getProperty("user.name") + " on ");
      assertThat(ours.tryToAdd().text("detail")).contains("owner");
      other.rest().delete(theirs);
      other.rest().awaitGone(theirs);
      rest.act(ours.path(), "recheck");
      ours.awaitCheck("owner", "ok");
      ours.add();
    }
  }
}
