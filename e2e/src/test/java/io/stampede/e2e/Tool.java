package io.stampede.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A program of this machine, run to its end.
///
/// @param out what it wrote, standard output and error together
record Tool(int status, String out) {
  static Tool run(String... argv) {
    return run(Map.of(), List.of(argv));
  }

  static Tool run(Map<String, String> environment, List<String> argv) {
    try {
      var builder = new ProcessBuilder(argv).redirectErrorStream(true);
      builder.environment().putAll(environment);
      var process = builder.start();
      process.getOutputStream().close();
      var out = new String(process.getInputStream().readAllBytes());
      if (!process.waitFor(120, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError(argv + " does not end:\n" + out);
      }
      return new Tool(process.exitValue(), out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
