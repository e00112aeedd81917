package io.stampede.web.access;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.springframework.http.ResponseCookie;

/// The cookie that stands for the token in a browser. Cookies know no ports, so its name does: two
/// servers on one machine do not log each other out.
final class SessionCookie {
  private SessionCookie() {}

  private static String name(HttpServletRequest request) {
    return "stampede-" + request.getLocalPort();
  }

  static Optional<String> of(HttpServletRequest request) {
    var cookies = request.getCookies();
    if (cookies == null) return Optional.empty();
    var name = name(request);
    return Arrays.stream(cookies)
        .filter(cookie -> cookie.getName().equals(name))
        .map(jakarta.servlet.http.Cookie::getValue)
        .findFirst();
  }

  static String header(HttpServletRequest request, String session) {
    return cookie(request, session, Token.SESSION);
  }

  static String ended(HttpServletRequest request) {
    return cookie(request, "", Duration.ZERO);
  }

  private static String cookie(HttpServletRequest request, String value, Duration age) {
    return ResponseCookie.from(name(request), value)
        .httpOnly(true)
        .secure(request.isSecure())
        .sameSite("Strict")
        .path("/")
        .maxAge(age)
        .build()
        .toString();
  }
}
