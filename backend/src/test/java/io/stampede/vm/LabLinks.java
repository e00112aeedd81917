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
import java.util.Optional;
import java.util.OptionalInt;

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
        new HostSpec(
            new HostName(host.name()),
            new Address(host.address()),
            host.port(),
            new UserName(host.user()),
            host.privateKey(),
            Optional.empty(),
            Optional.of(new Fingerprint(host.hostKeyFingerprint())),
            OptionalInt.empty(),
            false);
    return links.open("ho-" + host.name(), spec);
  }

  @Override
  public void close() {
    links.close();
    connections.close();
  }
}
