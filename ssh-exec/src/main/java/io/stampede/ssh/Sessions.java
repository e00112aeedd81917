package io.stampede.ssh;

import io.stampede.ssh.SshFailure.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.channel.Channel;
import org.jspecify.annotations.Nullable;

/// Finds room for what sshd counts against its `MaxSessions`: commands, terminals, SFTP. At first
/// all are on the kept connection; who finds it full waits a little, then a further connection is
/// made, up to a bound, and closed again when it was idle for a while. Streams are not counted by
/// sshd and stay on the kept connection.
final class Sessions implements AutoCloseable {
  /// The longest wait for another's end before a further connection is made.
  private static final Duration QUEUE = Duration.ofMillis(300);

  /// After a refusal, for sshd still counts for a moment what it has told to be closed.
  private static final Duration FIRST_PAUSE = Duration.ofMillis(5);

  private static final Duration LONGEST_PAUSE = Duration.ofMillis(100);

  /// After a further connection could not be made.
  private static final Duration NO_FURTHER = Duration.ofSeconds(5);

  private final Endpoint endpoint;
  private final Link link;
  private final Link.Login further;
  private final SshSettings.Pool bounds;
  private final ScheduledExecutorService timer;

  private final ReentrantLock lock = new ReentrantLock(true);
  private final Condition changed = lock.newCondition();
  private final List<Line> lines = new ArrayList<>();
  private boolean dialing;
  private boolean closed;
  private long furtherNotBefore = System.nanoTime();

  /// One connection and what is open on it.
  private static final class Line {
    final ClientSession session;
    final boolean further;
    int used;
    boolean granted;
    long notBefore = System.nanoTime();
    long pauseNanos = FIRST_PAUSE.toNanos();
    long idleSince = System.nanoTime();

    Line(ClientSession session, boolean further) {
      this.session = session;
      this.further = further;
    }

    boolean hasRoom(int most, long now) {
      return session.isOpen() && used < most && now - notBefore >= 0;
    }
  }

  /// Opens a channel on a session; a refusal for want of room is `BUSY`.
  @FunctionalInterface
  interface Opening<T> {
    T open(ClientSession session) throws SshFailure;
  }

  /// @param further makes a connection besides the kept one
  Sessions(
      Endpoint endpoint,
      Link link,
      Link.Login further,
      SshSettings.Pool bounds,
      ScheduledExecutorService timer) {
    this.endpoint = endpoint;
    this.link = link;
    this.further = further;
    this.bounds = bounds;
    this.timer = timer;
  }

  /// The channel that the opening made, which holds its room until the channel is wholly closed:
  /// sshd counts it that long, too.
  <T extends Channel> T open(String purpose, Deadline deadline, Opening<T> opening)
      throws SshFailure {
    return open(purpose, deadline, made -> made, opening);
  }

  <T> T open(String purpose, Deadline deadline, ChannelOf<T> channelOf, Opening<T> opening)
      throws SshFailure {
    var started = System.nanoTime();
    while (true) {
      var line = room(purpose, started, deadline);
      boolean opened = false;
      try {
        var made = opening.open(line.session);
        opened = true;
        granted(line);
        channelOf.channel(made).addCloseFutureListener(_ -> release(line));
        return made;
      } catch (SshFailure e) {
        if (e.reason() != Reason.BUSY || deadline.remainingNanos() == 0) throw e;
        if (!refused(line)) throw none(purpose, e);
      } finally {
        if (!opened) release(line);
      }
    }
  }

  /// Where the channel is in what was made.
  @FunctionalInterface
  interface ChannelOf<T> {
    Channel channel(T made);
  }

  private Line room(String purpose, long started, Deadline deadline) throws SshFailure {
    var kept = link.session(deadline);
    lock.lock();
    try {
      while (true) {
        if (closed) throw Failures.closed(endpoint);
        var line = free(kept);
        if (line != null) {
          line.used++;
          return line;
        }
        long now = System.nanoTime();
        if (deadline.remainingNanos() == 0) throw busy(purpose);
        if (mayDial(now, started)) dial();
        else changed.awaitNanos(Math.min(deadline.remainingNanos(), LONGEST_PAUSE.toNanos() / 4));
        if (!kept.isOpen()) kept = keptAgain(deadline);
      }
    } catch (InterruptedException e) {
      throw Failures.interrupted(endpoint, purpose, e);
    } finally {
      lock.unlock();
    }
  }

