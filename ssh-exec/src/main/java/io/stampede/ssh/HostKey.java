package io.stampede.ssh;

import java.util.Optional;

/// A host's public key as seen on the wire: `type` as in `ssh-ed25519`, `fingerprint` as
/// `SHA256:…`.
///
/// @param authority the fingerprint of the authority that vouches for it; empty for a key that came
///   without a certificate, as all do where no authority is trusted
public record HostKey(String type, String fingerprint, Optional<String> authority) {
  public HostKey(String type, String fingerprint) {
    this(type, fingerprint, Optional.empty());
  }
}
