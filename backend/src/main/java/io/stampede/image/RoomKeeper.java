package io.stampede.image;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Writes a file, and stops before the disk it is on is full: a sender without end, or a small
/// archive that unpacks to a huge one, must not take the room of the console's database.
final class RoomKeeper extends FilterOutputStream {
  /// What is left free, in bytes.
  static final long RESERVE = 1L << 30;

  private static final long CHECK_EVERY = 32L << 20;

  private final FileStore disk;
  private final long reserve;
  private long unchecked = CHECK_EVERY;

  private RoomKeeper(OutputStream out, FileStore disk, long reserve) {
    super(out);
    this.disk = disk;
    this.reserve = reserve;
  }

  /// Appends to a file, or begins it.
  static RoomKeeper append(Path file, long reserve) throws IOException {
    var out = Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    return new RoomKeeper(out, Files.getFileStore(file), reserve);
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    unchecked += length;
    if (unchecked >= CHECK_EVERY) {
      if (disk.getUsableSpace() < reserve) {
        throw new IOException(
            "No space left: less than %d MiB are free on the console's disk"
                .formatted(reserve >> 20));
      }
      unchecked = 0;
    }
    out.write(bytes, offset, length);
  }
}
