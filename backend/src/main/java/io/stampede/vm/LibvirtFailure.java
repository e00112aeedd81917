package io.stampede.vm;

import io.stampede.engine.Problem;

/// Libvirt could not be asked, or refused.
final class LibvirtFailure extends Exception {
  private static final long serialVersionUID = 1;

  enum Reason {
    /// No connection, or one that was cut: what came of the call is unknown.
    NOT_CONNECTED,
    /// No answer in time.
    HUNG,
    /// The C library is missing on this machine.
    NO_LIBRARY,
    /// Libvirt's own answer.
    REFUSED
  }

  private final Reason reason;

  LibvirtFailure(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  Reason reason() {
    return reason;
  }

  Problem problem(String host) {
    var message = host + ": " + getMessage();
    return switch (reason) {
      case NOT_CONNECTED ->
          Problem.host(
              "libvirt-not-answering", message, "look at “systemctl status libvirtd” there");
      case HUNG -> Problem.host("libvirt-hangs", message, "restart libvirtd there");
      case NO_LIBRARY ->
          Problem.host(
              "no-libvirt-client",
              message,
              "install libvirt on the machine of the console (Debian: apt install libvirt0)");
      case REFUSED -> Problem.host("libvirt", message, "see libvirt's log on the host");
    };
  }
}
