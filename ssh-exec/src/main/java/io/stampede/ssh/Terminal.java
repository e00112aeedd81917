package io.stampede.ssh;

import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;

/// A login shell on a host with a terminal around it: raw bytes both ways, as the terminal's
/// emulator shows and sends them (standard output and error are one).
public interface Terminal extends AutoCloseable {
  /// What the shell shows; ends when the shell does. Reading a cut connection is an [SshFailure].
  InputStream in();

  /// What is typed; flush after each keystroke.
  OutputStream out();

  /// Tells the programs that the window has another size now (`SIGWINCH`).
  ///
  /// @throws IllegalArgumentException for a size that [Pty] does not take
  void resize(int columns, int rows) throws SshFailure;

  /// Waits for the shell's end and gives its exit status; 128 and the signal's number where a
  /// signal ended it, as shells say it.
  ///
  /// @throws SshFailure `TIMEOUT` when it still runs at the deadline, `CUT` when the connection was
  int waitFor(Duration deadline) throws SshFailure;

  /// Hangs up: the host ends the shell and what it started with `SIGHUP`.
  @Override
  void close();
}
