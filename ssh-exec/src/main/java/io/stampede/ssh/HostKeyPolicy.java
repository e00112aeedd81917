package io.stampede.ssh;

import java.util.Set;

/// Which host keys are accepted. There is no policy that accepts any. Where a host has keys of
/// several types, it is asked for each until one is accepted.
public sealed interface HostKeyPolicy {
  /// Only these fingerprints (`SHA256:…`, as `ssh-keygen -l` prints them).
  record Pinned(Set<String> fingerprints) implements HostKeyPolicy {
    public Pinned {
      fingerprints = Fingerprints.checked(fingerprints);
      if (fingerprints.isEmpty()) throw new IllegalArgumentException("nothing is pinned");
    }
  }

  /// A host certificate (PROTOCOL.certkeys) of one of these authorities that names the host's
  /// address among its principals and is valid now; or a pinned key.
  ///
  /// @param fingerprints pinned keys that are accepted without a certificate, often none
  /// @param revoked fingerprints of keys that no authority can vouch for any more: a host's, or an
  ///   authority's own
  record Signed(Set<AuthorityKey> authorities, Set<String> fingerprints, Set<String> revoked)
      implements HostKeyPolicy {
    public Signed {
      authorities = Set.copyOf(authorities);
      fingerprints = Fingerprints.checked(fingerprints);
      revoked = Fingerprints.checked(revoked);
      if (authorities.isEmpty()) throw new IllegalArgumentException("no authority is given");
    }

    public static Signed by(AuthorityKey authority) {
      return new Signed(Set.of(authority), Set.of(), Set.of());
    }
  }

  /// None: learn the key and stop, before any credential. See [SshConnections#hostKey].
  record Ask() implements HostKeyPolicy {}
}
