package io.stampede.vm;

import java.io.IOException;

/// An archive of a machine that is not as it says, or not as it may be.
final class BadArchive extends IOException {
  private static final long serialVersionUID = 1;

  private final String code;

  /// @param what as in `ends too early`
  BadArchive(String code, String what) {
    super(what);
    this.code = code;
  }

  String code() {
    return code;
  }
}
