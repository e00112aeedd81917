package io.stampede.ssh;

import io.stampede.ssh.SshFailure.Reason;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import org.apache.sshd.client.channel.AbstractClientChannel;
import org.apache.sshd.client.session.ClientSession;

/// Opens streams to what listens on a host. sshd's `MaxSessions` does not count them.
final class Streams {
  private final Endpoint endpoint;
  private final Link link;
  private final SocketDiagnosis diagnosis;
  private final ExecBridge bridge;
  private volatile Optional<Refusal> refusal = Optional.empty();

  Streams(Endpoint endpoint, Link link, SocketDiagnosis diagnosis, ExecBridge bridge) {
    this.endpoint = endpoint;
    this.link = link;
    this.diagnosis = diagnosis;
    this.bridge = bridge;
  }

  ByteStream unix(RemotePath socket) throws SshFailure {
    var session = link.session();
    var known = refusal;
    if (known.isPresent() && known.get().session() == session) {
      return bridge.open(socket, known.get().why());
    }
    try {
      return forwarded(socket);
    } catch (SshFailure e) {
      if (e.reason() != Reason.FORWARDING_REFUSED) throw e;
      var stream = bridge.open(socket, e);
      refusal = Optional.of(new Refusal(session, e));
      return stream;
    }
  }

  /// A socket whose queue was full for a moment looks like one that sshd refuses.
  private ByteStream forwarded(RemotePath socket) throws SshFailure {
    try {
      return unexplained(socket);
    } catch (SshFailure e) {
      if (e.reason() != Reason.NOT_LISTENING) throw e;
      var explained = diagnosis.explain(socket, e);
      if (explained.reason() != Reason.FORWARDING_REFUSED) throw explained;
    }
    try {
      return unexplained(socket);
    } catch (SshFailure e) {
      throw e.reason() == Reason.NOT_LISTENING ? diagnosis.explain(socket, e) : e;
    }
  }

  Optional<SshFailure> bridged() {
    var known = refusal;
    return known.filter(r -> r.session().isOpen()).map(Refusal::why);
  }

  /// That sshd refuses to forward on a session, which is not asked again there; it may on the next.
  private record Refusal(ClientSession session, SshFailure why) {}

  private ByteStream unexplained(RemotePath socket) throws SshFailure {
    return open(new StreamLocalChannel(socket), "a stream to " + socket);
  }

  ByteStream tcp(String host, int port) throws SshFailure {
    return open(new TcpChannel(host, port), "a stream to " + host + ":" + port);
  }

  private ByteStream open(AbstractClientChannel channel, String purpose) throws SshFailure {
    var session = link.session();
    Channels.begin(session, channel, endpoint, purpose, Deadline.in(Channels.PATIENCE));
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
