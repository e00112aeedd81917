package io.stampede.ssh;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Where the local ends of forwarded sockets are: in a folder that only this user can enter, for
/// who connects to Docker's socket is root on the host.
final class SocketFolder implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SocketFolder.class);

  /// `sun_path` holds 107 bytes and a NUL (`unix(7)`); this leaves room for the socket's name.
  private static final int LONGEST_FOLDER = 90;

  private final AtomicInteger made = new AtomicInteger();
  private @Nullable Path folder;

  Path next() throws IOException {
    return folder().resolve("s" + made.incrementAndGet());
  }

  private synchronized Path folder() throws IOException {
    if (folder == null) {
      var onlyOurs =
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
      folder = Files.createTempDirectory(parent(), "stampede-", onlyOurs);
    }
    return folder;
  }

  private static Path parent() {
    var usual = Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath();
    int length = usual.toString().getBytes(UTF_8).length;
    return length + "/stampede-1234567890123456789".length() <= LONGEST_FOLDER
        ? usual
        : Path.of("/tmp");
  }

  void remove(Path socket) {
    try {
      Files.deleteIfExists(socket);
    } catch (IOException | UncheckedIOException e) {
      LOG.warn("{} could not be removed; remove it by hand", socket, e);
    }
  }

  @Override
  public synchronized void close() {
    if (folder != null) remove(folder);
    folder = null;
  }
}
