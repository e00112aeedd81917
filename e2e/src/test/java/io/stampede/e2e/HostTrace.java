package io.stampede.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.stampede.lab.LabHost;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Base64;
import java.util.List;

/// All of a lab host that could hold a trace of us, as lines: files, users, rules, interfaces,
/// routes, containers, images, networks, units, processes, sysctls.
final class HostTrace {
  private static final String SCRIPT = "backend/src/test/resources/io/stampede/host/trace.sh";

  private HostTrace() {}

  static List<String> of(LabHost host) {
    try {
      var text = Files.readString(Console.root().resolve(SCRIPT), UTF_8);
      var script = Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
      var lines = host.sh("echo " + script + " | base64 -d | bash").lines().toList();
      if (lines.getLast().equals("that is all")) return lines;
      throw new AssertionError("the trace broke off after " + lines.getLast());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
