package io.stampede.metadata;

import io.stampede.metadata.Instance.Image;
import io.stampede.metadata.Instance.Launch;
import io.stampede.metadata.Instance.Place;
import io.stampede.metadata.Instance.Sessions;
import io.stampede.metadata.Instance.Type;
import java.net.Inet4Address;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.UUID;

/// Instances to test with.
final class Samples {
  static final String KEY =
      "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJustForTests0000000000000000000000 ann";

  private Samples() {}

  static Inet4Address ip(String text) {
    return Inet4Address.ofLiteral(text);
  }

  static Network network() {
    return new Network(
        "nw-1",
        ip("10.77.0.0"),
        24,
        Optional.of(ip("10.77.0.1")),
        List.of(ip("10.77.0.1")),
        OptionalInt.of(1400),
        Optional.of("managed.stampede.internal"));
  }

  static Nic nic(int number) {
    return new Nic(
        "06:53:00:00:%02x:%02x".formatted(number >> 8, number & 255),
        ip("10.77.%d.%d".formatted(number >> 8, number & 255)),
        network(),
        Optional.empty());
  }

  /// One that has everything.
  static Instance web() {
    var second =
        new Nic(
            "06:53:00:00:01:02",
            ip("10.78.0.2"),
            new Network(
                "nw-2",
                ip("10.78.0.0"),
                16,
                Optional.of(ip("10.78.0.1")),
                List.of(),
                OptionalInt.empty(),
                Optional.empty()),
            Optional.empty());
    var first =
        new Nic("06:53:00:00:00:02", ip("10.77.0.2"), network(), Optional.of(ip("192.0.2.9")));
    return new Instance(
        "vm-web1",
        UUID.fromString("3d0b5a0e-5b0c-4d5e-9a55-0123456789ab"),
        "Web one",
        "web1",
        new Image("im-debian12", "debian 12", "x86_64"),
        new Type("small", 2, 2048),
        new Place("h1", "home"),
        new Launch(0, Instant.parse("2026-01-02T03:04:05.6Z")),
        List.of(first, second),
        List.of(new PublicKey("ann's key/", KEY), new PublicKey("ops", KEY)),
        Optional.of(new UserData(Bytes.of("#!/bin/sh\necho hello\n"))),
        List.of("default", "web"),
        List.of("vda", "vdb"),
        new TreeMap<>(
            Map.of("role", "web", "Cost centre", "<17> & \"ü\"", "1=x", "..", "_index", "no")),
        Sessions.OPTIONAL);
  }

  /// One that has nothing that can be left out, but must begin a session.
  static Instance bare(int number) {
    return new Instance(
        "vm-" + number,
        new UUID(0, number),
        "bare" + number,
        "bare" + number,
        new Image("im-tiny", "tiny", "x86_64"),
        new Type("tiny", 1, 96),
        new Place("h1", "home"),
        new Launch(0, Instant.EPOCH),
        List.of(nic(number)),
        List.of(),
        Optional.empty(),
        List.of(),
        List.of(),
        new TreeMap<>(),
        Sessions.REQUIRED);
  }

  /// All that bytes can be, 16 KiB of it.
  static UserData anyBytes() {
    var bytes = new byte[UserData.MAX_BYTES];
    for (int i = 0; i < bytes.length; i++) bytes[i] = (byte) (i * 31 + i / 256);
    return new UserData(Bytes.of(bytes));
  }

  static Instance with(Instance instance, UserData data) {
    return new Instance(
        instance.id(),
        instance.uuid(),
        instance.name(),
        instance.hostname(),
        instance.image(),
        instance.type(),
        instance.place(),
        instance.launch(),
        instance.nics(),
        instance.publicKeys(),
        Optional.of(data),
        instance.securityGroups(),
        instance.disks(),
        instance.tags(),
        instance.sessions());
  }

  /// A file beside this class.
  static String resource(String name) throws java.io.IOException {
    try (var in = Samples.class.getResourceAsStream(name)) {
      if (in == null) throw new java.io.FileNotFoundException(name);
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
