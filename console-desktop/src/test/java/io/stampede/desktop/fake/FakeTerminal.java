package io.stampede.desktop.fake;

import io.stampede.ssh.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;

/// A shell that says what it is told to say, repeats what is typed, and ends at `exit`.
public final class FakeTerminal implements Terminal {
  private static final int END = -1;

  private final BlockingQueue<Integer> shown = new LinkedBlockingQueue<>();
  private final ByteArrayOutputStream typed = new ByteArrayOutputStream();
  private final List<String> sizes = new CopyOnWriteArrayList<>();

  /// Shows these bytes.
  public FakeTerminal says(byte[] bytes) {
    for (byte b : bytes) shown.add(b & 0xff);
    return this;
  }

  public FakeTerminal says(String text) {
    return says(text.getBytes(StandardCharsets.UTF_8));
  }

  /// The connection is gone.
  public void ends() {
    shown.add(END);
  }

  public synchronized String typed() {
    return typed.toString(StandardCharsets.UTF_8);
  }

  /// As `80x24`, in the order they were told.
  public List<String> sizes() {
    return sizes;
  }

  @Override
  public InputStream in() {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        try {
          return shown.take();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new IOException(e);
        }
      }

      @Override
      public int read(byte[] into, int offset, int length) throws IOException {
        int first = read();
        if (first == END) return END;
        into[offset] = (byte) first;
        int n = 1;
        while (n < length && shown.peek() instanceof Integer next && next != END) {
          into[offset + n++] = (byte) read();
        }
        return n;
      }

      @Override
      public int available() {
        return shown.size();
      }
    };
  }

  @Override
  public OutputStream out() {
    return new OutputStream() {
      @Override
      public void write(int b) {
        heard(b);
      }
    };
  }

  private synchronized void heard(int b) {
    typed.write(b);
    says(b == '\r' ? "\r\n# " : String.valueOf((char) b));
    if (typed().endsWith("exit\r")) ends();
  }

  @Override
  public void resize(int columns, int rows) {
    sizes.add(columns + "x" + rows);
  }

  @Override
  public int waitFor(Duration deadline) {
    return 0;
  }

  @Override
  public void close() {
    ends();
  }
}
