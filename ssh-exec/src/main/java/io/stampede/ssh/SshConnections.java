package io.stampede.ssh;

import java.time.Duration;

/// Opens connections to hosts. One per process; it owns the few I/O threads they share.
public interface SshConnections extends AutoCloseable {
  /// The remote is made at once and connects at its first use.
  Remote open(Endpoint endpoint, Credential credential, HostKeyPolicy hostKeys);

  /// Asks a host for its key and hangs up: no credential is sent, none is needed.
  HostKey hostKey(Endpoint endpoint, Duration deadline) throws SshFailure;

  @Override
  void close();
}
