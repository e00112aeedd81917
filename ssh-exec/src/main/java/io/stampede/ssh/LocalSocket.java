package io.stampede.ssh;

import java.nio.file.Path;

/// A Unix socket on this machine that leads to one on a host.
public interface LocalSocket extends AutoCloseable {
  Path path();

  @Override
  void close();
}
