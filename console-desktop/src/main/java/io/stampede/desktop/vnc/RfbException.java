package io.stampede.desktop.vnc;

import java.io.IOException;

/// The server said what it must not say; the connection cannot go on.
final class RfbException extends IOException {
  private static final long serialVersionUID = 1;

  RfbException(String message) {
    super(message);
  }
}