  private ClientSession keptAgain(Deadline deadline) throws SshFailure {
    lock.unlock();
    try {
      return link.session(deadline);
    } finally {
      lock.lock();
    }
  }

  private @Nullable Line free(ClientSession kept) {
    lines.removeIf(line -> !line.session.isOpen());
    if (lines.stream().noneMatch(line -> line.session == kept))
      lines.addFirst(new Line(kept, false));
    long now = System.nanoTime();
    for (var line : lines) {
      if (line.hasRoom(bounds.perConnection(), now)) return line;
    }
    return null;
  }

  private boolean mayDial(long now, long started) {
    return !dialing
        && lines.size() < bounds.connections()
        && now - started >= QUEUE.toNanos()
        && now - furtherNotBefore >= 0;
  }

  /// Without the lock, by the one who found no room; the others wait for either's end.
  private void dial() {
    dialing = true;
    lock.unlock();
    @Nullable ClientSession made = null;
    try {
      made = further.session();
    } catch (SshFailure e) {
      // The kept connection stands: those who wait are served by it, only later.
    } finally {
      lock.lock();
      dialing = false;
      if (made == null) furtherNotBefore = System.nanoTime() + NO_FURTHER.toNanos();
      else if (closed) made.close(false);
      else add(made);
      changed.signalAll();
    }
  }

  private void add(ClientSession made) {
    lines.add(new Line(made, true));
    made.addCloseFutureListener(_ -> wakeAll());
    sweepLater();
  }

  private SshFailure busy(String purpose) {
    int open = lines.stream().mapToInt(line -> line.used).sum();
    return new SshFailure(
        Reason.BUSY,
        "%s has no room for: %s; %d commands, terminals and file transfers are open on %d connections and none ended in time; close some, or raise MaxSessions there"
            .formatted(Failures.at(endpoint), purpose, open, lines.size()));
  }

  private SshFailure none(String purpose, SshFailure cause) {
    return new SshFailure(
        Reason.BUSY,
        "%s grants not even one session for: %s; set MaxSessions in its sshd_config to 10 or more"
            .formatted(Failures.at(endpoint), purpose),
        cause);
  }

  private void granted(Line line) {
    lock.lock();
    try {
      line.granted = true;
      line.pauseNanos = FIRST_PAUSE.toNanos();
    } finally {
      lock.unlock();
    }
  }

  /// False when it makes no sense to try again: a fresh connection never granted anything.
  private boolean refused(Line line) {
    lock.lock();
    try {
      long now = System.nanoTime();
      if (now - line.notBefore < 0) return true; // of the same burst as another refusal
      boolean alone = line.further && !line.granted && line.used == 1;
      boolean hopeless = alone && line.pauseNanos >= LONGEST_PAUSE.toNanos();
      line.notBefore = now + line.pauseNanos;
      line.pauseNanos = Math.min(2 * line.pauseNanos, LONGEST_PAUSE.toNanos());
      return !hopeless;
    } finally {
      lock.unlock();
    }
  }

  private void release(Line line) {
    lock.lock();
    try {
      line.used--;
      line.idleSince = System.nanoTime();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void wakeAll() {
    lock.lock();
    try {
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void sweepLater() {
    try {
      var wait = Math.max(1, bounds.idle().toMillis() / 2);
      timer.schedule(this::sweep, wait, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      closed = true; // the process is going down
    }
  }

  /// Closes what was idle for long; the kept connection is the link's.
  private void sweep() {
    lock.lock();
    try {
      long before = System.nanoTime() - bounds.idle().toNanos();
      for (var line : List.copyOf(lines)) {
        if (line.further && line.used == 0 && line.idleSince - before <= 0) {
          lines.remove(line);
          line.session.close(false);
        }
      }
      if (!closed && lines.stream().anyMatch(line -> line.further)) sweepLater();
    } finally {
      lock.unlock();
    }
  }

  /// Whether a session is a further one, which should not be held for long.
  boolean isFurther(ClientSession session) {
    lock.lock();
    try {
      return lines.stream().anyMatch(line -> line.further && line.session == session);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      for (var line : lines) line.session.close(false);
      lines.clear();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
