package io.stampede.e2e;

import io.stampede.lab.LabHost;
import io.stampede.lab.LabImages;
import java.util.Map;

/// Steps that many stories begin with.
final class Onboarding {
  private Onboarding() {}

  /// The fields with which a lab host is added.
  static Map<String, Object> fields(LabHost host) {
    return Map.of(
        "name", host.name(),
        "address", host.address(),
        "port", host.port(),
        "user", host.user(),
        "privateKey", host.privateKey(),
        "hostKey", host.hostKeyFingerprint());
  }

  /// Adds a host and waits until it is connected.
  static String add(Rest rest, LabHost host) {
    var path = rest.create("hosts", fields(host));
    rest.awaitState(path, "connected");
    return path;
  }

  /// Uploads the tiny guest's disk as an image called `tiny`.
  static String tinyImage(Rest rest) {
    var path = rest.create("images", Map.of("name", "tiny"));
    var answer = rest.upload(path + "/content", LabImages.tinyDisk());
    if (answer.status() >= 300) throw new AssertionError(answer.json().toPrettyString());
    rest.awaitState(path, "ready");
    return path;
  }

  static Map<String, Object> container(String name, LabHost host) {
    return Map.of(
        "name",
        name,
        "host",
        host.name(),
        "image",
        LabImages.BUSYBOX,
        "command",
        java.util.List.of("sh", "-c", "echo hello from $(hostname); exec sleep 100000"));
  }

  static Map<String, Object> machine(String name, LabHost host) {
    return Map.of("name", name, "host", host.name(), "image", "tiny", "memoryMib", 96);
  }
}
