package io.stampede.ssh;

import java.nio.file.Path;
import java.time.Duration;

/// A host for tests, on this machine: what it calls its files are files here.
interface TestHost extends AutoCloseable {
  /// Patient enough for a busy machine, and quick to connect again.
  SshSettings SETTINGS =
      new SshSettings(
          Duration.ofSeconds(10),
          Duration.ofSeconds(15),
          Duration.ofSeconds(1),
          new SshSettings.Backoff(Duration.ofMillis(50), Duration.ofMillis(500)),
          new SshSettings.Pool(10, 4, Duration.ofSeconds(1)),
          false,
          1L << 30);

  Endpoint endpoint();

  Credential credential();

  /// The key that the host really has.
  HostKey key();

  /// A folder of the host for the tests' files; its path is short.
  Path folder();

  /// Cuts every connection in the middle of whatever is underway, without a goodbye.
  void cutAll() throws Exception;

  default HostKeyPolicy pinned() {
    return new HostKeyPolicy.Pinned(java.util.Set.of(key().fingerprint()));
  }

  default RemotePath path(String name) {
    return new RemotePath(folder().resolve(name).toString());
  }

  @Override
  void close() throws Exception;
}
