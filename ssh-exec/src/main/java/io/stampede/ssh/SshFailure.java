package io.stampede.ssh;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Why something could not be done over SSH, in words for a person, with a reason for the program.
public final class SshFailure extends IOException {
  private static final long serialVersionUID = 1;

  /// What kind of failure it was, and so who can mend it.
  public enum Reason {
    /// No route, refused, timed out, name not found, or the pause after such a failure.
    UNREACHABLE,
    /// First contact: nothing is pinned for this host, and nobody confirmed its key.
    HOST_KEY_UNKNOWN,
    /// Another key than the pinned one. No credential was sent.
    HOST_KEY_CHANGED,
    /// No certificate that holds: of another authority, for another host, expired, revoked. No
    /// credential was sent.
    HOST_KEY_REFUSED,
    /// The host refused our key, certificate, password or user.
    AUTH_REFUSED,
    /// A key that cannot be read (wrong format or passphrase), or a certificate that is not its own
    /// or not valid now.
    BAD_CREDENTIAL,
    /// sshd forbids forwarding to sockets or ports (`AllowStreamLocalForwarding`,
    /// `AllowTcpForwarding`).
    FORWARDING_REFUSED,
    /// Nothing listens at the socket or port asked for.
    NOT_LISTENING,
    /// Too many channels (`MaxSessions`), or none came free in time.
    BUSY,
    /// The deadline passed while the command ran.
    TIMEOUT,
    /// The connection was cut underway; the effect on the host is unknown.
    CUT,
    /// The host's file system refused: missing, no permission, no space.
    FILE,
    /// The host spoke nonsense, or more than the bounds allow.
    PROTOCOL
  }

  private final Reason reason;

  public SshFailure(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  public SshFailure(Reason reason, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
