package io.stampede.web.rest;

import io.stampede.client.Refused;
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
import org.springframework.web.socket.handler.AbstractWebSocketHandler;
import org.springframework.web.socket.server.HandshakeInterceptor;
import org.springframework.web.util.UriComponentsBuilder;

/// Relays bytes between a WebSocket and what a ticket opens, one blocking thread each way: what one
/// side does not take, the other side is not asked for.
///
/// A ticket opens one stream once. It is redeemed before the upgrade, so that a bad one is a plain
/// HTTP 403 and no socket ever exists without a stream behind it.
abstract class RelaySocket extends AbstractWebSocketHandler implements HandshakeInterceptor {
  private static final Logger LOG = LoggerFactory.getLogger(RelaySocket.class);
  private static final String STREAM = "stream";

  private final String what;
  private final int chunk;

  /// @param what is relayed, in a word for the log
  /// @param chunk bytes of a message at most, both ways
  RelaySocket(String what, int chunk) {
    this.what = what;
    this.chunk = chunk;
  }

  /// @throws Refused when the ticket is unknown, used or too old
  abstract ByteStream open(String ticket);

  /// What the other side is told when the stream has come to its end.
  CloseStatus farewell(ByteStream stream) throws IOException {
    return CloseStatus.NORMAL;
  }

  /// A text frame; one that is none of ours ends the relay.
  ///
  /// @return whether it was understood
  boolean told(ByteStream stream, String text) {
    return false;
  }

  @Override
  public final boolean beforeHandshake(
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
      var stream = open(ticket == null ? "" : ticket);
      attributes.put(STREAM, stream);
      request.getAttributes().put(STREAM, stream);
      return true;
    } catch (Refused e) {
      LOG.info("a {} was not opened: {}", what, e.getMessage());
      response.setStatusCode(
          e.reason() == Refused.Reason.UNREACHABLE ? HttpStatus.BAD_GATEWAY : HttpStatus.FORBIDDEN);
      return false;
    }
  }

  /// Programs send no `Origin`; a page of another server does.
  private static boolean sameOrigin(ServerHttpRequest request) {
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
  public final void afterHandshake(
      ServerHttpRequest request,
      ServerHttpResponse response,
      WebSocketHandler handler,
      @Nullable Exception failure) {
    if (failure != null && request.getAttributes().get(STREAM) instanceof ByteStream stream) {
      stream.close();
    }
  }

  @Override
  public final void afterConnectionEstablished(WebSocketSession session) {
    session.setBinaryMessageSizeLimit(chunk);
    session.setTextMessageSizeLimit(chunk);
    var stream = stream(session);
    Thread.ofVirtual()
        .name("%s-out-%s".formatted(what, session.getId()))
        .start(() -> pump(stream, session));
  }

  private void pump(ByteStream stream, WebSocketSession session) {
    try (stream) {
      var buffer = new byte[chunk];
      for (int n = stream.in().read(buffer); n >= 0; n = stream.in().read(buffer)) {
        var message = new BinaryMessage(ByteBuffer.wrap(buffer, 0, n));
        synchronized (session) {
          session.sendMessage(message);
        }
      }
      var farewell = farewell(stream);
      synchronized (session) {
        session.close(farewell);
      }
    } catch (IOException | IllegalStateException e) {
      LOG.debug("a {} ended: {}", what, e.getMessage());
      close(session, CloseStatus.SERVICE_RESTARTED);
    }
  }

  /// Blocks while the far side does not take it, which keeps the socket from being read further.
  @Override
  protected final void handleBinaryMessage(WebSocketSession session, BinaryMessage message) {
    var bytes = new byte[message.getPayloadLength()];
    message.getPayload().get(bytes);
    var out = stream(session).out();
    try {
      out.write(bytes);
      out.flush();
    } catch (IOException e) {
      LOG.debug("a {} takes no more: {}", what, e.getMessage());
      close(session, CloseStatus.SERVICE_RESTARTED);
    }
  }

  @Override
  protected final void handleTextMessage(WebSocketSession session, TextMessage message) {
    if (!told(stream(session), message.getPayload())) close(session, CloseStatus.NOT_ACCEPTABLE);
  }

  @Override
  public final void handleTransportError(WebSocketSession session, Throwable error) {
    stream(session).close();
    close(session, CloseStatus.SERVER_ERROR);
  }

  @Override
  public final void afterConnectionClosed(WebSocketSession session, CloseStatus status) {
    stream(session).close();
  }

  /// One at a time writes to a session: a farewell in the midst of a message cuts the connection.
  private static void close(WebSocketSession session, CloseStatus status) {
    try {
      synchronized (session) {
        session.close(status);
      }
    } catch (IOException | IllegalStateException e) {
      LOG.debug("already closed: {}", e.getMessage());
    }
  }

  private static ByteStream stream(WebSocketSession session) {
    if (session.getAttributes().get(STREAM) instanceof ByteStream stream) return stream;
    throw new IllegalStateException("a socket without a stream");
  }
}
