package io.stampede.web.rest;

import io.stampede.client.Refused;
import io.stampede.client.StampedeClient;
import io.stampede.ssh.SshFailure;
import io.stampede.ssh.Terminal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.socket.BinaryMessage;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.handler.AbstractWebSocketHandler;
import org.springframework.web.socket.server.HandshakeInterceptor;
import org.springframework.web.util.UriComponentsBuilder;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Relays a terminal between a WebSocket and a shell on a host: binary frames are bytes, a text
/// frame says how large the window is: `{"columns":120,"rows":40}`. One blocking thread each way:
/// what one side does not take, the other side is not asked for.
///
/// A ticket opens one terminal once. It is redeemed before the upgrade, so that a bad one is a
/// plain HTTP 403 and no socket ever exists without a shell behind it.
final class TerminalSocket extends AbstractWebSocketHandler implements HandshakeInterceptor {
  private static final Logger LOG = LoggerFactory.getLogger(TerminalSocket.class);
  private static final String TERMINAL = "terminal";
  private static final int CHUNK = 32 * 1024;
  private static final int MOST_TEXT = 200;
  private static final Duration LAST_WORD = Duration.ofSeconds(2);

  private final StampedeClient client;

  TerminalSocket(StampedeClient client) {
    this.client = client;
  }

  @Override
  public boolean beforeHandshake(
      ServerHttpRequest request,
      ServerHttpResponse response,
      WebSocketHandler handler,
      Map<String, Object> attributes) {
    if (!"websocket".equalsIgnoreCase(request.getHeaders().getUpgrade())) {
      response.setStatusCode(HttpStatus.UPGRADE_REQUIRED);
      return false;
    }
    if (!ScreenSocket.sameOrigin(request)) {
      response.setStatusCode(HttpStatus.FORBIDDEN);
      return false;
    }
    var ticket =
        UriComponentsBuilder.fromUri(request.getURI()).build().getQueryParams().getFirst("ticket");
    try {
      var terminal = client.openTerminal(ticket == null ? "" : ticket);
      attributes.put(TERMINAL, terminal);
      request.getAttributes().put(TERMINAL, terminal);
      return true;
    } catch (Refused e) {
      LOG.info("a terminal was not opened: {}", e.getMessage());
      response.setStatusCode(
          e.reason() == Refused.Reason.UNREACHABLE ? HttpStatus.BAD_GATEWAY : HttpStatus.FORBIDDEN);
      return false;
    }
  }

  @Override
  public void afterHandshake(
      ServerHttpRequest request,
      ServerHttpResponse response,
      WebSocketHandler handler,
      @Nullable Exception failure) {
    if (failure != null && request.getAttributes().get(TERMINAL) instanceof Terminal terminal) {
      terminal.close();
    }
  }

  @Override
  public void afterConnectionEstablished(WebSocketSession session) {
    session.setBinaryMessageSizeLimit(CHUNK);
    session.setTextMessageSizeLimit(MOST_TEXT);
    var terminal = terminal(session);
    Thread.ofVirtual().name("terminal-out-" + session.getId()).start(() -> pump(terminal, session));
  }

  private static void pump(Terminal terminal, WebSocketSession session) {
    try (terminal) {
      var buffer = new byte[CHUNK];
      for (int n = terminal.in().read(buffer); n >= 0; n = terminal.in().read(buffer)) {
        session.sendMessage(new BinaryMessage(ByteBuffer.wrap(buffer, 0, n)));
      }
      int status = terminal.waitFor(LAST_WORD);
      session.close(CloseStatus.NORMAL.withReason("exit " + status));
    } catch (IOException | IllegalStateException e) {
      LOG.debug("a terminal ended: {}", e.getMessage());
      close(session, CloseStatus.SERVICE_RESTARTED);
    }
  }

  /// Blocks while the host does not take it, which keeps the socket from being read further.
  @Override
  protected void handleBinaryMessage(WebSocketSession session, BinaryMessage message) {
    var bytes = new byte[message.getPayloadLength()];
    message.getPayload().get(bytes);
    var out = terminal(session).out();
    try {
      out.write(bytes);
      out.flush();
    } catch (IOException e) {
      LOG.debug("a terminal takes no more: {}", e.getMessage());
      close(session, CloseStatus.SERVICE_RESTARTED);
    }
  }

  @Override
  protected void handleTextMessage(WebSocketSession session, TextMessage message) {
    try {
      var size = JsonMapper.shared().readTree(message.getPayload());
      terminal(session).resize(size.path("columns").asInt(0), size.path("rows").asInt(0));
    } catch (JacksonException | IllegalArgumentException _) {
      close(session, CloseStatus.NOT_ACCEPTABLE);
    } catch (SshFailure e) {
      LOG.debug("a terminal keeps its size: {}", e.getMessage());
    }
  }

  @Override
  public void handleTransportError(WebSocketSession session, Throwable error) {
    terminal(session).close();
    close(session, CloseStatus.SERVER_ERROR);
  }

  @Override
  public void afterConnectionClosed(WebSocketSession session, CloseStatus status) {
    terminal(session).close();
  }

  private static void close(WebSocketSession session, CloseStatus status) {
    try {
      session.close(status);
    } catch (IOException | IllegalStateException e) {
      LOG.debug("already closed: {}", e.getMessage());
    }
  }

  private static Terminal terminal(WebSocketSession session) {
    if (session.getAttributes().get(TERMINAL) instanceof Terminal terminal) return terminal;
    throw new IllegalStateException("a socket without a terminal");
  }
}
