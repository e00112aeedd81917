package io.stampede.ssh;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// Counts what is sent, and keeps a failure of the caller's own stream apart from the host's.
final class Source extends FilterInputStream {
  private final LongConsumer sent;
  private long position;
  private @Nullable IOException failure;

  Source(InputStream content, long offset, LongConsumer sent) {
    super(content);
    this.position = offset;
    this.sent = sent;
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    try {
      int n = in.read(buffer, offset, length);
      if (n > 0) {
        position += n;
        sent.accept(position);
      }
      return n;
    } catch (IOException e) {
      failure = e;
      throw e;
    }
  }

  long position() {
    return position;
  }

  Optional<IOException> failure() {
    return Optional.ofNullable(failure);
  }
}
