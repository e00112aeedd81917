package io.stampede.ssh;

/// A host's public key as seen on the wire: `type` as in `ssh-ed25519`, `fingerprint` as
/// `SHA256:…`.
public record HostKey(String type, String fingerprint) {}
