package io.stampede.ssh;

import java.time.Duration;

/// Opens connections to hosts. One per process; it owns the few I/O threads they share.
public interface SshConnections extends AutoCloseable {
  /// Connections on Apache MINA SSHD. Reads no file of the user (`~/.ssh`) by itself.
  static SshConnections mina() {
    return mina(SshSettings.defaults());
  }

  static SshConnections mina(SshSettings settings) {
    return new MinaConnections(settings);
  }

  /// The remote is made at once and connects at its first use.
  Remote open(Endpoint endpoint, Credential credential, HostKeyPolicy hostKeys);

  /// Asks a host for its key and hangs up: no credential is sent to it. Jumps before it are logged
  /// in to, each with its own credential and host keys.
  default HostKey hostKey(Endpoint endpoint, Duration deadline) throws SshFailure {
    return hostKey(endpoint, new HostKeyPolicy.Ask(), deadline);
  }

  /// The same, with the answer held against a policy: the key that it accepts, or the failure that
  /// [Remote#connect] would have (`HOST_KEY_CHANGED`, `HOST_KEY_REFUSED`). [HostKeyPolicy.Ask]
  /// takes what the host prefers.
  HostKey hostKey(Endpoint endpoint, HostKeyPolicy hostKeys, Duration deadline) throws SshFailure;

  /// Closes every remote opened here.
  @Override
  void close();
}
