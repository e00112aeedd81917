package io.stampede.ssh;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;

/// Takes what a command writes, up to a bound. It never throws, for it is written to by the thread
/// that serves the whole connection; it drops the rest and calls for help instead.
final class Collected extends OutputStream {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
  private final int bound;
  private final Runnable overflow;

  Collected(int bound, Runnable overflow) {
    this.bound = bound;
    this.overflow = overflow;
  }

  @Override
  public void write(int b) {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public synchronized void write(byte[] source, int offset, int length) {
    if (bytes.size() + length > bound) overflow.run();
    else bytes.write(source, offset, length);
  }

  synchronized byte[] toByteArray() {
    return bytes.toByteArray();
  }
}
