package io.stampede.vm;

import io.stampede.host.Fingerprint;
import io.stampede.host.HostLink;
import io.stampede.host.HostName;
import io.stampede.host.HostSpec;
import io.stampede.host.SshHostLinks;
import io.stampede.lab.LabHost;
import io.stampede.ssh.Address;
import io.stampede.ssh.SshConnections;
import io.stampede.ssh.UserName;

/// Real links to hosts of the lab.
public final class LabLinks implements AutoCloseable {
  private final SshConnections connections = SshConnections.mina();
  private final SshHostLinks links = new SshHostLinks(connections, _ -> {});

  public SshHostLinks links() {
    return links;
  }

  /// Under the id `ho-` and the host's name.
  public HostLink open(LabHost host) {
    var spec =
        HostSpec.at(new HostName(host.name()), new Address(host.address()))
            .withPort(host.port())
            .withUser(new UserName(host.user()))
            .withPrivateKey(host.privateKey())
            .withHostKey(new Fingerprint(host.hostKeyFingerprint()));
    return links.open("ho-" + host.name(), spec);
  }

  @Override
  public void close() {
    links.close();
    connections.close();
  }
}
