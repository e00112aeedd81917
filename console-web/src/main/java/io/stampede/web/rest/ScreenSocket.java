package io.stampede.web.rest;

import io.stampede.client.Refused;
import io.stampede.client.StampedeClient;
import io.stampede.ssh.ByteStream;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
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
import org.springframework.web.socket.handler.BinaryWebSocketHandler;
import org.springframework.web.socket.server.HandshakeInterceptor;
import org.springframework.web.util.UriComponentsBuilder;

/// Relays a screen's bytes between a WebSocket and the machine, one blocking thread each way: what
/// one side does not take, the other side is not asked for.
///
/// A ticket opens one screen once. It is redeemed before the upgrade, so that a bad one is a plain
/// HTTP 403 and no socket ever exists without a screen behind it.
final class ScreenSocket extends BinaryWebSocketHandler implements HandshakeInterceptor {
  private static final Logger LOG = LoggerFactory.getLogger(ScreenSocket.class);
  private static final String SCREEN = "screen";
  private static final int CHUNK = 64 * 1024;

  private final StampedeClient client;

  ScreenSocket(StampedeClient client) {
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
    if (!sameOrigin(request)) {
      response.setStatusCode(HttpStatus.FORBIDDEN);
      return false;
    }
    var ticket =
        UriComponentsBuilder.fromUri(request.getURI()).build().getQueryParams().getFirst("ticket");
    try {
      var screen = client.openTicket(ticket == null ? "" : ticket);
      attributes.put(SCREEN, screen);
      request.getAttributes().put(SCREEN, screen);
      return true;
    } catch (Refused e) {
      LOG.info("a screen was not opened: {}", e.getMessage());
      response.setStatusCode(
          e.reason() == Refused.Reason.UNREACHABLE ? HttpStatus.BAD_GATEWAY : HttpStatus.FORBIDDEN);
      return false;
    }
  }

  /// Programs send no `Origin`; a page of another server does.
  static boolean sameOrigin(ServerHttpRequest request) {
    var origin = request.getHeaders().getOrigin();
    if (origin == null) return true;
    try {
      var authority = URI.create(origin).getAuthority();
      return authority != null && authority.equals(request.getHeaders().getFirst("Host"));
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  @Override
  public void afterHandshake(
      ServerHttpRequest request,
      ServerHttpResponse response,
      WebSocketHandler handler,
      @Nullable Exception failure) {
    if (failure != null && request.getAttributes().get(SCREEN) instanceof ByteStream screen) {
      screen.close();
    }
  }

  @Override
  public void afterConnectionEstablished(WebSocketSession session) {
    session.setBinaryMessageSizeLimit(CHUNK);
    var screen = screen(session);
    Thread.ofVirtual().name("screen-out-" + session.getId()).start(() -> pump(screen, session));
  }

  private static void pump(ByteStream screen, WebSocketSession session) {
    try (screen) {
      var buffer = new byte[CHUNK];
      for (int n = screen.in().read(buffer); n >= 0; n = screen.in().read(buffer)) {
        session.sendMessage(new BinaryMessage(ByteBuffer.wrap(buffer, 0, n)));
      }
      session.close(CloseStatus.NORMAL);
    } catch (IOException | IllegalStateException e) {
      LOG.debug("a screen ended: {}", e.getMessage());
      close(session, CloseStatus.SERVICE_RESTARTED);
    }
  }

  /// Blocks while the machine does not take it, which keeps the socket from being read further.
  @Override
  protected void handleBinaryMessage(WebSocketSession session, BinaryMessage message) {
    var bytes = new byte[message.getPayloadLength()];
    message.getPayload().get(bytes);
    var out = screen(session).out();
    try {
      out.write(bytes);
      out.flush();
    } catch (IOException e) {
      LOG.debug("a screen takes no more: {}", e.getMessage());
      close(session, CloseStatus.SERVICE_RESTARTED);
    }
  }

  @Override
  protected void handleTextMessage(WebSocketSession session, TextMessage message) {
    close(session, CloseStatus.NOT_ACCEPTABLE);
  }

  @Override
  public void handleTransportError(WebSocketSession session, Throwable error) {
    screen(session).close();
    close(session, CloseStatus.SERVER_ERROR);
  }

  @Override
  public void afterConnectionClosed(WebSocketSession session, CloseStatus status) {
    screen(session).close();
  }

  private static void close(WebSocketSession session, CloseStatus status) {
    try {
      session.close(status);
    } catch (IOException | IllegalStateException e) {
      LOG.debug("already closed: {}", e.getMessage());
    }
  }

  private static ByteStream screen(WebSocketSession session) {
    if (session.getAttributes().get(SCREEN) instanceof ByteStream screen) return screen;
    throw new IllegalStateException("a socket without a screen");
  }
}
