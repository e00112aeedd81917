package io.stampede.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A Unix socket of this machine, each connection to which is carried to one of a host: two virtual
/// threads a connection, one a direction. The session is chosen anew for each.
final class SocketForward implements LocalSocket {
  private static final Logger LOG = LoggerFactory.getLogger(SocketForward.class);
  private static final int BUFFER = 32 * 1024;

  private final ServerSocketChannel server;
  private final Path path;
  private final Opening opening;
  private final Set<SocketChannel> connections = ConcurrentHashMap.newKeySet();
  private volatile @Nullable SshFailure lastFailure;

  /// How to reach the host's socket.
  @FunctionalInterface
  interface Opening {
    ByteStream stream() throws SshFailure;
  }

  SocketForward(SocketFolder folder, Opening opening) throws IOException {
    this.opening = opening;
    this.path = folder.next();
    server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      server.bind(UnixDomainSocketAddress.of(path));
    } catch (IOException e) {
      server.close();
      throw e;
    }
    Thread.ofVirtual().name("ssh-forward").start(this::acceptAll);
  }

  @Override
  public Path path() {
    return path;
  }

  @Override
  public Optional<SshFailure> lastFailure() {
    return Optional.ofNullable(lastFailure);
  }

  boolean closed() {
    return !server.isOpen();
  }

  private void acceptAll() {
    try {
      while (true) {
        var local = server.accept();
        connections.add(local);
        Thread.ofVirtual().name("ssh-forward-in").start(() -> serve(local));
      }
    } catch (IOException e) {
      if (server.isOpen()) LOG.error("the forwarded socket {} takes no more connections", path, e);
    }
  }

  private void serve(SocketChannel local) {
    try (local;
        var remote = stream()) {
      var up = Thread.ofVirtual().name("ssh-forward-out").start(() -> upload(local, remote));
      download(remote.in(), local);
      local.shutdownOutput();
      up.join();
    } catch (IOException e) {
      LOG.debug("a connection through {} ended early", path, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      connections.remove(local);
    }
  }

  /// Notes a failure before the local side is hung up on, so that it can ask at once.
  private ByteStream stream() throws SshFailure {
    try {
      var stream = opening.stream();
      lastFailure = null;
      return stream;
    } catch (SshFailure e) {
      lastFailure = e;
      throw e;
    }
  }

  /// To the host, until the local side ends its half; then the host is told so.
  private void upload(SocketChannel local, ByteStream remote) {
    var buffer = ByteBuffer.allocate(BUFFER);
    try (var out = remote.out()) {
      while (local.read(buffer) >= 0) {
        out.write(buffer.array(), 0, buffer.position());
        out.flush();
        buffer.clear();
      }
    } catch (IOException e) {
      LOG.debug("nothing more goes through {}", path, e);
      remote.close();
    }
  }

  private static void download(InputStream in, SocketChannel local) throws IOException {
    var bytes = new byte[BUFFER];
    for (int n = in.read(bytes); n >= 0; n = in.read(bytes)) {
      var buffer = ByteBuffer.wrap(bytes, 0, n);
      while (buffer.hasRemaining()) local.write(buffer);
    }
  }

  @Override
  public void close() {
    closeQuietly(server);
    for (var connection : connections) closeQuietly(connection);
    SocketFolder.remove(path);
  }

  private static void closeQuietly(AutoCloseable closeable) {
    try {
      closeable.close();
    } catch (Exception e) {
      LOG.debug("closing a socket failed", e);
    }
  }
}
