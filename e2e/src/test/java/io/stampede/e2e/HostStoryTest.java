package io.stampede.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stampede.lab.Host;
import io.stampede.lab.Lab;
import io.stampede.lab.LabHost;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Lab
class HostStoryTest {
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

  @Test
  @Tag("S1")
  @Tag("S19")
  @Tag("C3")
  void a_host_is_added_by_address_and_key_and_shows_what_it_is(@Host("h1") LabHost h1) {
    var path = Onboarding.add(rest, h1);
    var host = rest.get(path).json();
    assertThat(host.path("cpus").asInt()).isPositive();
    assertThat(host.path("memoryMib").asInt()).isPositive();
    assertThat(host.path("dockerVersion").asString()).startsWith("20.10");
    assertThat(host.path("libvirtVersion").asString()).startsWith("9.");
    assertThat(host.path("os").asString()).contains("Debian");
    assertThat(rest.get("/v1/hosts").json().toString()).doesNotContain("PRIVATE KEY");
    remove(path);
    assertThat(h1.ssh("ls -A /var/lib/stampede 2>/dev/null | head").strip()).isEmpty();
  }

  @Test
  @Tag("C5")
  void an_unknown_host_key_is_shown_to_be_confirmed_and_nothing_is_kept(@Host("h1") LabHost h1) {
    var fields = new HashMap<>(Onboarding.fields(h1));
    fields.remove("hostKey");
    var answer = rest.post("/v1/hosts", fields);
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.error()).isEqualTo("hostKey: host-key-unknown");
    assertThat(answer.text("detail")).contains(h1.hostKeyFingerprint());
    var asked =
        rest.post("/v1/hosts?action=hostKey", Map.of("address", h1.address(), "port", h1.port()));
    assertThat(asked.text("fingerprint")).isEqualTo(h1.hostKeyFingerprint());
    assertThat(rest.get("/v1/hosts").json().path("total").asInt()).isZero();
  }

  @Test
  @Tag("C3")
  void a_wrong_key_and_an_unknown_host_are_refused_at_once(@Host("h1") LabHost h1) {
    var wrongKey = new HashMap<>(Onboarding.fields(h1));
    wrongKey.put("privateKey", Keys.foreign());
    var refused = rest.post("/v1/hosts", wrongKey);
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.error()).isEqualTo("privateKey: auth-refused");
    var nowhere = new HashMap<>(Onboarding.fields(h1));
    nowhere.put("address", "10.99.0.250");
    var unreachable = rest.post("/v1/hosts", nowhere);
    assertThat(unreachable.status()).isEqualTo(422);
    assertThat(unreachable.error()).isEqualTo("address: unreachable");
    assertThat(rest.get("/v1/hosts").json().path("total").asInt()).isZero();
  }

  @Test
  @Tag("C3")
  void a_changed_host_key_blocks_and_says_so(@Host("h2") LabHost h2) {
    var path = Onboarding.add(rest, h2);
    h2.rekey();
    h2.kill(); // the connection that stands is of the old key, and good
    h2.start();
    await()
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(() -> {
          var host = rest.get(path);
          assertThat(host.text("state")).isEqualTo("unreachable");
          assertThat(host.json().path("problem").path("code").asString())
              .isEqualTo("host-key-changed");
        });
    rest.act(path, "forget");
    rest.awaitGone(path);
  }

  @Test
  @Tag("N6")
  void a_host_that_loses_power_is_shown_unreachable_and_returns_by_itself(@Host("h2") LabHost h2) {
    var path = Onboarding.add(rest, h2);
    var fields = new HashMap<>(Onboarding.container("survivor", h2));
    fields.put("restartPolicy", "always");
    var container = rest.create("containers", fields);
    rest.awaitState(container, "running");
    h2.kill();
    rest.awaitState(path, "unreachable");
    var asOf = rest.awaitState(container, "unreachable");
    assertThat(asOf.text("seenAt")).isNotEmpty();
    h2.start();
    rest.awaitState(path, "connected");
    rest.awaitState(container, "running");
    rest.delete(container);
    rest.awaitGone(container);
    remove(path);
  }

  private static void remove(String path) {
    assertThat(rest.delete(path).status()).isEqualTo(202);
    rest.awaitGone(path);
  }
}
