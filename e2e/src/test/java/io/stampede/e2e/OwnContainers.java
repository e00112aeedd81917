package io.stampede.e2e;

import io.stampede.lab.LabHost;

/// The containers of a host without those that the console itself brings.
final class OwnContainers {
  private OwnContainers() {}

  /// The names of those that run, a line each.
  static String running(LabHost host) {
    return named(host, "");
  }

  /// The names of all, a line each.
  static String all(LabHost host) {
    return named(host, "-a");
  }

  private static String named(LabHost host, String which) {
    return host.ssh("docker ps " + which + " --format {{.Names}} | grep -v ^stampede- || true")
        .strip();
  }
}
