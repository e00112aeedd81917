package io.stampede.ssh;

import java.util.Set;

/// Which host keys are accepted. There is no policy that accepts any.
public sealed interface HostKeyPolicy {
  /// Only these fingerprints (`SHA256:…`, as `ssh-keygen -l` prints them).
  record Pinned(Set<String> fingerprints) implements HostKeyPolicy {
    public Pinned {
      fingerprints = Set.copyOf(fingerprints);
      if (fingerprints.isEmpty()) throw new IllegalArgumentException("nothing is pinned");
      for (var f : fingerprints) {
        if (!f.matches("SHA256:[A-Za-z0-9+/]{43}")) {
          throw new IllegalArgumentException("not a SHA-256 fingerprint: " + f);
        }
      }
    }
  }

  /// None: learn the key and stop, before any credential. See [SshConnections#hostKey].
  record Ask() implements HostKeyPolicy {}
}
