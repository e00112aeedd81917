package io.stampede.ssh;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.InputStream;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/// What every host must do, whatever its SSH server: one host and one remote for all tests of a
/// class.
@TestInstance(Lifecycle.PER_CLASS)
abstract class RemoteContract {
  static final Duration SOON = Duration.ofSeconds(20);

  final SshConnections connections = SshConnections.mina(TestHost.SETTINGS);
  TestHost host;
  Remote remote;

  abstract TestHost start() throws Exception;

  @BeforeAll
  void open() throws Exception {
    host = start();
    remote = connections.open(host.endpoint(), host.credential(), host.pinned());
  }

  @AfterAll
  void close() throws Exception {
    connections.close();
    host.close();
  }

  static SshFailure failure(ThrowingCallable call) {
    return catchThrowableOfType(SshFailure.class, call);
  }

  static byte[] throughSocket(Path socket, byte[] content) throws IOException {
    try (var channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
      try {
        var out = ByteBuffer.wrap(content);
        while (out.hasRemaining()) channel.write(out);
        channel.shutdownOutput();
      } catch (IOException e) {
        return new byte[0]; // the other side had hung up before
      }
      return Channels.newInputStream(channel).readAllBytes();
    }
  }

  /// Gives some bytes, then fails.
  static final class BrokenStream extends InputStream {
    private int left;

    BrokenStream(int bytes) {
      left = bytes;
    }

    @Override
    public int read() throws IOException {
      if (left-- <= 0) throw new IOException("the disk is gone");
      return 'x';
    }
  }

  static byte[] random(int size) {
    var bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }
}
