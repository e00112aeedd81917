package io.stampede.lab;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Calls `installer/lab/lab`.
///
/// @param script where that is
record LabCommand(Path script) {
  private static final Duration LIMIT =
      Duration.ofMinutes(15); // the first run builds the hosts' tree

  /// Finds the script in the folder we run in, or one of those above.
  static LabCommand find() {
    return find(Path.of("").toAbsolutePath());
  }

  static LabCommand find(Path from) {
    return Stream.<Path>iterate(from, p -> p != null, Path::getParent)
        .map(folder -> folder.resolve("installer/lab/lab"))
        .filter(Files::isExecutable)
        .findFirst()
        .map(LabCommand::new)
        .orElseThrow(
            () -> new LabFailure("no installer/lab/lab in " + from + " or a folder above it"));
  }

  /// Runs a sub-command that must succeed.
  void must(String... arguments) {
    var ran = run(arguments);
    if (!ran.ok()) {
      throw new LabFailure(
          "lab %s: %s".formatted(String.join(" ", arguments), lastOf(ran.err(), ran.out())));
    }
  }

  Ran run(String... arguments) {
    var argv = new ArrayList<>(List.of(script.toString()));
    argv.addAll(List.of(arguments));
    return start(argv);
  }

  private static Ran start(List<String> argv) {
    try {
      var process = new ProcessBuilder(argv).redirectInput(new File("/dev/null")).start();
      var out =
          CompletableFuture.supplyAsync(
              () -> text(process.inputReader()), Thread::startVirtualThread);
      var err =
          CompletableFuture.supplyAsync(
              () -> text(process.errorReader()), Thread::startVirtualThread);
      if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new LabFailure(argv + " has not ended after " + LIMIT);
      }
      return new Ran(process.exitValue(), out.join(), err.join());
    } catch (IOException e) {
      throw new LabFailure("cannot run " + argv.getFirst() + ": " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LabFailure("interrupted while running " + argv, e);
    }
  }

  private static String text(BufferedReader reader) {
    return String.join("\n", reader.lines().toList()).stripTrailing();
  }

  private static String lastOf(String err, String out) {
    return (err.isEmpty() ? out : err).strip();
  }
}
