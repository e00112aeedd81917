package io.stampede.web.access;

import static io.stampede.web.browse.Html.attr;
import static io.stampede.web.browse.Html.el;

import io.stampede.web.browse.Html;
import io.stampede.web.browse.Shell;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Exchanges the token for a session cookie: by a form, or by the one-click address that the
/// launcher prints.
@RestController
class LoginController {
  private final Token token;

  LoginController(Token token) {
    this.token = token;
  }

  @GetMapping(path = "/login", produces = MediaType.TEXT_HTML_VALUE)
  ResponseEntity<String> page(
      @RequestParam(name = "token", defaultValue = "") String given,
      @RequestParam(defaultValue = "/") String next,
      HttpServletRequest request) {
    if (given.isEmpty()) return html(200, form(next, ""));
    return enter(given, next, request);
  }

  @PostMapping(path = "/login", produces = MediaType.TEXT_HTML_VALUE)
  ResponseEntity<String> enter(
      @RequestParam(name = "token", defaultValue = "") String given,
      @RequestParam(defaultValue = "/") String next,
      HttpServletRequest request) {
    if (!token.is(given.strip())) {
      return html(401, form(next, "This is not the token of this server."));
    }
    // Not a redirect: a browser that came here from another site would follow it without the
    // cookie.
    return ResponseEntity.ok()
        .contentType(MediaType.TEXT_HTML)
        .header("Set-Cookie", SessionCookie.header(request, token.session(Instant.now())))
        .header("Cache-Control", "no-store")
        .body(forward(local(next)));
  }

  @PostMapping("/logout")
  ResponseEntity<String> leave(HttpServletRequest request) {
    return ResponseEntity.status(303)
        .header("Set-Cookie", SessionCookie.ended(request))
        .header("Location", "/login")
        .build();
  }

  /// Only places of this server, never `//elsewhere`.
  static String local(String next) {
    boolean here = next.startsWith("/") && !next.startsWith("//") && !next.contains("\\");
    return here ? next : "/";
  }

  private static ResponseEntity<String> html(int status, String page) {
    return ResponseEntity.status(status)
        .contentType(MediaType.TEXT_HTML)
        .header("Cache-Control", "no-store")
        .body(page);
  }

  private static String forward(String next) {
    return Shell.bare(
        "Welcome",
        el("meta", attr("http-equiv", "refresh"), attr("content", "0;url=" + next)),
        el("p", el("a", attr("href", next), "Go on")));
  }

  private static String form(String next, String error) {
    var field =
        el(
            "input",
            attr("id", "token"),
            attr("name", "token"),
            attr("type", "password"),
            attr("autocomplete", "current-password"),
            attr("required", ""),
            attr("autofocus", ""));
    return Shell.bare(
        "Log in",
        Html.NOTHING,
        el(
            "form",
            attr("class", "login card"),
            attr("method", "post"),
            attr("action", "/login"),
            el("img", attr("src", "/assets/logo.svg"), attr("alt", ""), attr("width", "40")),
            el("h1", "Stampede"),
            el(
                "p",
                attr("class", "help"),
                "Open the address that ",
                el("code", "./stampede"),
                " printed, or paste the token from the file ",
                el("code", "token"),
                " in the data folder."),
            el("label", attr("for", "token"), "Token"),
            field,
            el("input", attr("type", "hidden"), attr("name", "next"), attr("value", local(next))),
            el("p", attr("class", "error"), attr("role", "alert"), error),
            el("button", attr("class", "primary"), "Log in")));
  }
}
