package io.stampede;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.UUID;

/// Where an installation keeps everything, owned by one process at a time.
final class DataFolder implements AutoCloseable {
  private final Path path;
  private final FileChannel lock;

  private DataFolder(Path path, FileChannel lock) {
    this.path = path;
    this.lock = lock;
  }

  /// Takes the folder for this process; the kernel gives it back when the process ends, however.
  static DataFolder own(Path path) throws IOException {
    Files.createDirectories(
        path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    var channel =
        FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (channel.tryLock() == null) {
      channel.close();
      throw new IOException(
          "another console already uses %s; stop it, or choose another data folder"
              .formatted(path));
    }
    return new DataFolder(path, channel);
  }

  Path path() {
    return path;
  }

  /// The installation's own id, made at its first start: what hosts are marked with.
  String installation() throws IOException {
    var file = path.resolve("installation");
    try {
      Files.writeString(file, UUID.randomUUID() + "\n", StandardOpenOption.CREATE_NEW);
    } catch (FileAlreadyExistsException _) {
      return Files.readString(file).strip();
    }
    return Files.readString(file).strip();
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }
}
