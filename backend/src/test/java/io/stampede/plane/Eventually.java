package io.stampede.plane;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.Callable;

/// Daemons take their time.
final class Eventually {
  private Eventually() {}

  static <T> void until(Callable<T> look, T wanted) {
    await()
        .atMost(Duration.ofSeconds(90))
        .pollInterval(Duration.ofMillis(100))
        .until(look, wanted::equals);
  }
}
