package io.stampede.ssh;

import java.io.IOException;
import java.io.OutputStream;
import java.util.function.LongConsumer;

/// Counts what comes, and keeps a failure of the caller's own stream apart from the host's.
final class Sink extends OutputStream {
  private final OutputStream target;
  private final LongConsumer received;
  private long position;

  /// The caller's stream failed.
  static final class Failure extends IOException {
    private static final long serialVersionUID = 1;

    Failure(IOException cause) {
      super(Failures.said(cause), cause);
    }
  }

  Sink(OutputStream target, long offset, LongConsumer received) {
    this.target = target;
    this.position = offset;
    this.received = received;
  }

  @Override
  public void write(int b) throws Failure {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws Failure {
    try {
      target.write(bytes, offset, length);
    } catch (IOException e) {
      throw new Failure(e);
    }
    position += length;
    received.accept(position);
  }

  @Override
  public void flush() throws Failure {
    try {
      target.flush();
    } catch (IOException e) {
      throw new Failure(e);
    }
  }
}
