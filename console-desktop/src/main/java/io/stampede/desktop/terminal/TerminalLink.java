package io.stampede.desktop.terminal;

import com.techsenger.jeditermfx.core.TtyConnector;
import com.techsenger.jeditermfx.core.util.TermSize;
import io.stampede.ssh.SshFailure;
import io.stampede.ssh.Terminal;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/// Brings the emulator what the shell shows, and the shell what is typed. Bytes that are no UTF-8
/// are shown as such, never as an error.
final class TerminalLink implements TtyConnector {
  private static final Duration LAST_WORDS = Duration.ofSeconds(2);

  /// What a terminal may be wide and high at most.
  private static final int MOST = 1000;

  private final Terminal shell;
  private final Reader reader;
  private final String name;
  private final Runnable ended;
  private final CountDownLatch end = new CountDownLatch(1);

  /// @param ended told once, on any thread, when the shell or the connection is gone
  TerminalLink(Terminal shell, String name, Runnable ended) {
    this.shell = shell;
    this.name = name;
    this.ended = ended;
    this.reader = new InputStreamReader(shell.in(), StandardCharsets.UTF_8);
  }

  @Override
  public int read(char[] buffer, int offset, int length) throws IOException {
    try {
      int n = reader.read(buffer, offset, length);
      if (n < 0) over();
      return n;
    } catch (IOException | RuntimeException e) {
      over();
      throw e;
    }
  }

  private void over() {
    if (end.getCount() == 0) return;
    end.countDown();
    ended.run();
  }

  @Override
  public void write(byte[] bytes) throws IOException {
    shell.out().write(bytes);
    shell.out().flush();
  }

  @Override
  public void write(String text) throws IOException {
    write(text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void resize(TermSize size) {
    try {
      shell.resize(Math.clamp(size.getColumns(), 1, MOST), Math.clamp(size.getRows(), 1, MOST));
    } catch (SshFailure _) {
      over();
    }
  }

  @Override
  public boolean isConnected() {
    return end.getCount() > 0;
  }

  @Override
  public boolean ready() throws IOException {
    return reader.ready();
  }

  /// The shell's exit status; 255 where none is known.
  @Override
  public int waitFor() throws InterruptedException {
    end.await();
    try {
      return shell.waitFor(LAST_WORDS);
    } catch (SshFailure _) {
      return 255;
    }
  }

  @Override
  public String getName() {
    return name;
  }

  @Override
  public void close() {
    shell.close();
  }
}
