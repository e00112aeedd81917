package io.stampede.plane;

/// How a network's packets travel between hosts.
public enum Overlay {
  /// strongSwan, IKEv2 with certificates of this installation.
  IPSEC(true),
  WIREGUARD(true),
  /// For a network that is trusted.
  VXLAN(false),
  /// Plain routes, for hosts on one segment.
  DIRECT(false);

  private final boolean encrypted;

  Overlay(boolean encrypted) {
    this.encrypted = encrypted;
  }

  /// Whether nothing of it may leave a host in clear.
  public boolean isEncrypted() {
    return encrypted;
  }
}
