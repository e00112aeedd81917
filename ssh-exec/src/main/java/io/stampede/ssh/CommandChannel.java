package io.stampede.ssh;

import java.io.IOException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.common.SshConstants;

/// One command on its channel. Its process, and all that it starts, carry a mark in their
/// environment, by which they are found again when nobody wants them any more.
final class CommandChannel extends ChannelExec {
  static final String MARK = "STAMPEDE_RUN";

  private final String mark;

  CommandChannel(String command) {
    this(command, HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong()));
  }

  private CommandChannel(String command, String mark) {
    super(MARK + "=" + mark + " " + command, null, Map.of());
    this.mark = mark;
  }

  /// `STAMPEDE_RUN=…` as it stands in the environment.
  String mark() {
    return MARK + "=" + mark;
  }

  /// RFC 4254, section 6.9. OpenSSH heeds it from 7.9 on, but for root not before 9.8.
  void terminate() throws IOException {
    var request = getSession().createBuffer(SshConstants.SSH_MSG_CHANNEL_REQUEST);
    request.putUInt(getRecipient());
    request.putString("signal");
    request.putBoolean(false);
    request.putString("TERM");
    writePacket(request);
  }
}
