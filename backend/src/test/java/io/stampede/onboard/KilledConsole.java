package io.stampede.onboard;

import io.stampede.Stampede;
import io.stampede.component.Components;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;

/// A backend in a process of its own, which can be killed as by `kill -9` and started again over
/// the same data.
final class KilledConsole implements AutoCloseable {
  private final Path data;
  private Process process;

  /// Starts it, and has it make this candidate.
  KilledConsole(Path data, Map<String, Object> candidate) {
    this.data = data;
    this.process = launch(candidate);
  }

  private Process launch(Map<String, Object> candidate) {
    var fields = new Properties();
    candidate.forEach((key, value) -> fields.setProperty(key, value.toString()));
    try {
      var started =
          new ProcessBuilder(
                  List.of(
                      Path.of(System.getProperty("java.home"), "bin/java").toString(),
                      "--enable-native-access=ALL-UNNAMED",
                      "-XX:TieredStopAtLevel=1",
                      "-cp",
                      System.getProperty("java.class.path"),
                      KilledConsole.class.getName(),
                      data.toString()))
              .redirectErrorStream(true)
              .redirectOutput(data.resolveSibling("killed.log").toFile())
              .start();
      try (var out = started.getOutputStream()) {
        fields.store(out, "a candidate");
      }
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Nothing in it gets to say goodbye.
  void kill() {
    try {
      process.destroyForcibly().waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  void startAgain() {
    process = launch(Map.of());
  }

  @Override
  public void close() {
    kill();
  }

  /// Runs until it is killed.
  public static void main(String[] arguments) throws Exception {
    var fields = new Properties();
    fields.load(System.in);
    var settings = Stampede.Settings.in(Path.of(arguments[0]));
    try (var stampede = Stampede.open(settings.withComponents(Components.installed()))) {
      if (!fields.isEmpty()) {
        var values = new HashMap<String, Object>();
        fields.forEach((name, value) -> values.put(name.toString(), value));
        var unused = stampede.client().create("candidate", values);
      }
      new CountDownLatch(1).await();
    }
  }
}
