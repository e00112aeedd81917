package io.stampede.web.browse;

import jakarta.servlet.http.HttpServletRequest;

/// The address by which this server was called.
final class ServerAddress {
  private ServerAddress() {}

  static String of(HttpServletRequest request) {
    return request.getScheme() + "://" + request.getHeader("Host");
  }
}
