package io.stampede.demo;

import io.stampede.ssh.ByteStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayDeque;

/// Bytes from one thread to another. Unlike the JDK's, it does not mind which threads those are.
final class Pipe {
  private static final int MOST = 4 * 1024 * 1024;

  private final ArrayDeque<byte[]> chunks = new ArrayDeque<>();
  private int held;
  private int offset;
  private boolean closed;

  /// The two ends of a pair of pipes.
  static ByteStream end(Pipe from, Pipe to) {
    return new ByteStream() {
      @Override
      public InputStream in() {
        return from.in();
      }

      @Override
      public OutputStream out() {
        return to.out();
      }

      @Override
      public void close() {
        from.shut();
        to.shut();
      }
    };
  }

  private synchronized void put(byte[] bytes, int from, int length) throws IOException {
    try {
      while (!closed && held > MOST) wait();
    } catch (InterruptedException _) {
      throw interrupted();
    }
    if (closed) throw new IOException("the stream is closed");
    if (length == 0) return;
    var chunk = new byte[length];
    System.arraycopy(bytes, from, chunk, 0, length);
    chunks.add(chunk);
    held += length;
    notifyAll();
  }

  private synchronized int take(byte[] buffer, int at, int length) throws IOException {
    if (length == 0) return 0;
    try {
      while (chunks.isEmpty() && !closed) wait();
    } catch (InterruptedException _) {
      throw interrupted();
    }
    var first = chunks.peek();
    if (first == null) return -1;
    int n = Math.min(length, first.length - offset);
    System.arraycopy(first, offset, buffer, at, n);
    offset += n;
    held -= n;
    if (offset == first.length) {
      chunks.remove();
      offset = 0;
    }
    notifyAll();
    return n;
  }

  private static IOException interrupted() {
    Thread.currentThread().interrupt();
    return new IOException("interrupted");
  }

  private synchronized void shut() {
    closed = true;
    notifyAll();
  }

  private InputStream in() {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
      }

      @Override
      public int read(byte[] buffer, int at, int length) throws IOException {
        return take(buffer, at, length);
      }

      @Override
      public void close() {
        shut();
      }
    };
  }

  private OutputStream out() {
    return new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        put(new byte[] {(byte) b}, 0, 1);
      }

      @Override
      public void write(byte[] bytes, int from, int length) throws IOException {
        put(bytes, from, length);
      }

      @Override
      public void close() {
        shut();
      }
    };
  }
}
