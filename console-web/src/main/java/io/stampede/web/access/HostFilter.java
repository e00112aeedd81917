package io.stampede.web.access;

import io.stampede.engine.Problem;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;

/// Refuses names that are not this server's. Without it, a page could point its own name at the
/// loopback address and then speak to this server as one of the same site (DNS rebinding).
final class HostFilter extends OncePerRequestFilter {
  private final Set<String> names = new HashSet<>(Set.of("localhost", "127.0.0.1", "[::1]"));

  HostFilter(Collection<String> more) {
    more.forEach(name -> names.add(name.toLowerCase(Locale.ROOT)));
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    var name = name(request.getHeader("Host"));
    if (names.contains(name)) {
      chain.doFilter(request, response);
      return;
    }
    Refusal.send(
        response,
        421,
        Problem.request(
            "wrong-host",
            "this server is not known by that name",
            "call it localhost, or start it with --stampede.hosts=NAME"));
  }

  /// The host without its port.
  private static String name(@Nullable String host) {
    if (host == null) return "";
    int colon = host.lastIndexOf(':');
    var bare = colon > host.lastIndexOf(']') ? host.substring(0, colon) : host;
    return bare.toLowerCase(Locale.ROOT);
  }
}
