package io.stampede.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Keys with due times; never events. A key stands in it once, at its earliest due time; a key that
/// is being worked on is not handed out again before [#done].
final class WorkQueue {
  private record Entry(Instant due, long order, ResourceId key) {}

  private final InstantSource clock;
  private final TreeSet<Entry> entries =
      new TreeSet<>(Comparator.comparing(Entry::due).thenComparingLong(Entry::order));
  private final Map<ResourceId, Entry> byKey = new HashMap<>();
  private final Set<ResourceId> running = new HashSet<>();
  private final Map<ResourceId, Instant> askedWhileRunning = new HashMap<>();
  private long order;

  WorkQueue(InstantSource clock) {
    this.clock = clock;
  }

  synchronized void offer(ResourceId key, Instant due) {
    if (running.contains(key)) {
      askedWhileRunning.merge(key, due, WorkQueue::earlier);
      return;
    }
    var present = byKey.get(key);
    if (present != null) {
      if (!due.isBefore(present.due())) return;
      entries.remove(present);
    }
    var entry = new Entry(due, order++, key);
    entries.add(entry);
    byKey.put(key, entry);
    notifyAll();
  }

  /// Waits for the next key that is due and marks it as being worked on.
  synchronized ResourceId take() throws InterruptedException {
    while (true) {
      if (entries.isEmpty()) {
        wait();
        continue;
      }
      var first = entries.first();
      var left = Duration.between(clock.instant(), first.due());
      if (left.isPositive()) {
        wait(Math.max(1, Math.min(left.toMillis(), 3_600_000)));
        continue;
      }
      entries.pollFirst();
      byKey.remove(first.key());
      running.add(first.key());
      return first.key();
    }
  }

  /// The work on a key is over; it comes back at `next`, or earlier when somebody asked meanwhile.
  synchronized void done(ResourceId key, Instant next) {
    running.remove(key);
    var asked = askedWhileRunning.remove(key);
    offer(key, asked == null ? next : earlier(asked, next));
  }

  /// The work on a key is over, and it need not come back unless somebody asked meanwhile.
  synchronized void done(ResourceId key) {
    running.remove(key);
    var asked = askedWhileRunning.remove(key);
    if (asked != null) offer(key, asked);
  }

  private static Instant earlier(Instant a, Instant b) {
    return a.isBefore(b) ? a : b;
  }
}
