package io.stampede.lab;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;

/// One host for one test class: held by a lock on a file, which also keeps other test runs of this
/// machine away. When the class has ended, the host is emptied and handed on.
public final class Lease implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(20);
  private static final Duration PAUSE = Duration.ofMillis(200);

  private final LabHost host;
  private final FileChannel file;

  private Lease(LabHost host, FileChannel file) {
    this.host = host;
    this.file = file;
  }

  /// For a program that is no test: the host that a test would get under this name.
  public static Lease take(String name) {
    return take(LabCommand.find(), HostNames.fromSettings().real(name));
  }

  /// Brings the host up when it is not, and waits until no other test has it.
  static Lease take(LabCommand lab, String name) {
    lab.must("up", name);
    var path = LabImages.folder().resolve("hosts").resolve(name).resolve("test.lock");
    try {
      var file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      lock(file, name, Instant.now().plus(PATIENCE));
      return new Lease(new LabHost(lab, name), file);
    } catch (IOException e) {
      throw new LabFailure("cannot lock " + path + ": " + e.getMessage(), e);
    }
  }

  public LabHost host() {
    return host;
  }

  @Override
  public void close() throws IOException {
    try (file) {
      host.reset();
    }
  }

  private static void lock(FileChannel file, String name, Instant until) throws IOException {
    while (!tryLock(file)) {
      if (Instant.now().isAfter(until)) {
        throw new LabFailure("another test run has had " + name + " for " + PATIENCE);
      }
      try {
        Thread.sleep(PAUSE);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new LabFailure("interrupted while another test run has " + name, e);
      }
    }
  }

  private static boolean tryLock(FileChannel file) throws IOException {
    try {
      return file.tryLock() != null;
    } catch (OverlappingFileLockException _) { // another class of this very run
      return false;
    }
  }
}
