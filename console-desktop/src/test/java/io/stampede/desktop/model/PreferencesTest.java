package io.stampede.desktop.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stampede.desktop.background.Background;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreferencesTest {
  @Test
  void what_was_set_is_there_the_next_time(@TempDir Path folder) throws IOException {
    var file = folder.resolve("desktop.properties");
    try (var background = new Background(Runnable::run)) {
      var first = Preferences.in(file);
      assertThat(first.get("dark")).isEmpty();
      first.set("dark", "true", background);
      await().until(() -> Files.exists(file));
      assertThat(Preferences.in(file).get("dark")).contains("true");
    }
  }
}
