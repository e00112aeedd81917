package io.stampede.cli.api;

/// What a run tells its caller.
public enum Exit {
  OK(0),
  /// It was tried and came to nothing: a resource in error, a timeout, a server at fault.
  FAILED(1),
  /// The command line itself is wrong.
  USAGE(2),
  NOT_FOUND(3),
  /// The server will not do it as asked (422, 409 …).
  REFUSED(4),
  NO_CONNECTION(5),
  NOT_AUTHORIZED(6);

  private final int code;

  Exit(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }

  /// @param status an HTTP status from 400 on
  static Exit ofStatus(int status) {
    return switch (status) {
      case 401, 403 -> NOT_AUTHORIZED;
      case 404, 410 -> NOT_FOUND;
      case 408, 429 -> FAILED;
      default -> status < 500 ? REFUSED : FAILED;
    };
  }
}
