package io.stampede.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// The packaged web console as a process, as a user starts it; can be killed and started again over
/// the same data.
final class Console implements AutoCloseable {
  private static final Path ROOT = root();

  private final Path data;
  private final List<String> more;
  private final Map<String, String> environment;
  private final int port = freePort();
  private Process process;

  private Console(Path data, List<String> more, Map<String, String> environment) {
    this.data = data;
    this.more = more;
    this.environment = environment;
    this.process = launch();
  }

  /// @param more arguments, as `--stampede.demo=true`
  static Console start(Path data, String... more) {
    return started(new Console(data, List.of(more), Map.of()));
  }

  /// @param environment what it finds there beside what this process has
  static Console start(Path data, Map<String, String> environment) {
    return started(new Console(data, List.of(), environment));
  }

  private static Console started(Console console) {
    console.awaitReady();
    return console;
  }

  Rest rest() {
    return new Rest(url(), token());
  }

  String url() {
    return "http://127.0.0.1:" + port;
  }

  String token() {
    return read(data.resolve("token")).strip();
  }

  /// As `kill -9` does: nothing in it gets to say goodbye.
  void killHard() {
    try {
      process.destroyForcibly().waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  void startAgain() {
    process = launch();
    awaitReady();
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(15, TimeUnit.SECONDS)) killHard();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private Process launch() {
    var argv =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Xmx768m",
                "-jar",
                jar().toString(),
                "--server.port=" + port,
                "--stampede.data=" + data));
    argv.addAll(more);
    try {
      Files.createDirectories(data);
      var builder =
          new ProcessBuilder(argv)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
      builder.environment().putAll(environment);
      return builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void awaitReady() {
    await()
        .atMost(Duration.ofSeconds(90))
        .pollInterval(Duration.ofMillis(100))
        .until(() -> {
          if (!process.isAlive()) throw new AssertionError("the console ended:\n" + read(log()));
          return Files.exists(data.resolve("token")) && Rest.isUp(url());
        });
  }

  private Path log() {
    return data.resolveSibling(data.getFileName() + ".log");
  }

  private static Path jar() {
    var folder = ROOT.resolve("console-web/target");
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(f -> f.getFileName().toString().matches("console-web-[0-9].*(?<!plain)\\.jar"))
          .filter(f -> !f.getFileName().toString().contains("sources"))
          .findFirst()
          .orElseThrow(() -> new AssertionError("no console-web jar in " + folder));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The folder of the whole project.
  static Path root() {
    return Stream.<Path>iterate(Path.of("").toAbsolutePath(), p -> p != null, Path::getParent)
        .filter(folder -> Files.isExecutable(folder.resolve("installer/lab/lab")))
        .findFirst()
        .orElseThrow();
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
