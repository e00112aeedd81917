package io.stampede.cli.command;

import io.stampede.cli.api.Exit;
import io.stampede.cli.api.Failure;
import io.stampede.cli.json.Json;
import io.stampede.cli.show.Terminal;
import io.stampede.cli.show.Tty;
import java.io.IOException;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/// A shell on a host: keys go there, and what it says comes here, as bytes in binary frames; a text
/// frame says how large the window is.
final class Shell implements WebSocket.Listener {
  /// How soon a window of another size is noticed.
  private static final long SIZE_MILLIS = 500;

  private static final byte[] END_OF_INPUT = {4};

  private final Terminal terminal;
  private final CompletableFuture<String> ended = new CompletableFuture<>();

  /// What was sent last: a socket takes one message after the other.
  private CompletableFuture<?> sent = CompletableFuture.completedFuture("");

  Shell(Terminal terminal) {
    this.terminal = terminal;
  }

  /// Until the shell ends.
  Exit run(WebSocket socket) {
    var raw = terminal.asks() ? Tty.raw() : Optional.<Tty>empty();
    try {
      var keys = new Thread(() -> type(socket), "keys");
      keys.setDaemon(true);
      keys.start();
      var reason = reason(socket);
      return reason.equals("exit 0") || reason.isEmpty() ? Exit.OK : Exit.FAILED;
    } finally {
      raw.ifPresent(Tty::close);
      socket.abort();
    }
  }

  /// Waits for the end, and tells the other side of each new size meanwhile.
  private String reason(WebSocket socket) {
    var told = Optional.<Tty.Size>empty();
    while (true) {
      var size = terminal.asks() ? Tty.size() : Optional.<Tty.Size>empty();
      if (size.isPresent() && !size.equals(told)) {
        send(() -> socket.sendText(json(size.get()), true));
        told = size;
      }
      try {
        return ended.get(SIZE_MILLIS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        continue;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return "interrupted";
      } catch (ExecutionException e) {
        throw Failure.of(Exit.NO_CONNECTION, "the terminal broke off: " + e.getMessage(), "");
      }
    }
  }

  private static String json(Tty.Size size) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("columns", (long) size.columns());
    members.put("rows", (long) size.rows());
    return Json.compact(members);
  }

  private void type(WebSocket socket) {
    var buffer = new byte[1 << 12];
    try {
      for (int n = terminal.in().read(buffer); n >= 0; n = terminal.in().read(buffer)) {
        var bytes = ByteBuffer.wrap(buffer, 0, n);
        send(() -> socket.sendBinary(bytes, true));
      }
      send(() -> socket.sendBinary(ByteBuffer.wrap(END_OF_INPUT), true));
    } catch (IOException | CompletionException e) {
      ended.completeExceptionally(e);
    }
  }

  private synchronized void send(Supplier<CompletableFuture<WebSocket>> message) {
    sent = message.get();
    sent.join();
  }

  @Override
  public CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
    var bytes = new byte[data.remaining()];
    data.get(bytes);
    try {
      terminal.out().write(bytes);
      terminal.out().flush();
    } catch (IOException e) {
      ended.completeExceptionally(e);
    }
    socket.request(1);
    return CompletableFuture.completedFuture("");
  }

  @Override
  public CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
    ended.complete(status == WebSocket.NORMAL_CLOSURE ? reason : "closed with " + status);
    return CompletableFuture.completedFuture("");
  }

  @Override
  public void onError(WebSocket socket, Throwable error) {
    ended.completeExceptionally(error);
  }
}
