package io.stampede.host;

import io.stampede.lab.LabHost;
import io.stampede.ssh.Address;
import io.stampede.ssh.UserName;
import java.util.Optional;
import java.util.OptionalInt;

/// Lab hosts as specs.
public final class LabHosts {
  private LabHosts() {}

  public static HostSpec spec(LabHost host) {
    return spec(host, host.user(), host.privateKey(), host.hostKeyFingerprint());
  }

  static HostSpec spec(LabHost host, String user, String key, String fingerprint) {
    return new HostSpec(
        new HostName(host.name()),
        new Address(host.address()),
        host.port(),
        new UserName(user),
        key,
        Optional.empty(),
        Optional.of(new Fingerprint(fingerprint)),
        OptionalInt.empty(),
        false);
  }
}
