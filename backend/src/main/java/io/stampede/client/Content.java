package io.stampede.client;

import java.io.IOException;
import java.io.InputStream;
import java.util.OptionalLong;

/// Bytes of a resource on their way out. Reading fails when they broke off or are not to be
/// trusted; to be closed in any case.
///
/// @param name of a file for them
/// @param bytes how many there will be, where that is known before
public record Content(String name, OptionalLong bytes, InputStream stream)
    implements AutoCloseable {
  @Override
  public void close() throws IOException {
    stream.close();
  }
}
