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

  /// Asks a host for its key and hangs up: no credential is sent, none is needed. A host behind
  /// jumps cannot be asked this way, for the jumps want a credential.
  HostKey hostKey(Endpoint endpoint, Duration deadline) throws SshFailure;

  /// Closes every remote opened here.
  @Override
  void close();
}
