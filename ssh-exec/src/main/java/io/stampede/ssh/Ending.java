package io.stampede.ssh;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Ends commands that were given up. sshd lets them run on when their channel closes, and counts
/// them against `MaxSessions` until they end: a few that hang would lock the host.
final class Ending {
  private static final Logger LOG = LoggerFactory.getLogger(Ending.class);
  private static final Duration HINT_TAKEN = Duration.ofMillis(300);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /// Asks first and insists a second later. Busybox knows each of these options, too.
  private static final String KILL =
      """
      for signal in TERM KILL; do
        found=
        for e in $(grep -lsF "$1" /proc/[0-9]*/environ); do
          p=${e%/environ}
          kill -s $signal "${p#/proc/}" 2>/dev/null && found=1
        done
        [ "$found" ] || exit 0
        [ $signal = KILL ] || sleep 1
      done
      """;

  private final Endpoint endpoint;
  private final Sessions sessions;

  /// One after the other, so that what was given up does not crowd out what is wanted.
  private final Semaphore one = new Semaphore(1);

  Ending(Endpoint endpoint, Sessions sessions) {
    this.endpoint = endpoint;
    this.sessions = sessions;
  }

  void end(CommandChannel channel) {
    try {
      channel.terminate();
      var closing = channel.close(false);
      if (closing.await(HINT_TAKEN) || !channel.getSession().isOpen()) return;
      one.acquire();
      try {
        kill(channel.mark());
      } finally {
        one.release();
      }
    } catch (IOException | RuntimeException e) {
      LOG.debug("a command that was given up may still run", e);
      channel.close(true);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void kill(String mark) throws SshFailure {
    var purpose = "ending what was given up";
    var deadline = Deadline.in(PATIENCE);
    var channel =
        sessions.open(
            purpose,
            deadline,
            session -> {
              var made = new ChannelExec(Command.script(KILL, mark).quoted(), null, Map.of());
              made.setOut(OutputStream.nullOutputStream());
              made.setErr(OutputStream.nullOutputStream());
              Channels.begin(session, made, endpoint, purpose, deadline);
              return made;
            });
    channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), PATIENCE);
    channel.close(true);
  }
}
