package io.stampede.web.browse;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/// Sends a browser that opens an address of the API to the page of that address.
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
class BrowseFilter extends OncePerRequestFilter {
  static final String PAGES = "/browse";

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (wantsPage(request)) {
      request.getRequestDispatcher(PAGES + request.getRequestURI()).forward(request, response);
    } else {
      chain.doFilter(request, response);
    }
  }

  private static boolean wantsPage(HttpServletRequest request) {
    var path = request.getRequestURI();
    var accepted = Optional.ofNullable(request.getHeader("Accept")).orElse("");
    return request.getMethod().equals("GET")
        && (path.equals("/v1") || path.startsWith("/v1/"))
        && accepted.contains("text/html")
        && !accepted.contains("application/json")
        && !path.endsWith("/logs")
        && !path.endsWith("/xml")
        && !path.equals("/v1/events")
        && !path.endsWith("/figures")
        && !path.equals("/v1/screen")
        && !path.equals("/v1/terminal")
        && !path.equals("/v1/openapi.json");
  }
}
