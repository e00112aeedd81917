package io.stampede.client;

import io.stampede.engine.ResourceId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Hands changes to listeners, each on a thread of its own: a slow listener delays nobody, and gets
/// the changes of one resource that it has not taken yet as one.
public final class ChangeFeed implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ChangeFeed.class);

  private final AtomicLong numbers = new AtomicLong();
  private final List<Subscriber> subscribers = new CopyOnWriteArrayList<>();

  public void publish(ResourceId id, Change.What what) {
    var change = new Change(numbers.incrementAndGet(), id.kind(), id.value(), what);
    subscribers.forEach(s -> s.offer(id, change));
  }

  AutoCloseable subscribe(Consumer<Change> listener) {
    var subscriber = new Subscriber(listener);
    subscribers.add(subscriber);
    var thread = Thread.ofVirtual().name("changes").start(subscriber::deliver);
    return () -> {
      subscribers.remove(subscriber);
      thread.interrupt();
    };
  }

  @Override
  public void close() {
    subscribers.forEach(Subscriber::stop);
    subscribers.clear();
  }

  private static final class Subscriber {
    private final Consumer<Change> listener;
    private final Map<ResourceId, Change> pending = new LinkedHashMap<>();
    private boolean stopped;

    Subscriber(Consumer<Change> listener) {
      this.listener = listener;
    }

    synchronized void offer(ResourceId id, Change change) {
      pending.merge(id, change, Subscriber::together);
      notifyAll();
    }

    /// A creation stays one however often it changes before it is told.
    private static Change together(Change before, Change now) {
      boolean created = before.what() == Change.What.CREATED && now.what() == Change.What.CHANGED;
      return created ? new Change(now.number(), now.kind(), now.id(), before.what()) : now;
    }

    synchronized void stop() {
      stopped = true;
      notifyAll();
    }

    private synchronized List<Change> take() throws InterruptedException {
      while (pending.isEmpty() && !stopped) wait();
      var taken = new ArrayList<>(pending.values());
      pending.clear();
      return taken;
    }

    void deliver() {
      try {
        for (var changes = take(); !changes.isEmpty(); changes = take()) {
          for (var change : changes) tell(change);
        }
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }

    private void tell(Change change) {
      try {
        listener.accept(change);
      } catch (RuntimeException e) {
        LOG.warn("a listener failed at {}", change, e);
      }
    }
  }
}
