package io.stampede.engine;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;

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
}
