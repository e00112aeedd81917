package io.stampede.web.access;

import io.stampede.engine.Problem;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import org.springframework.web.filter.OncePerRequestFilter;

/// Lets in who shows the token or a session made from it; nothing but the login page and the health
/// check is open.
///
/// A browser sends its cookie along with what another site's page makes it send. So a change that
/// only a cookie vouches for must also carry `X-Stampede`, a header that such a page cannot set.
final class TokenFilter extends OncePerRequestFilter {
  static final String OURS = "X-Stampede";
  private static final String BEARER = "Bearer ";
  private static final Set<String> OPEN =
      Set.of("/v1/health", "/login", "/favicon.ico", "/favicon.svg");
  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

  private final Token token;
  private final InstantSource clock;

  TokenFilter(Token token, InstantSource clock) {
    this.token = token;
    this.clock = clock;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (isOpen(request) || hasToken(request)) {
      chain.doFilter(request, response);
    } else if (!hasSession(request)) {
      askFor(request, response);
    } else if (isForged(request)) {
      Refusal.send(
          response,
          403,
          Problem.request(
              "cross-site",
              "a change that is vouched for by a cookie needs the header " + OURS,
              "send %s: 1, or Authorization: Bearer with the token".formatted(OURS)));
    } else {
      chain.doFilter(request, response);
    }
  }

  private static boolean isOpen(HttpServletRequest request) {
    return OPEN.contains(path(request)) || path(request).startsWith("/assets/");
  }

  private boolean hasToken(HttpServletRequest request) {
    var given = request.getHeader("Authorization");
    return given != null
        && given.regionMatches(true, 0, BEARER, 0, BEARER.length())
        && token.is(given.substring(BEARER.length()).strip());
  }

  private boolean hasSession(HttpServletRequest request) {
    return SessionCookie.of(request)
        .filter(session -> token.isSession(session, clock.instant()))
        .isPresent();
  }

  /// The console's own requests, outside `/v1`, carry a token of Vaadin's against this.
  private static boolean isForged(HttpServletRequest request) {
    return isApi(request)
        && !READING.contains(request.getMethod())
        && request.getHeader(OURS) == null;
  }

  private static void askFor(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    var accepted = Optional.ofNullable(request.getHeader("Accept")).orElse("");
    if (request.getMethod().equals("GET") && accepted.contains("text/html")) {
      var query = request.getQueryString() == null ? "" : "?" + request.getQueryString();
      response.setHeader("Cache-Control", "no-store");
      response.sendRedirect(
          "/login?next=" + URLEncoder.encode(path(request) + query, StandardCharsets.UTF_8));
      return;
    }
    boolean wrong = request.getHeader("Authorization") != null;
    response.setHeader("WWW-Authenticate", "Bearer");
    Refusal.send(
        response,
        401,
        Problem.request(
            wrong ? "wrong-token" : "no-token",
            wrong ? "this is not the token of this server" : "the request carries no token",
            "send Authorization: Bearer with the token from the file 'token' in the data folder"));
  }

  private static boolean isApi(HttpServletRequest request) {
    return path(request).equals("/v1") || path(request).startsWith("/v1/");
  }

  /// The path as the servlet container understood it, not as it was written.
  private static String path(HttpServletRequest request) {
    var info = request.getPathInfo();
    return request.getServletPath() + (info == null ? "" : info);
  }
}
