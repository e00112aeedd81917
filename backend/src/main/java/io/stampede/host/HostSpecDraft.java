package io.stampede.host;

import io.stampede.ssh.Address;
import io.stampede.ssh.UserName;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// A spec under change: the one place that knows the order of its many parts.
final class HostSpecDraft {
  HostName name;
  Address address;
  int port = 22;
  UserName user = new UserName("root");
  List<Jump> jumps = List.of();
  Optional<String> privateKey = Optional.empty();
  Optional<String> passphrase = Optional.empty();
  Optional<String> certificate = Optional.empty();
  boolean agent;
  Optional<Fingerprint> hostKey = Optional.empty();
  Optional<PublicKeyLine> hostKeyAuthority = Optional.empty();
  Labels labels = Labels.NONE;
  Optional<String> description = Optional.empty();
  boolean cordoned;
  int cpuOvercommit = 4;
  boolean ownKey;
  OptionalInt reconnects = OptionalInt.empty();
  boolean forgotten;
  Optional<Reboot> reboot = Optional.empty();

  HostSpecDraft(HostName name, Address address) {
    this.name = name;
    this.address = address;
  }

  HostSpecDraft(HostSpec spec) {
    this(spec.name(), spec.address());
    port = spec.port();
    user = spec.user();
    jumps = spec.jumps();
    privateKey = spec.privateKey();
    passphrase = spec.passphrase();
    certificate = spec.certificate();
    agent = spec.agent();
    hostKey = spec.hostKey();
    hostKeyAuthority = spec.hostKeyAuthority();
    labels = spec.labels();
    description = spec.description();
    cordoned = spec.cordoned();
    cpuOvercommit = spec.cpuOvercommit();
    ownKey = spec.ownKey();
    reconnects = spec.reconnects();
    forgotten = spec.forgotten();
    reboot = spec.reboot();
  }

  HostSpec spec() {
    return new HostSpec(
        name,
        address,
        port,
        user,
        jumps,
        privateKey,
        passphrase,
        certificate,
        agent,
        hostKey,
        hostKeyAuthority,
        labels,
        description,
        cordoned,
        cpuOvercommit,
        ownKey,
        reconnects,
        forgotten,
        reboot);
  }
}
