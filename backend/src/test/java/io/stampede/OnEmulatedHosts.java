package io.stampede;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stampede.client.Resource;
import io.stampede.client.StampedeClient;
import io.stampede.engine.Phase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// The whole backend on emulated hosts, every step done twice.
abstract class OnEmulatedHosts {
  static final Duration PATIENCE = Duration.ofSeconds(90);

  @TempDir Path folder;
  Stampede stampede;
  StampedeClient client;

  @BeforeEach
  void open() throws Exception {
    stampede = Stampede.open(Stampede.Settings.in(folder.resolve("data")).asDemo());
    client = stampede.client();
  }

  @AfterEach
  void close() throws Exception {
    stampede.close();
  }

  Resource awaitPhase(String kind, String name, Phase phase) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() ->
            assertThat(client.get(kind, name).status().phase())
                .as(() -> client.get(kind, name).toString())
                .isEqualTo(phase));
    return client.get(kind, name);
  }

  /// One that has what networks need.
  void addHost(int number) {
    var name = "h" + number;
    var address = "192.0.2." + number;
    var key = client.ask("host", "hostKey", Map.of("address", address)).get("fingerprint");
    client.create(
        "host", Map.of("name", name, "address", address, "privateKey", "any", "hostKey", key));
    awaitPhase("host", name, Phase.CONNECTED);
    await()
        .atMost(PATIENCE)
        .until(() -> client.get("host", name).text("components"), c -> c.contains("net"));
  }
}
