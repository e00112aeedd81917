package io.stampede.onboard;

import io.stampede.engine.Problem;
import io.stampede.host.HostProblems;
import io.stampede.onboard.CandidateFacts.Trust;
import io.stampede.onboard.Neighbours.Neighbour;
import io.stampede.ssh.HostKey;
import io.stampede.ssh.SshFailure;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/// The look at one candidate, on threads of its own so that the engine never waits for it: reached,
/// logged in, then all parts at once. Each part that is over wakes the candidate.
final class Probing {
  private static final Set<Part> AFTER_LOGIN =
      EnumSet.complementOf(EnumSet.of(Part.LOGIN, Part.CONSOLE));

  private static final int MOST_TRIES = 20;
  private static final Duration ROOM = Duration.ofMillis(250);

  private final String id;
  private final CandidateHost host;
  private final InstantSource clock;
  private final Supplier<List<Neighbour>> neighbours;
  private final Runnable wake;
  private volatile CandidateSpec spec;
  private volatile Progress progress = Progress.NONE;
  private volatile Instant idleSince;
  private volatile boolean closed;
  private final Set<Part> asked = EnumSet.noneOf(Part.class);
  private boolean running;

  /// @param wake called, from any thread, after each change of what is known
  Probing(
      String id,
      CandidateSpec spec,
      CandidateHost host,
      InstantSource clock,
      Supplier<List<Neighbour>> neighbours,
      Runnable wake) {
    this.id = id;
    this.spec = spec;
    this.host = host;
    this.clock = clock;
    this.neighbours = neighbours;
    this.wake = wake;
    this.idleSince = clock.instant();
  }

  Progress progress() {
    return progress;
  }

  CandidateSpec spec() {
    return spec;
  }

  /// Takes a spec that is reached in the same way.
  void become(CandidateSpec next) {
    spec = next;
  }

  /// Whether nothing is under way, and has not been for that long.
  synchronized boolean restedFor(Duration time) {
    return !running && idleSince.plus(time).isBefore(clock.instant());
  }

  /// Looks at everything, from the host key on, unless it is being looked at.
  void start() {
    begin(AFTER_LOGIN, true);
  }

  /// Looks at these parts again; at all of them when none is named.
  void again(Set<Part> parts) {
    begin(parts.isEmpty() || parts.contains(Part.LOGIN) ? AFTER_LOGIN : parts, true);
  }

  /// Looks at everything again without a stir: what is known stays shown until it is known better.
  void refresh() {
    begin(AFTER_LOGIN, false);
  }

  private void begin(Set<Part> parts, boolean shown) {
    synchronized (this) {
      if (closed) return;
      if (running) {
        if (shown) asked.addAll(parts);
        return;
      }
      running = true;
      asked.clear();
    }
    // Who asks has mended it: what was refused is tried at once, without the pause before.
    if (shown && progress.trouble().isPresent()) host.close(id);
    if (shown && !progress.took().isEmpty()) set(p -> p.began(parts));
    Thread.ofVirtual().name("probe " + id).start(() -> run(parts));
  }

  private void run(Set<Part> parts) {
    try {
      if (admitted()) lookAt(parts);
    } catch (SshFailure e) {
      if (!closed) trouble(e);
    } catch (RuntimeException e) {
      if (!closed) set(p -> p.withTrouble(Problem.bug(e)));
    } finally {
      rest();
    }
  }

  private void rest() {
    Set<Part> more;
    synchronized (this) {
      running = false;
      idleSince = clock.instant();
      more = Set.copyOf(asked);
    }
    tell();
    if (!more.isEmpty()) begin(more, true);
  }

  /// Shows the key where it is not accepted yet; logs in where it is.
  private boolean admitted() throws SshFailure {
    var now = spec;
    if (!now.isConfirmed()) {
      var key = host.hostKey(now);
      set(p -> p.withKey(key, Trust.UNKNOWN));
      return false;
    }
    long begun = System.nanoTime();
    var shown = host.login(id, now);
    var type = progress.key().map(HostKey::type).orElse("");
    var trust = now.access().hostKey().isPresent() ? Trust.TRUSTED : Trust.AUTHORITY;
    set(p ->
        p.withKey(new HostKey(type, shown), trust)
            .ended(Part.LOGIN, millisSince(begun), Probed.of("login", now.user().value())));
    return true;
  }

  private void trouble(SshFailure e) {
    var problem = HostProblems.of(e, spec.shown());
    switch (e.reason()) {
      case HOST_KEY_CHANGED -> show(Trust.CHANGED, Optional.empty());
      case HOST_KEY_REFUSED -> show(Trust.UNKNOWN, Optional.of(problem));
      default -> set(p -> p.withTrouble(problem));
    }
  }

  /// Asks for the key that was not accepted, so that a person can compare it.
  private void show(Trust trust, Optional<Problem> trouble) {
    try {
      var shown = Progress.NONE.withKey(host.hostKey(spec), trust);
      set(_ -> trouble.map(shown::withTrouble).orElse(shown));
    } catch (SshFailure e) {
      set(p -> p.withTrouble(HostProblems.of(e, spec.shown())));
    }
  }

  private void lookAt(Set<Part> parts) {
    if (progress.took().size() <= 1) set(p -> p.began(parts));
    var threads =
        parts.stream()
            .map(part ->
                Thread.ofVirtual().name("probe " + id + " " + part).start(() -> lookAt(part)))
            .toList();
    try {
      for (var thread : threads) thread.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void lookAt(Part part) {
    long begun = System.nanoTime();
    try {
      var found = patiently(part);
      set(p -> p.ended(part, millisSince(begun), found));
    } catch (SshFailure e) {
      if (isOfAll(part, e)) trouble(e);
      else set(p -> p.gaveUp(part, millisSince(begun), String.valueOf(e.getMessage())));
    } catch (RuntimeException e) {
      set(p -> p.gaveUp(part, millisSince(begun), "unexpected " + e));
    }
  }

  /// A host with few sessions per connection takes one part after the other.
  private Probed patiently(Part part) throws SshFailure {
    for (int tries = 1; ; tries++) {
      try {
        return host.look(id, spec, part, neighbours.get());
      } catch (SshFailure e) {
        if (e.reason() != SshFailure.Reason.BUSY || tries == MOST_TRIES || closed) throw e;
        LockSupport.parkNanos(ROOM.toNanos());
      }
    }
  }

  /// Whether it is the host that fails, and not only this part.
  private static boolean isOfAll(Part part, SshFailure e) {
    return switch (e.reason()) {
      case UNREACHABLE, HOST_KEY_CHANGED, AUTH_REFUSED, CUT -> true;
      case TIMEOUT, PROTOCOL -> part == Part.SYSTEM;
      default -> false;
    };
  }

  private static long millisSince(long nanos) {
    return Duration.ofNanos(System.nanoTime() - nanos).toMillis();
  }

  private void set(UnaryOperator<Progress> change) {
    synchronized (this) {
      progress = change.apply(progress);
    }
    tell();
  }

  private void tell() {
    if (!closed) wake.run();
  }

  void close() {
    closed = true;
    host.close(id);
  }
}
