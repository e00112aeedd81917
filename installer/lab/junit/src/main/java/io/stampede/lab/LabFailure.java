package io.stampede.lab;

/// The lab, or a command on one of its hosts, did not do what a test needs.
public final class LabFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  LabFailure(String message) {
    super(message);
  }

  LabFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
