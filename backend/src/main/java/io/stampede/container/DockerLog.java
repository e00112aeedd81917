package io.stampede.container;

import com.github.dockerjava.api.model.Frame;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/// A container's log as one stream of bytes. A reader that is slow holds Docker back: no more than
/// a few frames are kept.
final class DockerLog extends InputStream {
  private static final byte[] END = new byte[0];
  private static final int FRAMES = 64;

  private final BlockingQueue<byte[]> frames = new ArrayBlockingQueue<>(FRAMES);
  private final DockerStream<Frame> stream = new DockerStream<>(this::heard, () -> put(END));
  private byte[] current = new byte[0];
  private int at;
  private boolean over;
  private volatile boolean closed;

  /// What the library is to be given.
  DockerStream<Frame> stream() {
    return stream;
  }

  private void heard(Frame frame) {
    // The library hands out the same buffer again.
    if (frame.getPayload().length > 0) put(frame.getPayload().clone());
  }

  private void put(byte[] bytes) {
    try {
      if (!closed) frames.put(bytes);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean fill() throws IOException {
    while (at == current.length) {
      if (over) return false;
      try {
        current = frames.take();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted", e);
      }
      at = 0;
      if (current == END) over = true;
    }
    return true;
  }

  @Override
  public int read() throws IOException {
    return fill() ? current[at++] & 0xff : -1;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (length == 0) return 0;
    if (!fill()) return -1;
    int n = Math.min(length, current.length - at);
    System.arraycopy(current, at, into, offset, n);
    at += n;
    return n;
  }

  @Override
  public int available() {
    return current.length - at;
  }

  /// Ends Docker's stream; a read that waits ends too.
  @Override
  public void close() {
    closed = true;
    frames.clear();
    stream.close();
    frames.clear();
    var unused = frames.offer(END);
  }
}
