package io.stampede.ssh;

import java.io.IOException;
import org.apache.sshd.client.channel.ChannelDirectTcpip;
import org.apache.sshd.common.util.net.SshdSocketAddress;

/// A stream to a TCP port as the host reaches it: `direct-tcpip` (RFC 4254, section 7.2).
final class TcpChannel extends ChannelDirectTcpip {
  private static final SshdSocketAddress ORIGIN = new SshdSocketAddress("127.0.0.1", 0);

  TcpChannel(String host, int port) {
    super(ORIGIN, new SshdSocketAddress(host, port));
  }

  /// See [StreamLocalChannel#handleEof].
  @Override
  public void handleEof() throws IOException {
    super.handleEof();
    out.close();
  }
}
