package io.stampede.ssh;

import io.stampede.ssh.SshFailure.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import org.apache.sshd.client.channel.AbstractClientChannel;

/// Opens streams to what listens on a host. sshd's `MaxSessions` does not count them.
final class Streams {
  private final Endpoint endpoint;
  private final Link link;
  private final SocketDiagnosis diagnosis;

  Streams(Endpoint endpoint, Link link, SocketDiagnosis diagnosis) {
    this.endpoint = endpoint;
    this.link = link;
    this.diagnosis = diagnosis;
  }

  ByteStream unix(RemotePath socket) throws SshFailure {
    try {
      return unexplained(socket);
    } catch (SshFailure e) {
      if (e.reason() != Reason.NOT_LISTENING) throw e;
      var explained = diagnosis.explain(socket, e);
      if (explained.reason() != Reason.FORWARDING_REFUSED) throw explained;
    }
    return again(socket);
  }

  Optional<SshFailure> bridged() {
    return Optional.empty();
  }

  /// A socket whose queue was full for a moment looks like one that sshd refuses.
  private ByteStream again(RemotePath socket) throws SshFailure {
    try {
      return unexplained(socket);
    } catch (SshFailure e) {
      throw e.reason() == Reason.NOT_LISTENING ? diagnosis.explain(socket, e) : e;
    }
  }

  private ByteStream unexplained(RemotePath socket) throws SshFailure {
    return open(new StreamLocalChannel(socket), "a stream to " + socket);
  }

  ByteStream tcp(String host, int port) throws SshFailure {
    return open(new TcpChannel(host, port), "a stream to " + host + ":" + port);
  }

  private ByteStream open(AbstractClientChannel channel, String purpose) throws SshFailure {
    var session = link.session();
    try {
      Channels.register(session, channel);
    } catch (IOException | RuntimeException e) {
      throw Channels.notMade(endpoint, purpose, e);
    }
    Channels.open(channel, endpoint, purpose, Deadline.in(Channels.PATIENCE));
    var in = new HostInput(channel.getInvertedOut(), channel, endpoint, purpose);
    return new ChannelStream(channel, in, channel.getInvertedIn());
  }

  /// Closing `out` sends the channel's EOF and leaves the way back open.
  private record ChannelStream(AbstractClientChannel channel, InputStream in, OutputStream out)
      implements ByteStream {
    @Override
    public void close() {
      channel.close(false);
    }
  }
}
