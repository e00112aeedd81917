package io.stampede.ssh;

import java.io.IOException;
import org.apache.sshd.client.channel.AsyncCapableClientChannel;
import org.apache.sshd.client.future.DefaultOpenFuture;
import org.apache.sshd.client.future.OpenFuture;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.SshException;

/// A stream to a Unix socket of the host: `direct-streamlocal@openssh.com`, section 2.4 of
/// OpenSSH's PROTOCOL file. MINA knows only the TCP sibling.
final class StreamLocalChannel extends AsyncCapableClientChannel {
  static final String TYPE = "direct-streamlocal@openssh.com";

  private final RemotePath socket;

  StreamLocalChannel(RemotePath socket) {
    super(TYPE, false);
    this.socket = socket;
  }

  @Override
  public synchronized OpenFuture open() throws IOException {
    if (isClosing()) throw new SshException("the channel is closed");
    var opening = new DefaultOpenFuture(socket, futureLock);
    openFuture = opening;
    var window = getLocalWindow();
    var packet = getSession().createBuffer(SshConstants.SSH_MSG_CHANNEL_OPEN);
    packet.putString(getChannelType());
    packet.putUInt(getChannelId());
    packet.putUInt(window.getSize());
    packet.putUInt(window.getPacketSize());
    packet.putString(socket.value());
    packet.putString(""); // reserved
    packet.putUInt(0); // reserved
    writePacket(packet);
    return opening;
  }

  /// Lets our reader see the end at once; MINA itself ends its stream only when the channel closes,
  /// which a host does not before we have ended ours.
  @Override
  public void handleEof() throws IOException {
    super.handleEof();
    out.close();
  }
}
