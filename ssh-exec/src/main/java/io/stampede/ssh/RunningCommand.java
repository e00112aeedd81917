package io.stampede.ssh;

import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;

/// A command under way on a host.
public interface RunningCommand extends AutoCloseable {
  InputStream stdout();

  InputStream stderr();

  OutputStream stdin();

  /// Waits for the command's end and gives its exit status.
  int waitFor(Duration deadline) throws SshFailure;

  @Override
  void close();
}
