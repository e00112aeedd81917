package io.stampede.ssh;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells listeners of changes, each in order and none on a thread that carries the connection: a
/// listener may block.
final class Announcer {
  private static final Logger LOG = LoggerFactory.getLogger(Announcer.class);

  private final List<Consumer<LinkState>> listeners = new CopyOnWriteArrayList<>();
  private final Queue<LinkState> untold = new ArrayDeque<>();
  private boolean telling;

  Remote.Listening listen(Consumer<LinkState> listener) {
    // Its own object, so that one listener added twice is removed once.
    Consumer<LinkState> entry = listener::accept;
    listeners.add(entry);
    return () -> listeners.remove(entry);
  }

  synchronized void announce(LinkState state) {
    untold.add(state);
    if (telling) return;
    telling = true;
    Thread.ofVirtual().name("ssh-state").start(this::tell);
  }

  private void tell() {
    for (var next = next(); next != null; next = next()) {
      for (var listener : listeners) tell(listener, next);
    }
  }

  private synchronized @Nullable LinkState next() {
    var next = untold.poll();
    telling = next != null;
    return next;
  }

  private static void tell(Consumer<LinkState> listener, LinkState state) {
    try {
      listener.accept(state);
    } catch (RuntimeException e) {
      LOG.error("a listener for the state of a connection failed", e);
    }
  }
}
