package io.stampede.cli.api;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// Listens to changes beside the main thread, so that a wait wakes at once. Where events fail it is
/// only later: whoever waits looks again from time to time.
public final class Watch {
  private static final Duration SLOWEST = Duration.ofSeconds(3);
  private final LinkedBlockingQueue<String> changed = new LinkedBlockingQueue<>();
  private volatile boolean listening = true;

  private Watch() {}

  /// Begins to listen; ends with the process.
  public static Watch start(Api api) {
    var watch = new Watch();
    var thread = new Thread(() -> watch.listen(api), "events");
    thread.setDaemon(true);
    thread.start();
    return watch;
  }

  private void listen(Api api) {
    try {
      api.events(event -> changed.add(event.text("id")));
    } catch (Failure e) {
      // No events from this server: polling does it alone.
    } finally {
      listening = false;
    }
  }

  /// Until this resource may have changed.
  ///
  /// @param round how many times there was nothing yet; the pause grows with it
  void pause(String id, int round, Duration atMost) throws InterruptedException {
    pause(Set.of(id), round, atMost);
  }

  /// Until one of these may have changed.
  public void pause(Set<String> ids, int round, Duration atMost) throws InterruptedException {
    var millis = Math.min(SLOWEST.toMillis(), 150L << Math.min(round, 10));
    // With events alive the clock is only the safety net.
    if (listening && round > 1) millis = SLOWEST.toMillis();
    long end = System.nanoTime() + Math.min(millis, atMost.toMillis()) * 1_000_000;
    for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
      var hit = changed.poll(left, TimeUnit.NANOSECONDS);
      if (hit == null) return;
      if (ids.contains(hit)) {
        changed.removeIf(ids::contains);
        return;
      }
    }
  }
}
