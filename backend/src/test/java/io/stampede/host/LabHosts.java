package io.stampede.host;

import io.stampede.lab.LabHost;
import io.stampede.ssh.Address;
import io.stampede.ssh.UserName;

/// Lab hosts as specs.
public final class LabHosts {
  private LabHosts() {}

  public static HostSpec spec(LabHost host) {
    return spec(host, host.user(), host.privateKey(), host.hostKeyFingerprint());
  }

  static HostSpec spec(LabHost host, String user, String key, String fingerprint) {
    return HostSpec.at(new HostName(host.name()), new Address(host.address()))
        .withPort(host.port())
        .withUser(new UserName(user))
        .withPrivateKey(key)
        .withHostKey(new Fingerprint(fingerprint));
  }
}
