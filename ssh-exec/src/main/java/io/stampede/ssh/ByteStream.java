package io.stampede.ssh;

import java.io.InputStream;
import java.io.OutputStream;

/// Bytes both ways. Closing `out` tells the other side that no more will come; `close` ends both.
public interface ByteStream extends AutoCloseable {
  InputStream in();

  OutputStream out();

  @Override
  void close();
}
