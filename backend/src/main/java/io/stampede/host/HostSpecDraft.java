package io.stampede.host;

import java.util.Optional;
import java.util.OptionalInt;

/// A spec under change: the one place that knows the order of its many parts.
final class HostSpecDraft {
  HostName name;
  Access access;
  Labels labels = Labels.NONE;
  Optional<String> description = Optional.empty();
  boolean cordoned;
  int cpuOvercommit = 4;
  Optional<Ipv4Address> overlayAddress = Optional.empty();
  Optional<Ipv4Address> publicAddress = Optional.empty();
  boolean ownKey;
  OptionalInt reconnects = OptionalInt.empty();
  boolean forgotten;
  Optional<Reboot> reboot = Optional.empty();

  HostSpecDraft(HostName name, Access access) {
    this.name = name;
    this.access = access;
  }

  HostSpecDraft(HostSpec spec) {
    this(spec.name(), spec.access());
    labels = spec.labels();
    description = spec.description();
    cordoned = spec.cordoned();
    cpuOvercommit = spec.cpuOvercommit();
    overlayAddress = spec.overlayAddress();
    publicAddress = spec.publicAddress();
    ownKey = spec.ownKey();
    reconnects = spec.reconnects();
    forgotten = spec.forgotten();
    reboot = spec.reboot();
  }

  HostSpec spec() {
    return new HostSpec(
        name,
        access,
        labels,
        description,
        cordoned,
        cpuOvercommit,
        overlayAddress,
        publicAddress,
        ownKey,
        reconnects,
        forgotten,
        reboot);
  }
}
