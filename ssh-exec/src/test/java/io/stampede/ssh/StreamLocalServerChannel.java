package io.stampede.ssh;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import org.apache.sshd.client.future.DefaultOpenFuture;
import org.apache.sshd.client.future.OpenFuture;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.channel.Channel;
import org.apache.sshd.common.channel.ChannelFactory;
import org.apache.sshd.common.channel.ChannelOutputStream;
import org.apache.sshd.common.channel.exception.SshChannelOpenException;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.server.channel.AbstractServerChannel;

/// The host's end of a stream to a Unix socket, for the embedded server.
final class StreamLocalServerChannel extends AbstractServerChannel {
  private final SocketChannel socket;

  static final class Factory implements ChannelFactory {
    @Override
    public String getName() {
      return StreamLocalChannel.TYPE;
    }

    @Override
    public Channel createChannel(Session session) throws IOException {
      return new StreamLocalServerChannel();
    }
  }

  private StreamLocalServerChannel() throws IOException {
    super(null);
    socket = SocketChannel.open(StandardProtocolFamily.UNIX);
  }

  @Override
  protected OpenFuture doInit(Buffer buffer) {
    var opened = new DefaultOpenFuture(this, this);
    try {
      socket.connect(UnixDomainSocketAddress.of(Path.of(buffer.getString())));
      signalChannelOpenSuccess();
      opened.setOpened();
      Thread.startVirtualThread(this::download);
    } catch (IOException e) {
      opened.setException(
          new SshChannelOpenException(
              getChannelId(), SshConstants.SSH_OPEN_CONNECT_FAILED, "open failed", e));
    }
    return opened;
  }

  private void download() {
    var buffer = ByteBuffer.allocate(32 * 1024);
    try (var out =
        new ChannelOutputStream(
            this, getRemoteWindow(), log, SshConstants.SSH_MSG_CHANNEL_DATA, true)) {
      while (socket.read(buffer) >= 0) {
        out.write(buffer.array(), 0, buffer.position());
        out.flush();
        buffer.clear();
      }
    } catch (IOException e) {
      log.debug("the stream ended early", e);
    }
    close(false);
  }

  @Override
  protected void doWriteData(byte[] data, int offset, long length) throws IOException {
    var bytes = ByteBuffer.wrap(data, offset, (int) length);
    while (bytes.hasRemaining()) socket.write(bytes);
    getLocalWindow().release(length);
  }

  @Override
  protected void doWriteExtendedData(byte[] data, int offset, long length) {
    throw new UnsupportedOperationException("a socket has no second stream");
  }

  @Override
  public void handleEof() throws IOException {
    super.handleEof();
    socket.shutdownOutput();
  }

  @Override
  protected void preClose() {
    try {
      socket.close();
    } catch (IOException e) {
      log.debug("closing a socket failed", e);
    }
    super.preClose();
  }
}
