package io.stampede.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/// A file of which only some places are looked at.
interface Window {
  /// In bytes.
  long size();

  /// As many of these bytes as there are.
  byte[] read(long offset, int length) throws IOException;

  static Window of(Path file) throws IOException {
    record OfFile(Path file, long size) implements Window {
      @Override
      public byte[] read(long offset, int length) throws IOException {
        var bytes = ByteBuffer.allocate(length);
        if (offset < 0 || offset >= size) return new byte[0];
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
          channel.position(offset);
          while (bytes.hasRemaining() && channel.read(bytes) >= 0) {}
        }
        return Arrays.copyOf(bytes.array(), bytes.position());
      }
    }
    return new OfFile(file, Files.size(file));
  }
}
