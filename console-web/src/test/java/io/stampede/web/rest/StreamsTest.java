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
    assertThat(first.get(5, TimeUnit.SECONDS)).isEqualTo("RFB 003.008\n");
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
