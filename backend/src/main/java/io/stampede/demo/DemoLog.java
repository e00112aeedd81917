package io.stampede.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;

/// The log of an emulated container, from one of its lines on.
final class DemoLog extends InputStream {
  private final Object guard;
  private final DemoContainer container;
  private final boolean follow;
  private int nextLine;
  private byte[] line = new byte[0];
  private int at;
  private boolean closed;

  /// @param guard what guards the container, and is notified when it changes
  DemoLog(Object guard, DemoContainer container, int from, boolean follow) {
    this.guard = guard;
    this.container = container;
    this.nextLine = from;
    this.follow = follow;
  }

  @Override
  public int read() throws IOException {
    synchronized (guard) {
      while (at == line.length) {
        if (closed) return -1;
        if (nextLine < container.log.size()) {
          line = (container.log.get(nextLine++) + "\n").getBytes(UTF_8);
          at = 0;
        } else if (follow && container.isOn()) {
          await();
        } else {
          return -1;
        }
      }
      return line[at++] & 0xff;
    }
  }

  /// One line at most, for the next may be long in coming.
  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (length == 0) return 0;
    int first = read();
    if (first < 0) return -1;
    into[offset] = (byte) first;
    synchronized (guard) {
      int more = Math.min(length - 1, line.length - at);
      System.arraycopy(line, at, into, offset + 1, more);
      at += more;
      return more + 1;
    }
  }

  private void await() throws IOException {
    try {
      guard.wait();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  @Override
  public void close() {
    synchronized (guard) {
      closed = true;
      at = line.length;
      guard.notifyAll();
    }
  }
}
