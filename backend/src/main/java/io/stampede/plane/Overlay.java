package io.stampede.plane;

/// How a network's packets travel between hosts.
public enum Overlay {
  /// strongSwan, IKEv2 with certificates of this installation. Its device in user space takes 1400
  /// bytes and no more.
  IPSEC(true, 100),
  WIREGUARD(true, 80),
  /// For a network that is trusted.
  VXLAN(false, 50),
  /// Plain routes, for hosts on one segment.
  DIRECT(false, 0);

  private static final int MOST_OF_IPSEC = 1400;

  private final boolean encrypted;
  private final int overhead;

  Overlay(boolean encrypted, int overhead) {
    this.encrypted = encrypted;
    this.overhead = overhead;
  }

  /// Whether nothing of it may leave a host in clear.
  public boolean isEncrypted() {
    return encrypted;
  }

  /// The largest packet that goes through an uplink in this wrapping, in bytes.
  int inside(int uplinkMtu) {
    int fits = uplinkMtu - overhead;
    return this == IPSEC ? Math.min(MOST_OF_IPSEC, fits) : fits;
  }
}
