package io.stampede.ssh;

import io.stampede.ssh.SshFailure.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import org.apache.sshd.client.session.ClientSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Carries one TCP connection of ours through a jump. MINA connects to addresses only, so there is
/// one of this machine's loopback, for that connection alone: it takes no second one.
final class Tunnel {
  private static final Logger LOG = LoggerFactory.getLogger(Tunnel.class);
  private static final int BUFFER = 64 * 1024;

  private final TcpChannel channel;

  private Tunnel(TcpChannel channel) {
    this.channel = channel;
  }

  /// @param jump whose session it is, for messages
  /// @return the address to connect to by the deadline
  static SocketAddress open(
      ClientSession session, Endpoint jump, Endpoint target, Deadline deadline) throws SshFailure {
    var channel = new TcpChannel(target.address().value(), target.port());
    try {
      var purpose = "a stream to " + Failures.at(target);
      Channels.begin(session, channel, jump, purpose, deadline);
      return new Tunnel(channel).serve(deadline);
    } catch (SshFailure e) {
      throw e.reason() == Reason.NOT_LISTENING ? unreachable(jump, target, e) : e;
    } catch (IOException | RuntimeException e) {
      throw unreachable(jump, target, e);
    }
  }

  private static SshFailure unreachable(Endpoint jump, Endpoint target, Throwable cause) {
    return new SshFailure(
        Reason.UNREACHABLE,
        "%s cannot be reached from %s: %s"
            .formatted(Failures.at(target), jump, Failures.said(cause)),
        cause);
  }

  private SocketAddress serve(Deadline deadline) throws IOException {
    var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    server.setSoTimeout((int) deadline.remainingAtLeastOneMilli().toMillis());
    Thread.ofVirtual().name("ssh-jump").start(() -> carry(server));
    return server.getLocalSocketAddress();
  }

  private void carry(ServerSocket server) {
    try (var ours = accepted(server)) {
      ours.setTcpNoDelay(true);
      var up = Thread.ofVirtual().name("ssh-jump-out").start(() -> upload(ours));
      copy(channel.getInvertedOut(), ours.getOutputStream());
      ours.close();
      up.join();
    } catch (IOException e) {
      LOG.debug("a connection through a jump ended early", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      channel.close(false);
    }
  }

  private static Socket accepted(ServerSocket server) throws IOException {
    try (server) {
      return server.accept();
    }
  }

  private void upload(Socket ours) {
    try {
      copy(ours.getInputStream(), channel.getInvertedIn());
    } catch (IOException e) {
      LOG.debug("nothing more goes through a jump", e);
    }
    channel.close(false);
  }

  private static void copy(InputStream in, OutputStream out) throws IOException {
    var bytes = new byte[BUFFER];
    for (int n = in.read(bytes); n >= 0; n = in.read(bytes)) {
      out.write(bytes, 0, n);
      out.flush();
    }
  }
}
