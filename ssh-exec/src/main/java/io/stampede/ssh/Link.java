package io.stampede.ssh;

import io.stampede.ssh.SshFailure.Reason;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionListener;
import org.jspecify.annotations.Nullable;

/// The one kept session to a host: made when first asked for, by one attempt that all callers wait
/// for; made again by itself after a cut.
final class Link implements AutoCloseable {
  /// A session that lived shorter than this was no success: the pauses keep growing.
  private static final Duration STEADY = Duration.ofSeconds(5);

  private final Endpoint endpoint;
  private final Login login;
  private final Duration patience;
  private final SshSettings.Backoff backoff;
  private final ScheduledExecutorService timer;
  private final Announcer announcer = new Announcer();

  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable ClientSession session;
  private @Nullable CompletableFuture<ClientSession> attempt;
  private @Nullable SshFailure lastFailure;
  private LinkState state = new LinkState.Idle();
  private int failures;
  private long upSince;
  private long notBefore = System.nanoTime();
  private boolean wasUp;
  private boolean closed;

  /// One attempt to make a session, on the thread that calls it.
  @FunctionalInterface
  interface Login {
    ClientSession session() throws SshFailure;
  }

  Link(
      Endpoint endpoint,
      Login login,
      Duration patience,
      SshSettings.Backoff backoff,
      ScheduledExecutorService timer) {
    this.endpoint = endpoint;
    this.login = login;
    this.patience = patience;
    this.backoff = backoff;
    this.timer = timer;
  }

  /// The standing session, or a new one, or the reason why there is none, by the deadline.
  ClientSession session(Deadline deadline) throws SshFailure {
    CompletableFuture<ClientSession> underway;
    lock.lock();
    try {
      if (closed) throw Failures.closed(endpoint);
      if (session != null && session.isOpen()) return session;
      if (attempt == null) {
        refuseWithinPause();
        attempt = begin();
      }
      underway = attempt;
    } finally {
      lock.unlock();
    }
    return await(underway, deadline);
  }

  ClientSession session() throws SshFailure {
    return session(Deadline.in(patience));
  }

  LinkState state() {
    lock.lock();
    try {
      return state;
    } finally {
      lock.unlock();
    }
  }

  boolean closed() {
    lock.lock();
    try {
      return closed;
    } finally {
      lock.unlock();
    }
  }

  Announcer announcer() {
    return announcer;
  }

  private void refuseWithinPause() throws SshFailure {
    long pause = notBefore - System.nanoTime();
    if (pause <= 0 || lastFailure == null) return;
    // Of this call nothing has begun: its effect is known.
    var reason = lastFailure.reason() == Reason.CUT ? Reason.UNREACHABLE : lastFailure.reason();
    throw new SshFailure(
        reason,
        "%s (tried again in %.1f s)".formatted(Failures.said(lastFailure), pause / 1e9),
        lastFailure);
  }

  private ClientSession await(CompletableFuture<ClientSession> underway, Deadline deadline)
      throws SshFailure {
    try {
      return underway.get(deadline.remainingNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof SshFailure failure
          ? Failures.again(failure)
          : Failures.unreachable(endpoint, e.getCause());
    } catch (TimeoutException e) {
      throw Failures.unreachable(endpoint, null);
    } catch (InterruptedException e) {
      throw Failures.interrupted(endpoint, "connecting", e);
    }
  }

  private CompletableFuture<ClientSession> begin() {
    var result = new CompletableFuture<ClientSession>();
    Thread.ofVirtual().name("ssh-connect ", 0).start(() -> attempt(result));
    return result;
  }

  private void attempt(CompletableFuture<ClientSession> result) {
    try {
      var made = login.session();
      succeeded(made);
      result.complete(made);
    } catch (SshFailure e) {
      failed(e);
      result.completeExceptionally(e);
    } catch (RuntimeException | Error e) {
      failed(Failures.unreachable(endpoint, e));
      result.completeExceptionally(e);
    }
  }

  private void succeeded(ClientSession made) throws SshFailure {
    lock.lock();
    try {
      if (closed) {
        made.close(true);
        throw Failures.closed(endpoint);
      }
      session = made;
      attempt = null;
      wasUp = true;
      upSince = System.nanoTime();
      become(new LinkState.Up(Fingerprints.of(made)));
    } finally {
      lock.unlock();
    }
    var lastWords = new LastWords();
    made.addSessionListener(lastWords);
    made.addCloseFutureListener(_ -> lost(made, lastWords));
  }

  private void failed(SshFailure failure) {
    lock.lock();
    try {
      attempt = null;
      if (closed) return;
      lastFailure = failure;
      become(new LinkState.Down(failure));
      pauseAndRetry(failure.reason() == Reason.AUTH_REFUSED);
    } finally {
      lock.unlock();
    }
  }

  private void lost(ClientSession ended, LastWords lastWords) {
    lock.lock();
    try {
      if (session != ended) return;
      session = null;
      if (closed) return;
      lastFailure = Failures.lost(endpoint, lastWords.said());
      become(new LinkState.Down(lastFailure));
      boolean steady = System.nanoTime() - upSince >= STEADY.toNanos();
      if (steady) failures = 0;
      pauseAndRetry(false);
      if (steady) notBefore = System.nanoTime(); // a call need not wait for the timer
    } finally {
      lock.unlock();
    }
  }

  /// A login that was refused is asked for as seldom as possible: hosts ban those who insist.
  private void pauseAndRetry(boolean longest) {
    failures++;
    var pause =
        longest ? backoff.longest() : Pauses.after(failures, backoff, ThreadLocalRandom.current());
    notBefore = System.nanoTime() + pause.toNanos();
    if (!wasUp) return;
    try {
      timer.schedule(this::retry, pause.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      closed = true; // the process is going down: nothing will be tried again
    }
  }

  /// What was said when a session ended, for the message.
  private static final class LastWords implements SessionListener {
    private volatile String said = "it hung up";

    @Override
    public void sessionException(Session session, Throwable t) {
      said = Failures.said(t);
    }

    @Override
    public void sessionDisconnect(
        Session session, int reason, String message, String language, boolean initiator) {
      said = message;
    }

    String said() {
      return said;
    }
  }

  private void retry() {
    lock.lock();
    try {
      if (!closed && session == null && attempt == null) attempt = begin();
    } finally {
      lock.unlock();
    }
  }

  private void become(LinkState next) {
    boolean news = !told(next).equals(told(state));
    state = next;
    if (news) announcer.announce(next);
  }

  /// A host that stays away fails alike again and again, which is no news.
  private static Object told(LinkState state) {
    return switch (state) {
      case LinkState.Down(var why) -> why.reason() + Failures.said(why);
      case LinkState.Up up -> up;
      case LinkState.Idle idle -> idle;
    };
  }

  @Override
  public void close() {
    @Nullable ClientSession last;
    lock.lock();
    try {
      if (closed) return;
      closed = true;
      last = session;
      session = null;
      become(new LinkState.Idle());
    } finally {
      lock.unlock();
    }
    if (last != null) last.close(false);
  }
}
