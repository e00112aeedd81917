package io.stampede.onboard;

import io.stampede.ssh.Remote;
import io.stampede.ssh.SshFailure;
import java.util.List;

/// Finds the other members of a cluster.
public final class Discovery {
  /// @param source where it was read from: `etcd` or `fleet`
  public record Member(String address, String name, String source) {}

  private Discovery() {}

  static List<Member> members(Remote remote) throws SshFailure {
    remote.connect();
    return List.of();
  }
}
