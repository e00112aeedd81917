package io.stampede.engine;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// At most so many passes per lane at once: a hung host fills its own lane and no other.
final class HostLanes {
  private final int width;
  private final ConcurrentMap<String, Semaphore> lanes = new ConcurrentHashMap<>();

  HostLanes(int width) {
    this.width = width;
  }

  void run(String lane, Runnable pass) throws InterruptedException {
    var permits = lanes.computeIfAbsent(lane, _ -> new Semaphore(width, true));
    permits.acquire();
    try {
      pass.run();
    } finally {
      permits.release();
    }
  }

  /// Waits until no pass runs, or no longer than this.
  void awaitIdle(Duration patience) {
    long until = System.nanoTime() + patience.toNanos();
    try {
      for (var permits : lanes.values()) {
        long left = Math.max(0, until - System.nanoTime());
        if (permits.tryAcquire(width, left, TimeUnit.NANOSECONDS)) permits.release(width);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
