package io.stampede.ssh;

import java.nio.file.Path;
import java.util.Optional;

/// A Unix socket on this machine that leads to one on a host.
public interface LocalSocket extends AutoCloseable {
  Path path();

  /// Why the newest connection that could not be passed on was closed at once; empty as long as all
  /// went through. The local side of a Unix socket sees only the end of its stream.
  default Optional<SshFailure> lastFailure() {
    return Optional.empty();
  }

  @Override
  void close();
}
