package io.stampede.web.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.stampede.web.RunningServer;
import java.net.Socket;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTest {
  private final RunningServer server = RunningServer.shared();

  private String cookie() {
    var entered = server.send(server.bare("/login?token=" + server.token()));
    assertThat(entered.statusCode()).isEqualTo(200);
    var cookie = entered.headers().firstValue("Set-Cookie").orElseThrow();
    assertThat(cookie).contains("HttpOnly", "SameSite=Strict").doesNotContain(server.token());
    return cookie.substring(0, cookie.indexOf(';'));
  }

  @Test
  void only_the_owner_can_read_the_token() throws Exception {
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(server.tokenFile())))
        .isEqualTo("rw-------");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1",
        "/v1/containers",
        "/v1/schemas",
        "/v1/events",
        "/v1/openapi.json",
        "/v1/nothing",
        "/browse/v1",
        "/",
        "/hosts",
        "/VAADIN/build/x.js",
        "/v1/health/../containers",
        "/v1/health;/../containers",
        "/assets/../v1/containers",
        "//v1/containers"
      })
  void nothing_is_told_without_the_token(String path) {
    var response = server.send(server.bare(path));
    assertThat(response.statusCode()).as(response.body()).isIn(400, 401);
  }

  @ParameterizedTest
  @CsvSource({"Bearer nonsense", "Bearer", "Basic dXNlcjpwYXNz", "''"})
  void a_wrong_token_is_refused(String header) {
    var response = server.send(server.bare("/v1/containers").header("Authorization", header));
    assertThat(response.statusCode()).isEqualTo(401);
    assertThat(RunningServer.json(response)).containsEntry("code", "wrong-token");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/health", "/login", "/favicon.svg", "/assets/tokens.css"})
  void what_is_open_is_open(String path) {
    assertThat(server.send(server.bare(path)).statusCode()).isEqualTo(200);
  }

  @Test
  void a_browser_without_a_session_is_led_to_the_login_page() {
    var response = server.send(server.bare("/hosts?state=running").header("Accept", "text/html"));
    assertThat(response.statusCode()).isEqualTo(302);
    assertThat(response.headers().firstValue("Location"))
        .hasValueSatisfying(
            to -> assertThat(to).endsWith("/login?next=%2Fhosts%3Fstate%3Drunning"));
  }

  @Test
  void a_session_opens_what_the_token_opens() {
    var response = server.send(server.bare("/v1/containers").header("Cookie", cookie()));
    assertThat(response.statusCode()).isEqualTo(200);
  }

  @Test
  void a_session_that_was_tampered_with_opens_nothing() {
    var tampered = cookie().replaceFirst("=\\d", "=9");
    var response = server.send(server.bare("/v1/containers").header("Cookie", tampered));
    assertThat(response.statusCode()).isEqualTo(401);
  }

  @Test
  void another_sites_form_cannot_use_the_session() {
    var forged =
        server.send(
            server
                .bare("/v1/hosts?action=hostKey")
                .header("Cookie", cookie())
                .POST(HttpRequest.BodyPublishers.ofString("{\"address\":\"a\"}")));
    assertThat(forged.statusCode()).isEqualTo(403);
    var ours =
        server.send(
            server
                .bare("/v1/hosts?action=hostKey")
                .header("Cookie", cookie())
                .header("X-Stampede", "1")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"address\":\"a\"}")));
    assertThat(ours.statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({"//evil.example/x,/", "https://evil.example,/", "/\\evil.example,/", "/hosts,/hosts"})
  void the_login_leads_to_places_of_this_server_only(String next, String led) {
    assertThat(LoginController.local(next)).isEqualTo(led);
  }

  @Test
  void the_login_page_escapes_what_it_is_given() {
    var next = URLEncoder.encode("/\"><script>alert(1)</script>", StandardCharsets.UTF_8);
    var page = server.send(server.bare("/login?next=" + next));
    assertThat(page.body()).doesNotContain("<script>alert");
  }

  @Test
  void a_wrong_token_in_the_login_form_is_told_so() {
    var response =
        server.send(
            server
                .bare("/login")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("token=nonsense&next=/")));
    assertThat(response.statusCode()).isEqualTo(401);
    assertThat(response.body()).contains("not the token");
    assertThat(response.headers().firstValue("Set-Cookie")).isEmpty();
  }

  /// The JDK's own client does not let one set this header.
  @ParameterizedTest
  @CsvSource({
    "localhost,200",
    "127.0.0.1:1,200",
    "[::1]:1,200",
    "evil.example,421",
    "127.0.0.1.evil.example,421"
  })
  void only_names_of_this_server_are_answered(String host, int status) throws Exception {
    try (var socket = new Socket("127.0.0.1", server.port())) {
      socket
          .getOutputStream()
          .write(
              "GET /v1/health HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n"
                  .formatted(host)
                  .getBytes(StandardCharsets.US_ASCII));
      var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(answer).startsWith("HTTP/1.1 " + status);
    }
  }

  @Test
  void pages_may_load_nothing_foreign_and_not_be_embedded() {
    HttpResponse<String> page = server.get("/v1");
    var policy = page.headers().firstValue("Content-Security-Policy").orElseThrow();
    assertThat(policy).contains("default-src 'none'", "frame-ancestors 'none'");
    assertThat(policy).doesNotContain("unsafe");
    assertThat(page.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
  }
}
