package io.stampede.ssh;

/// What is known of the connection to a host.
public sealed interface LinkState {
  /// Not asked for yet, or closed on purpose.
  record Idle() implements LinkState {}

  record Up(String hostKeyFingerprint) implements LinkState {}

  /// Lost or refused; it is tried again by itself or at the next call.
  record Down(SshFailure why) implements LinkState {}
}
