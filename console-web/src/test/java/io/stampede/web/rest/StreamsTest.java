package io.stampede.web.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stampede.web.RunningServer;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class StreamsTest {
  private final RunningServer server = RunningServer.shared();
  private final HttpClient http = HttpClient.newHttpClient();

  @BeforeEach
  void empty() {
    server.client().clear();
  }

  @Test
  void a_log_is_given_line_by_line_while_it_grows() throws Exception {
    server.send("POST", "/v1/containers", "{\"name\":\"c\",\"image\":\"x\"}");
    var request = server.request("/v1/containers/c/logs?tail=2&follow=true").build();
    var response = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
    assertThat(response.headers().firstValue("Content-Type")).contains("text/plain;charset=utf-8");
    try (var log =
        new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
      assertThat(log.readLine()).isEqualTo("c line 1");
      assertThat(log.readLine()).isEqualTo("c line 2");
      assertThat(log.readLine()).isEqualTo("c line 3");
    }
  }

  @Test
  void changes_come_as_events_and_a_gone_listener_is_forgotten() throws Exception {
    int before = server.client().watchers();
    var response =
        http.send(server.request("/v1/events").build(), HttpResponse.BodyHandlers.ofInputStream());
    try (var events =
        new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
      assertThat(events.readLine()).isEqualTo(": connected");
      server.send("POST", "/v1/containers", "{\"name\":\"c\",\"image\":\"x\"}");
      assertThat(events.readLine()).isEmpty();
      assertThat(events.readLine()).isEqualTo("event: change");
      assertThat(events.readLine()).startsWith("id: ");
      assertThat(events.readLine())
          .startsWith("data: ")
          .contains("\"kind\":\"container\"", "\"what\":\"created\"");
    }
    Awaitility.await()
        .atMost(30, TimeUnit.SECONDS)
        .until(() -> {
          server.client().settle();
          server.send("POST", "/v1/containers/c?action=stop", "");
          return server.client().watchers() == before;
        });
  }

  @Test
  void a_ticket_opens_a_screen_once() throws Exception {
    var ticket = ticket();
    var first = new CompletableFuture<String>();
    var socket = open(ticket, first, null).join();
    assertThat(first.get(30, TimeUnit.SECONDS)).isEqualTo("RFB 003.008\n");
    socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
    assertThatThrownBy(() -> open(ticket, new CompletableFuture<>(), null).join())
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(WebSocketHandshakeException.class)
        .satisfies(e -> assertThat(status(e)).isEqualTo(403));
  }

  @Test
  void a_page_of_another_server_opens_no_screen() {
    assertThatThrownBy(
            () -> open(ticket(), new CompletableFuture<>(), "http://evil.example").join())
        .satisfies(e -> assertThat(status(e)).isEqualTo(403));
  }

  @Test
  void without_the_token_not_even_a_ticket_opens_a_screen() {
    assertThatThrownBy(() ->
            http.newWebSocketBuilder()
                .buildAsync(screen(ticket()), new Listener(new CompletableFuture<>()))
                .join())
        .satisfies(e -> assertThat(status(e)).isEqualTo(401));
  }

  @Test
  void a_ticket_opens_a_terminal_once_and_it_is_as_large_as_the_window() throws Exception {
    var ticket = terminalTicket();
    var shown = new Shown();
    var socket = terminal(ticket, shown, null).join();
    socket.sendText("{\"columns\":132,\"rows\":43}", true).join();
    socket.sendBinary(ByteBuffer.wrap("size\r".getBytes(StandardCharsets.US_ASCII)), true).join();
    Awaitility.await().atMost(30, TimeUnit.SECONDS).until(() -> shown.text().contains("132x43"));
    socket.sendBinary(ByteBuffer.wrap("exit\r".getBytes(StandardCharsets.US_ASCII)), true).join();
    assertThat(shown.closed.get(30, TimeUnit.SECONDS)).isEqualTo("1000 exit 0");
    assertThatThrownBy(() -> terminal(ticket, new Shown(), null).join())
        .satisfies(e -> assertThat(status(e)).isEqualTo(403));
  }

  @Test
  void a_page_of_another_server_opens_no_terminal() {
    assertThatThrownBy(() -> terminal(terminalTicket(), new Shown(), "http://evil.example").join())
        .satisfies(e -> assertThat(status(e)).isEqualTo(403));
  }

  @Test
  void what_is_no_size_closes_a_terminal() throws Exception {
    for (var text : new String[] {"{}", "[]", "{\"columns\":0,\"rows\":0}", "{", "x".repeat(50)}) {
      var shown = new Shown();
      var socket = terminal(terminalTicket(), shown, null).join();
      socket.sendText(text, true).join();
      assertThat(shown.closed.get(30, TimeUnit.SECONDS)).as(text).startsWith("1003");
    }
  }

  @Test
  void figures_are_columns_of_equal_length() {
    host();
    var figures = server.send("GET", "/v1/hosts/h/figures?step=60", "").body();
    var json = JsonMapper.shared().readTree(figures);
    assertThat(json.path("step").asInt()).isEqualTo(60);
    int count = json.path("times").size();
    assertThat(count).isGreaterThan(1000);
    for (var column : FiguresJson.COLUMNS.keySet()) {
      assertThat(json.path(column).size()).as(column).isEqualTo(count);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/hosts/h/figures?step=7, step",
    "/v1/hosts/h/figures?step=x, step",
    "/v1/hosts/h/figures?from=yesterday, from"
  })
  void a_wrong_question_for_figures_names_the_parameter(String path, String parameter) {
    host();
    var answer = server.send("GET", path, "");
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body()).contains("\"" + parameter + "\"");
  }

  private void host() {
    server.send(
        "POST",
        "/v1/hosts",
        "{\"name\":\"h\",\"address\":\"10.0.0.1\",\"privateKey\":\"K\",\"hostKey\":\"SHA256:x\"}");
  }

  private String terminalTicket() {
    host();
    var answer = server.send("POST", "/v1/hosts/h/ticket", "");
    var ticket = RunningServer.text(answer, "/ticket");
    assertThat(RunningServer.text(answer, "/url")).isEqualTo("/v1/terminal?ticket=" + ticket);
    return ticket;
  }

  private CompletableFuture<WebSocket> terminal(
      String ticket, Shown shown, @Nullable String origin) {
    var builder = http.newWebSocketBuilder().header("Authorization", "Bearer " + server.token());
    if (origin != null) builder.header("Origin", origin);
    var address = "ws://127.0.0.1:%d/v1/terminal?ticket=%s".formatted(server.port(), ticket);
    return builder.buildAsync(URI.create(address), shown);
  }

  /// What a terminal has shown, and how it ended.
  private static final class Shown implements WebSocket.Listener {
    private final StringBuffer text = new StringBuffer();
    private final CompletableFuture<String> closed = new CompletableFuture<>();

    String text() {
      return text.toString();
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
      text.append(StandardCharsets.UTF_8.decode(data));
      socket.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
      closed.complete((status + " " + reason).strip());
      return null;
    }
  }

  private static int status(Throwable e) {
    return e.getCause() instanceof WebSocketHandshakeException refused
        ? refused.getResponse().statusCode()
        : 0;
  }

  private String ticket() {
    server.send("POST", "/v1/images", "{\"name\":\"i\"}");
    server.send("POST", "/v1/virtualMachines", "{\"name\":\"m\",\"image\":\"i\"}");
    var answer = server.send("POST", "/v1/virtualMachines/m/ticket", "");
    var ticket = RunningServer.text(answer, "/ticket");
    assertThat(RunningServer.text(answer, "/url")).isEqualTo("/v1/screen?ticket=" + ticket);
    return ticket;
  }

  private URI screen(String ticket) {
    return URI.create("ws://127.0.0.1:%d/v1/screen?ticket=%s".formatted(server.port(), ticket));
  }

  private CompletableFuture<WebSocket> open(
      String ticket, CompletableFuture<String> first, @Nullable String origin) {
    var builder = http.newWebSocketBuilder().header("Authorization", "Bearer " + server.token());
    if (origin != null) builder.header("Origin", origin);
    return builder.buildAsync(screen(ticket), new Listener(first));
  }

  private record Listener(CompletableFuture<String> first) implements WebSocket.Listener {
    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
      first.complete(StandardCharsets.US_ASCII.decode(data).toString());
      socket.request(1);
      return null;
    }
  }
}
