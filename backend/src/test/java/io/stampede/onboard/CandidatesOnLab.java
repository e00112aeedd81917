package io.stampede.onboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stampede.Stampede;
import io.stampede.client.Refused;
import io.stampede.client.Resource;
import io.stampede.client.StampedeClient;
import io.stampede.engine.Phase;
import io.stampede.lab.Lab;
import io.stampede.lab.LabHost;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// Candidates on real hosts, through the whole backend.
@Lab
abstract class CandidatesOnLab {
  static final Duration PATIENCE = Duration.ofSeconds(90);

  @TempDir Path folder;
  private Stampede stampede;
  StampedeClient client;

  /// What a test changes of it.
  Stampede.Settings settings(Path data) throws Exception {
    return Stampede.Settings.in(data);
  }

  @BeforeEach
  void open() throws Exception {
    stampede = Stampede.open(settings(folder.resolve("data")));
    client = stampede.client();
  }

  @AfterEach
  void close() throws Exception {
    stampede.close();
  }

  Map<String, Object> fields(LabHost lab) {
    return new HashMap<>(
        Map.of(
            "name", lab.name(),
            "address", lab.address(),
            "privateKey", lab.privateKey(),
            "hostKey", lab.hostKeyFingerprint()));
  }

  String checked(LabHost lab) {
    return checked(fields(lab));
  }

  String checked(Map<String, Object> fields) {
    var id = client.create("candidate", fields).id();
    awaitChecked(id);
    return id;
  }

  void awaitChecked(String id) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> {
          var now = client.get("candidate", id);
          assertThat(now.fields().getOrDefault("checks", List.of()))
              .as(now::toString)
              .isNotEqualTo(List.of());
          assertThat(now.number("open")).as(now::toString).contains(0L);
        });
  }

  Resource in(String id, Phase phase) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> {
          var now = client.get("candidate", id);
          assertThat(now.status().phase()).as(now::toString).isEqualTo(phase);
        });
    return client.get("candidate", id);
  }

  Map<String, String> row(String id, String check) {
    var rows = client.get("candidate", id).fields().getOrDefault("checks", List.of());
    for (var row : (List<?>) rows) {
      var texts = new HashMap<String, String>();
      ((Map<?, ?>) row).forEach((k, v) -> texts.put(String.valueOf(k), String.valueOf(v)));
      if (check.equals(texts.get("check"))) return texts;
    }
    throw new AssertionError("no check " + check);
  }

  String state(String id, String check) {
    return row(id, check).getOrDefault("state", "");
  }

  void recheck(String id, String... checks) {
    client.act("candidate", id, "recheck", Map.of("checks", List.of(checks)));
    await()
        .atMost(PATIENCE)
        .until(() -> client.get("candidate", id).number("open").orElse(1L) == 0);
  }

  void failsThenHeals(String id, String check, String... others) {
    recheck(id, check);
    await().atMost(PATIENCE).until(() -> state(id, check).equals("failed"));
    assertThat(row(id, check).get("fix")).isNotEmpty();
    assertThat(others).allSatisfy(other -> assertThat(state(id, other)).isEqualTo("failed"));
  }

  static void restartSshd(LabHost lab) {
    lab.sh("systemctl reset-failed ssh; systemctl restart ssh");
  }

  /// A user with sudo and Docker, who may log in with this password.
  static void worker(LabHost lab, String password) {
    lab.sh(
        """
        id worker >/dev/null 2>&1 || useradd -m -s /bin/bash worker
        echo worker:%s | chpasswd
        echo 'worker ALL=(ALL) NOPASSWD: ALL' > /etc/sudoers.d/worker
        usermod -aG docker worker
        echo 'PasswordAuthentication yes' > /etc/ssh/sshd_config.d/20-test.conf
        """
            .formatted(password));
    restartSshd(lab);
  }

  static void noWorker(LabHost lab) {
    lab.sh(
        "userdel -rf worker 2>/dev/null; rm -f /etc/sudoers.d/worker"
            + " /etc/ssh/sshd_config.d/20-test.conf");
    restartSshd(lab);
  }

  static Map<String, Object> asWorker(Map<String, Object> fields, String password) {
    fields.remove("privateKey");
    fields.put("user", "worker");
    fields.put("password", password);
    return fields;
  }

  static String keysOfWorker(LabHost lab) {
    return lab.sh("cat ~worker/.ssh/authorized_keys 2>/dev/null; true");
  }

  /// Adds it, and gives the id of the host that comes of it.
  String added(String candidate) {
    client.act("candidate", candidate, "add", Map.of());
    return in(candidate, Phase.ADDED).text("host");
  }

  void remove(String kind, String id) {
    client.remove(kind, id);
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(found(kind, id)).isEmpty());
  }

  boolean isThere(String kind, String id) {
    return found(kind, id).isPresent();
  }

  private Optional<Resource> found(String kind, String id) {
    try {
      return Optional.of(client.get(kind, id));
    } catch (Refused e) {
      if (e.reason() == Refused.Reason.NOT_FOUND) return Optional.empty();
      throw e;
    }
  }
}
