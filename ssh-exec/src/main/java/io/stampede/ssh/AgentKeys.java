package io.stampede.ssh;

import java.io.EOFException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.sshd.agent.SshAgent;
import org.apache.sshd.agent.SshAgentFactory;
import org.apache.sshd.agent.SshAgentServer;
import org.apache.sshd.agent.common.AbstractAgentProxy;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.apache.sshd.common.FactoryManager;
import org.apache.sshd.common.channel.ChannelFactory;
import org.apache.sshd.common.config.keys.OpenSshCertificate;
import org.apache.sshd.common.session.ConnectionService;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionContext;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;
import org.jspecify.annotations.Nullable;

/// Lets an ssh-agent sign (draft-ietf-sshm-ssh-agent), over the JDK's own Unix sockets: MINA's
/// client wants a native library. Nothing is ever forwarded to a host.
final class AgentKeys implements SshAgentFactory {
  /// Where a session's context names its agent; without it no agent is asked.
  static final AttributeKey<Path> SOCKET = new AttributeKey<>();

  private static final int MAX_ANSWER = 256 * 1024;

  /// An agent may ask its owner; one that never answers must not hold an I/O thread for ever.
  private final Duration patience;

  AgentKeys(Duration patience) {
    this.patience = patience;
  }

  @Override
  public List<ChannelFactory> getChannelForwardingFactories(FactoryManager manager) {
    return List.of();
  }

  // MINA reads null as "no agent for this session".
  @Override
  public @Nullable SshAgent createClient(Session session, FactoryManager manager)
      throws IOException {
    var context = session instanceof ClientSession ours ? ours.getConnectionContext() : null;
    var socket = context == null ? null : context.getAttribute(SOCKET);
    return socket == null ? null : new Talk(socket, manager, patience);
  }

  @Override
  public SshAgentServer createServer(ConnectionService service) {
    throw new UnsupportedOperationException("agents are not forwarded");
  }

  private static final class Talk extends AbstractAgentProxy {
    private final SocketChannel channel;
    private final FactoryManager manager;
    private final Duration patience;

    Talk(Path socket, FactoryManager manager, Duration patience) throws IOException {
      super(null);
      this.manager = manager;
      this.patience = patience;
      channel = SocketChannel.open(StandardProtocolFamily.UNIX);
      try {
        channel.connect(UnixDomainSocketAddress.of(socket));
      } catch (IOException e) {
        channel.close();
        throw e;
      }
    }

    @Override
    public boolean isOpen() {
      return channel.isOpen();
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }

    /// The agent names its signature by the key in a certificate; MINA wants the name it asked by.
    @Override
    public Map.Entry<String, byte[]> sign(
        SessionContext session, PublicKey key, String algorithm, byte[] data) throws IOException {
      var signed = super.sign(session, key, algorithm, data);
      return key instanceof OpenSshCertificate ? Map.entry(algorithm, signed.getValue()) : signed;
    }

    @Override
    protected synchronized Buffer request(Buffer buffer) throws IOException {
      var watch =
          manager
              .getScheduledExecutorService()
              .schedule(this::giveUp, patience.toMillis(), TimeUnit.MILLISECONDS);
      try {
        var out = ByteBuffer.wrap(buffer.array(), buffer.rpos(), buffer.available());
        while (out.hasRemaining()) channel.write(out);
        int length = read(Integer.BYTES).getInt();
        if (length < 1 || length > MAX_ANSWER) {
          throw new IOException("the ssh-agent's answer claims " + length + " bytes");
        }
        return new ByteArrayBuffer(read(length).array());
      } finally {
        watch.cancel(false);
      }
    }

    private ByteBuffer read(int length) throws IOException {
      var bytes = ByteBuffer.allocate(length);
      while (bytes.hasRemaining()) {
        if (channel.read(bytes) < 0) throw new EOFException("the ssh-agent hung up");
      }
      return bytes.flip();
    }

    private void giveUp() {
      try {
        channel.close();
      } catch (IOException e) {
        log.debug("closing the socket of a silent ssh-agent failed", e);
      }
    }
  }
}
