package io.stampede.desktop.model;

import io.stampede.client.Change;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/// Changes that were told and not yet looked at. Many of one resource are one.
final class Pending {
  /// Changes may get lost, so all is read anew this often.
  private static final Duration AT_THE_LATEST = Duration.ofSeconds(30);

  /// A storm of changes is looked at this often.
  private static final Duration PAUSE = Duration.ofMillis(60);

  /// What is to be read: everything, or these.
  record Batch(boolean everything, Map<String, Set<String>> byKind) {
    Set<String> ids(String kind) {
      return byKind.getOrDefault(kind, Set.of());
    }
  }

  private final Map<String, Set<String>> byKind = new HashMap<>();
  private boolean everything;

  synchronized void add(Change change) {
    byKind.computeIfAbsent(change.kind(), _ -> new LinkedHashSet<>()).add(change.id());
    notifyAll();
  }

  synchronized void addAll() {
    everything = true;
    notifyAll();
  }

  /// Waits until there is something to read.
  Batch take() throws InterruptedException {
    awaitFirst();
    Thread.sleep(PAUSE);
    synchronized (this) {
      var batch = new Batch(everything, Map.copyOf(byKind));
      everything = false;
      byKind.clear();
      return batch;
    }
  }

  private synchronized void awaitFirst() throws InterruptedException {
    long end = System.nanoTime() + AT_THE_LATEST.toNanos();
    while (!everything && byKind.isEmpty()) {
      long left = Duration.ofNanos(end - System.nanoTime()).toMillis();
      if (left <= 0) everything = true;
      else wait(left);
    }
  }
}
