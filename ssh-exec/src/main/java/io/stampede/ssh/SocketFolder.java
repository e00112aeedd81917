package io.stampede.ssh;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Where the local ends of forwarded sockets are: in a folder that only this user can enter, for
/// who connects to Docker's socket is root on the host. A folder is in use as long as somebody
/// holds the lock in it; those that killed processes left behind are removed.
final class SocketFolder implements AutoCloseable {
  static final String PREFIX = "stampede-ssh-";
  static final String LOCK = "alive";

  private static final Logger LOG = LoggerFactory.getLogger(SocketFolder.class);

  /// `sun_path` holds 107 bytes and a NUL (`unix(7)`); this leaves room for the socket's name.
  private static final int LONGEST_FOLDER = 90;

  /// Younger folders may not have been locked yet.
  private static final Duration STALE = Duration.ofMinutes(1);

  /// Not to be looked into: closing a file anywhere in a process drops all its locks on it
  /// (fcntl(2)).
  private static final Set<Path> OURS = ConcurrentHashMap.newKeySet();

  private final AtomicInteger made = new AtomicInteger();
  private @Nullable Path folder;
  private @Nullable FileChannel lock;

  Path next() throws IOException {
    return folder().resolve("s" + made.incrementAndGet());
  }

  private synchronized Path folder() throws IOException {
    if (folder == null) {
      var parent = parent();
      sweep(parent, Instant.now());
      var onlyOurs =
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
      folder = Files.createTempDirectory(parent, PREFIX, onlyOurs);
      OURS.add(folder);
      lock =
          FileChannel.open(
              folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      lock.lock();
    }
    return folder;
  }

  private static Path parent() {
    var usual = Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath();
    int length = usual.toString().getBytes(UTF_8).length;
    return length + ("/" + PREFIX + Long.MAX_VALUE).length() <= LONGEST_FOLDER
        ? usual
        : Path.of("/tmp");
  }

  static void sweep(Path parent, Instant now) {
    try (var folders = Files.newDirectoryStream(parent, PREFIX + "*")) {
      for (var each : folders) {
        if (!OURS.contains(each) && abandoned(each, now)) empty(each);
      }
    } catch (IOException e) {
      LOG.debug("{} is not swept", parent, e);
    }
  }

  private static boolean abandoned(Path folder, Instant now) {
    var file = folder.resolve(LOCK);
    try {
      if (Files.getLastModifiedTime(file).toInstant().isAfter(now.minus(STALE))) return false;
      try (var channel = FileChannel.open(file, StandardOpenOption.WRITE);
          var held = channel.tryLock()) {
        return held != null;
      }
    } catch (IOException e) {
      return false; // another user's, or gone
    }
  }

  private static void empty(Path folder) throws IOException {
    try (var sockets = Files.newDirectoryStream(folder)) {
      for (var each : sockets) remove(each);
    }
    remove(folder);
  }

  static void remove(Path path) {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      LOG.warn("{} could not be removed; remove it by hand", path, e);
    }
  }

  @Override
  public synchronized void close() {
    if (folder == null || lock == null) return;
    remove(folder.resolve(LOCK));
    remove(folder);
    OURS.remove(folder);
    folder = null;
    try {
      lock.close();
    } catch (IOException e) {
      LOG.debug("the lock of a removed folder", e);
    }
  }
}
