package io.stampede.engine;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.random.RandomGenerator;

/// Decides when passes run: a queue of keys, one pass per key at a time, bounded lanes per host,
/// all on virtual threads. An event only [#wake]s a key; losing every event costs latency, nothing
/// else.
public final class Engine implements AutoCloseable {
  /// @param twice whether every step is applied two times (tests and demo)
  /// @param lanes how many passes may run on one host at once
  /// @param patience after how many tries without progress a resource is stuck
  /// @param floor the first pause after a failed try; doubles from there
  public record Settings(boolean twice, int lanes, int patience, Duration floor) {
    public static final Settings USUAL = new Settings(false, 6, 8, Duration.ofMillis(500));

    public Settings withTwice(boolean twice) {
      return new Settings(twice, lanes, patience, floor);
    }
  }

  /// A pass goes on at once after a step, this often at most before others get their turn.
  private static final int STEPS_IN_A_ROW = 20;

  private static final Duration CLOSING = Duration.ofSeconds(3);

  private final InstantSource clock;
  private final Memory memory;
  private final WorkQueue queue;
  private final HostLanes lanes;
  private final Attempts attempts;
  private final Reconciler reconciler;
  private final Map<String, Kind<?, ?, ?>> kinds = new LinkedHashMap<>();
  private final ConcurrentMap<ResourceId, Set<ResourceId>> waiters = new ConcurrentHashMap<>();
  private final ConcurrentMap<ResourceId, ResourceId> waitsOn = new ConcurrentHashMap<>();
  private final ConcurrentMap<ResourceId, Status> last = new ConcurrentHashMap<>();
  private volatile boolean closed;
  private volatile Optional<Thread> dispatcher = Optional.empty();

  public Engine(
      InstantSource clock,
      Memory memory,
      Journal journal,
      Settings settings,
      Collection<? extends Kind<?, ?, ?>> kinds) {
    this.clock = clock;
    this.memory = memory;
    this.queue = new WorkQueue(clock);
    this.lanes = new HostLanes(settings.lanes());
    this.attempts =
        new Attempts(settings.patience(), settings.floor(), RandomGenerator.getDefault());
    this.reconciler = new Reconciler(clock, memory, journal, attempts, settings.twice());
    kinds.forEach(kind -> this.kinds.put(kind.name(), kind));
  }

  /// Looks at everything that is wanted, and from then on at what is due. This is all there is to
  /// recovering from a crash.
  public void start() {
    memory.resources().forEach(this::wake);
    dispatcher = Optional.of(Thread.ofPlatform().daemon().name("engine").start(this::dispatch));
  }

  /// Look at this resource now.
  public void wake(ResourceId id) {
    queue.offer(id, clock.instant());
  }

  /// Look at everything that works in a lane, or in one named after it (`ho-1:bulk`), now: a host
  /// has come or gone.
  public void wakeLane(String lane) {
    memory.resources().stream().filter(id -> worksIn(id, lane)).forEach(this::wake);
  }

  private boolean worksIn(ResourceId id, String lane) {
    var kind = kinds.get(id.kind());
    return kind != null && worksIn(kind, id, lane);
  }

  private <S> boolean worksIn(Kind<S, ?, ?> kind, ResourceId id, String lane) {
    return memory
        .intent(kind, id)
        .map(kind::lane)
        .filter(of -> of.equals(lane) || of.startsWith(lane + ":"))
        .isPresent();
  }

  /// A person asks to try again what is stuck, and what it waits for.
  public void retry(ResourceId id) {
    attempts.forget(id);
    var on = waitsOn.remove(id);
    if (on != null) retry(on);
    wake(id);
  }

  /// Takes no new step. Steps under way get a moment to end; what they leave is looked at again by
  /// the next start.
  @Override
  public void close() {
    closed = true;
    dispatcher.ifPresent(Thread::interrupt);
    lanes.awaitIdle(CLOSING);
  }

  private void dispatch() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        var id = queue.take();
        Thread.ofVirtual().name("pass " + id).start(() -> work(id));
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void work(ResourceId id) {
    var kind = kinds.get(id.kind());
    if (kind == null || closed) {
      queue.done(id);
      return;
    }
    Optional<Duration> next = Optional.of(Duration.ofSeconds(5));
    try {
      next = inLane(kind, id);
    } catch (RuntimeException e) {
      if (!closed) throw e;
    } finally {
      if (next.isPresent()) queue.done(id, clock.instant().plus(next.get()));
      else queue.done(id);
    }
  }

  private <S> Optional<Duration> inLane(Kind<S, ?, ?> kind, ResourceId id) {
    var intent = memory.intent(kind, id);
    if (intent.isEmpty()) return Optional.empty();
    var pass = new Reconciler.Pass[1];
    try {
      lanes.run(kind.lane(intent.get()), () -> pass[0] = passes(kind, id));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
    return pass[0].next();
  }

  private Reconciler.Pass passes(Kind<?, ?, ?> kind, ResourceId id) {
    for (int step = 1; ; step++) {
      var pass = reconciler.pass(kind, id);
      await(id, pass.waitsOn());
      tellWaiters(id, pass.status());
      boolean atOnce = pass.next().filter(Duration::isZero).isPresent();
      if (!atOnce || closed || step == STEPS_IN_A_ROW) return pass;
    }
  }

  private void await(ResourceId id, Optional<ResourceId> on) {
    if (on.isEmpty()) {
      waitsOn.remove(id);
      return;
    }
    waitsOn.put(id, on.get());
    waiters.computeIfAbsent(on.get(), _ -> ConcurrentHashMap.newKeySet()).add(id);
  }

  private void tellWaiters(ResourceId id, Optional<Status> status) {
    var before = status.isPresent() ? last.put(id, status.get()) : last.remove(id);
    if (status.isPresent() && status.get().equals(before)) return;
    var waiting = waiters.remove(id);
    if (waiting != null) waiting.forEach(this::wake);
  }
}
