package io.stampede.wizard;

import io.stampede.client.Change;
import io.stampede.client.Query;
import io.stampede.client.Refused;
import io.stampede.client.StampedeClient;
import io.stampede.engine.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps a wizard's draft in step with the server, and tells its listeners. The draft is touched
/// under the lock; the server is asked outside of it, so that a slow answer stops no typing.
final class Hub implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Hub.class);

  private final StampedeClient client;
  private final List<Consumer<Shown>> listeners = new CopyOnWriteArrayList<>();
  private final Draft draft = new Draft();
  private final Object reading = new Object();
  private final Object telling = new Object();
  private final Thread reader;
  private final AutoCloseable watch;
  private boolean stale = true;

  Hub(StampedeClient client) {
    this.client = client;
    this.watch = client.watch(this::changed);
    this.reader = Thread.ofVirtual().name("wizard").start(this::follow);
  }

  synchronized Shown shown() {
    return draft.shown();
  }

  AutoCloseable listen(Consumer<Shown> listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  synchronized <T> T from(Function<Draft, T> read) {
    return read.apply(draft);
  }

  /// Changes the draft; the next picture is told with [#publish].
  synchronized void with(Consumer<Draft> change) {
    change.accept(draft);
  }

  /// Does what asks the server. What it refuses as a whole stands beside its input, or as the
  /// problem of the picture.
  void command(Runnable asks) {
    with(d -> {
      d.commands++;
      d.problem = Optional.empty();
    });
    publish();
    try {
      asks.run();
      read();
    } catch (Refused e) {
      with(d -> d.refuse(e));
    } finally {
      with(d -> d.commands--);
      publish();
    }
  }

  /// Asks for each; what is refused stands at its host, and keeps nobody else from going on.
  void each(List<HostRow> hosts, Consumer<HostRow> ask) {
    for (var host : hosts) {
      try {
        ask.accept(host);
        with(d -> d.refusals.remove(host.id()));
      } catch (Refused e) {
        with(d -> {
          d.refusals.put(host.id(), e.problem());
          d.complain(e.errors());
        });
      }
    }
  }

  private void changed(Change change) {
    if (!change.kind().equals(Wizard.KIND)) return;
    synchronized (this) {
      stale = true;
      notifyAll();
    }
  }

  private void follow() {
    try {
      while (true) {
        synchronized (this) {
          while (!stale) wait();
          stale = false;
        }
        readAgain();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void readAgain() {
    try {
      read();
    } catch (Refused e) {
      with(d -> d.refuse(e));
    }
    publish();
  }

  /// One reading at a time, so that an older one never comes in later.
  void read() {
    synchronized (reading) {
      var rows = new ArrayList<HostRow>();
      var cursor = Optional.of("");
      while (cursor.isPresent()) {
        var query = new Query(List.of(), List.of("name"), 1000, cursor.get());
        var page = client.list(Wizard.KIND, query);
        page.items().stream()
            .filter(r -> r.status().phase() != Phase.REMOVED)
            .map(HostRow::of)
            .forEach(rows::add);
        cursor = page.next();
      }
      with(d -> d.take(rows));
    }
  }

  /// One picture at a time, so that an older one is never told after a newer.
  void publish() {
    synchronized (telling) {
      var shown = shown();
      for (var listener : listeners) {
        try {
          listener.accept(shown);
        } catch (RuntimeException e) {
          LOG.warn("a view of the wizard failed", e);
        }
      }
    }
  }

  @Override
  public void close() {
    reader.interrupt();
    listeners.clear();
    try {
      watch.close();
    } catch (Exception e) {
      throw new IllegalStateException("a watch does not end", e);
    }
  }
}
