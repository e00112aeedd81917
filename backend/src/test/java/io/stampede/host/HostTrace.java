package io.stampede.host;

import io.stampede.lab.LabHost;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Objects;

/// All of a lab host that could hold a trace: files, users, rules, interfaces, routes, containers,
/// images, networks, units, processes, sysctls.
public final class HostTrace {
  private HostTrace() {}

  public static List<String> of(LabHost host) {
    var script = Base64.getEncoder().encodeToString(script());
    var lines = host.sh("echo " + script + " | base64 -d | bash").lines().toList();
    if (!lines.getLast().equals("that is all")) {
      throw new AssertionError("the trace broke off after " + lines.getLast());
    }
    return lines;
  }

  private static byte[] script() {
    try (InputStream in = Objects.requireNonNull(HostTrace.class.getResourceAsStream("trace.sh"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
