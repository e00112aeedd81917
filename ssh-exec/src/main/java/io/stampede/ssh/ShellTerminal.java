package io.stampede.ssh;

import io.stampede.ssh.SshFailure.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import org.apache.sshd.client.channel.ChannelShell;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.common.channel.PtyChannelConfiguration;
import org.jspecify.annotations.Nullable;

/// A shell on a channel with a terminal (RFC 4254, section 6.2 and 6.7).
final class ShellTerminal implements Terminal {
  static final String PURPOSE = "a terminal";

  /// POSIX numbers; shells add 128.
  private static final Map<String, Integer> SIGNALS =
      Map.of(
          "HUP", 1, "INT", 2, "QUIT", 3, "ILL", 4, "ABRT", 6, "FPE", 8, "KILL", 9, "SEGV", 11,
          "PIPE", 13, "TERM", 15);

  private static final int SIGNALLED = 128;

  private final ChannelShell channel;
  private final Endpoint endpoint;
  private final InputStream in;

  ShellTerminal(ChannelShell channel, Endpoint endpoint) {
    this.channel = channel;
    this.endpoint = endpoint;
    in = new HostInput(channel.getInvertedOut(), channel, endpoint, PURPOSE);
  }

  static ChannelShell channel(Pty pty) {
    var configuration = new PtyChannelConfiguration();
    configuration.setPtyType(pty.type());
    configuration.setPtyColumns(pty.columns());
    configuration.setPtyLines(pty.rows());
    configuration.setPtyWidth(0); // in pixels: not known
    configuration.setPtyHeight(0);
    configuration.setPtyModes(Map.of()); // the host's own, as for any new terminal there
    var channel = new ChannelShell(configuration, Map.of());
    channel.setRedirectErrorStream(true);
    return channel;
  }

  @Override
  public InputStream in() {
    return in;
  }

  @Override
  public OutputStream out() {
    return channel.getInvertedIn();
  }

  @Override
  public void resize(int columns, int rows) throws SshFailure {
    var size = new Pty(channel.getPtyType(), columns, rows);
    try {
      channel.sendWindowChange(size.columns(), size.rows());
    } catch (IOException e) {
      throw Failures.cut(endpoint, PURPOSE, e);
    }
  }

  @Override
  public int waitFor(Duration deadline) throws SshFailure {
    var seen = channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), deadline);
    if (!seen.contains(ClientChannelEvent.CLOSED)) {
      throw new SshFailure(
          Reason.TIMEOUT,
          "the shell at %s is still open after %.1f s"
              .formatted(Failures.at(endpoint), deadline.toMillis() / 1e3));
    }
    var status = status(channel);
    if (status == null) throw Failures.cut(endpoint, PURPOSE, null);
    return status;
  }

  private static @Nullable Integer status(ChannelShell channel) {
    var status = channel.getExitStatus();
    var signal = channel.getExitSignal();
    return status == null && signal != null
        ? Integer.valueOf(SIGNALLED + SIGNALS.getOrDefault(signal, 0))
        : status;
  }

  @Override
  public void close() {
    channel.close(false);
  }
}
