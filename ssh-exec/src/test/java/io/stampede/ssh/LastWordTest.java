package io.stampede.ssh;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Servers that end their side first, as HTTP/1.0 does, while ours is still open.
@Timeout(value = 20, unit = TimeUnit.SECONDS)
class LastWordTest {
  private OpenSshHost host;
  private SshConnections connections;
  private Remote remote;

  @BeforeEach
  void open() throws Exception {
    host = new OpenSshHost();
    connections = SshConnections.mina(TestHost.SETTINGS);
    remote = connections.open(host.endpoint(), host.credential(), host.pinned());
  }

  @AfterEach
  void close() throws Exception {
    connections.close();
    host.close();
  }

  @Test
  void the_end_of_a_socket_is_read_while_our_side_is_open() throws Exception {
    try (var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(host.folder().resolve("bye")));
      Thread.startVirtualThread(() -> sayBye(server));
      try (var stream = remote.openUnix(host.path("bye"))) {
        assertThat(new String(stream.in().readAllBytes(), UTF_8)).isEqualTo("bye");
      }
    }
  }

  @Test
  void the_end_of_a_port_is_read_while_our_side_is_open() throws Exception {
    try (var server = ServerSocketChannel.open()) {
      server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      Thread.startVirtualThread(() -> sayBye(server));
      int port = ((InetSocketAddress) server.getLocalAddress()).getPort();
      try (var stream = remote.openTcp("127.0.0.1", port)) {
        assertThat(new String(stream.in().readAllBytes(), UTF_8)).isEqualTo("bye");
      }
    }
  }

  private static void sayBye(ServerSocketChannel server) {
    try (var peer = server.accept()) {
      peer.write(ByteBuffer.wrap("bye".getBytes(UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
