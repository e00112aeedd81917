package io.stampede.ssh;

import io.stampede.ssh.SshFailure.Reason;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import org.apache.sshd.client.channel.AbstractClientChannel;
import org.apache.sshd.client.channel.ClientChannel;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.channel.Channel;
import org.apache.sshd.common.channel.exception.SshChannelOpenException;
import org.apache.sshd.common.session.ConnectionService;
import org.jspecify.annotations.Nullable;

/// Opens channels on the kept session, and says why one was refused.
final class Channels {
  /// The longest wait for a host to grant a channel.
  static final Duration PATIENCE = Duration.ofSeconds(15);

  private Channels() {}

  private static void register(ClientSession session, Channel channel) throws IOException {
    session.getService(ConnectionService.class).registerChannel(channel);
  }

  /// A channel that could not be made because the session had just died; nothing was begun.
  static SshFailure notMade(Endpoint endpoint, String purpose, Throwable cause) {
    return new SshFailure(
        Reason.UNREACHABLE,
        "the connection to %s was lost before: %s; it is made again by itself"
            .formatted(Failures.at(endpoint), purpose),
        cause);
  }

  /// Registers and opens a channel.
  static void begin(
      ClientSession session,
      AbstractClientChannel channel,
      Endpoint endpoint,
      String purpose,
      Deadline deadline)
      throws SshFailure {
    try {
      register(session, channel);
    } catch (IOException | RuntimeException e) {
      throw notMade(endpoint, purpose, e);
    }
    open(channel, endpoint, purpose, deadline);
  }

  private static void open(
      ClientChannel channel, Endpoint endpoint, String purpose, Deadline deadline)
      throws SshFailure {
    @Nullable Throwable cause;
    try {
      var opening = channel.open();
      boolean answered = opening.await(deadline.remainingAtLeastOneMilli());
      if (opening.isOpened()) return;
      channel.close(true);
      cause = opening.getException();
      if (!answered) {
        throw new SshFailure(
            Reason.TIMEOUT,
            "%s did not take up in time: %s".formatted(Failures.at(endpoint), purpose));
      }
    } catch (SshFailure e) {
      throw e;
    } catch (InterruptedIOException e) {
      channel.close(true);
      throw Failures.interrupted(endpoint, purpose, new InterruptedException(Failures.said(e)));
    } catch (IOException e) {
      channel.close(true);
      throw notMade(endpoint, purpose, e);
    }
    throw cause instanceof SshChannelOpenException refusal
        ? refused(refusal, channel, endpoint, purpose)
        : notMade(endpoint, purpose, cause == null ? new IOException("closed") : cause);
  }

  private static String setting(ClientChannel channel) {
    return channel.getChannelType().equals(StreamLocalChannel.TYPE)
        ? "AllowStreamLocalForwarding"
        : "AllowTcpForwarding";
  }

  /// RFC 4254, section 5.1. sshd answers one command too many with the same code as a socket nobody
  /// listens at, so the type of the channel decides.
  private static SshFailure refused(
      SshChannelOpenException refusal, ClientChannel channel, Endpoint endpoint, String purpose) {
    var at = Failures.at(endpoint);
    boolean command = channel.getChannelType().equals("session");
    return switch (refusal.getReasonCode()) {
      case SshConstants.SSH_OPEN_ADMINISTRATIVELY_PROHIBITED ->
          new SshFailure(
              Reason.FORWARDING_REFUSED,
              "sshd at %s forbids it: %s; set %s yes in its sshd_config, and look for no-port-forwarding with the key"
                  .formatted(at, purpose, setting(channel)),
              refusal);
      case SshConstants.SSH_OPEN_UNKNOWN_CHANNEL_TYPE ->
          new SshFailure(
              Reason.FORWARDING_REFUSED,
              "the SSH server at %s does not know how to: %s".formatted(at, purpose),
              refusal);
      case SshConstants.SSH_OPEN_CONNECT_FAILED, SshConstants.SSH_OPEN_RESOURCE_SHORTAGE ->
          command
              ? new SshFailure(
                  Reason.BUSY,
                  "%s grants no further channel for: %s; wait, or raise MaxSessions there"
                      .formatted(at, purpose),
                  refusal)
              : new SshFailure(
                  Reason.NOT_LISTENING,
                  "%s finds nobody listening: %s (%s)"
                      .formatted(at, purpose, Failures.said(refusal)),
                  refusal);
      default ->
          new SshFailure(
              Reason.PROTOCOL,
              "%s refused: %s (%s)".formatted(at, purpose, Failures.said(refusal)),
              refusal);
    };
  }
}
