package io.stampede.onboard;

/// What is looked at in one go, beside the other parts.
public enum Part {
  /// Reached, its key known, logged in. Before it nothing else can be looked at.
  LOGIN,
  /// What one script on the host can tell.
  SYSTEM,
  /// What sshd lets through.
  TUNNELS,
  DOCKER,
  /// How far its clock is off.
  CLOCK,
  /// The way to the other hosts.
  PEERS,
  /// What the console knows by itself.
  CONSOLE
}
