package io.stampede.ssh;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// A server that answers with all that it heard, but not before the other side has said its last: a
/// tunnel that loses the half-close never gets an answer.
final class EchoAfterAll implements AutoCloseable {
  private final ServerSocketChannel server;
  private final List<String> failures = new CopyOnWriteArrayList<>();

  private EchoAfterAll(ServerSocketChannel server, SocketAddress address) throws IOException {
    this.server = server.bind(address, 100);
    Thread.startVirtualThread(this::acceptAll);
  }

  static EchoAfterAll unix(Path socket) throws IOException {
    return new EchoAfterAll(
        ServerSocketChannel.open(StandardProtocolFamily.UNIX), UnixDomainSocketAddress.of(socket));
  }

  static EchoAfterAll tcp() throws IOException {
    return new EchoAfterAll(
        ServerSocketChannel.open(), new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
  }

  int port() throws IOException {
    return ((InetSocketAddress) server.getLocalAddress()).getPort();
  }

  List<String> failures() {
    return failures;
  }

  private void acceptAll() {
    try {
      while (true) {
        var peer = server.accept();
        Thread.startVirtualThread(() -> serve(peer));
      }
    } catch (ClosedChannelException e) {
      // the test is over
    } catch (IOException e) {
      failures.add(e.toString());
    }
  }

  private void serve(SocketChannel peer) {
    try (peer) {
      var heard = new ByteArrayOutputStream();
      var buffer = ByteBuffer.allocate(64 * 1024);
      while (peer.read(buffer) >= 0) {
        heard.write(buffer.array(), 0, buffer.position());
        buffer.clear();
      }
      var answer = ByteBuffer.wrap(heard.toByteArray());
      while (answer.hasRemaining()) peer.write(answer);
    } catch (IOException e) {
      failures.add(e.toString());
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
