package io.stampede.web.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import io.stampede.client.Change;
import io.stampede.client.StampedeClient;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one door to the UI thread.
final class Live {
  private static final Logger LOG = LoggerFactory.getLogger(Live.class);
  private static final long GATHER_MILLIS = 150;
  private static final ScheduledExecutorService CLOCK =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("live-clock").factory());

  private Live() {}

  /// Does slow work beside the UI thread, then shows its result; not when the view has gone.
  static <T> void load(Component view, Supplier<T> work, Consumer<T> show) {
    var ui = view.getUI().orElseGet(UI::getCurrent);
    Thread.ofVirtual()
        .name("live-load")
        .start(() -> {
          try {
            var result = work.get();
            enter(ui, () -> show.accept(result));
          } catch (RuntimeException e) {
            LOG.error("a view could not be loaded", e);
          }
        });
  }

  /// Hands over changes while the view is shown, gathered so that a storm of them is one update.
  /// The consumer runs on the UI thread; what is slow goes on with [#load].
  static void watch(Component view, StampedeClient client, Consumer<List<Change>> changed) {
    view.addAttachListener(attached -> {
      var ui = attached.getUI();
      var gathered = new Gathered(changed, ui);
      var handle = client.watch(gathered::add);
      view.addDetachListener(detached -> {
        detached.unregisterListener();
        gathered.stop();
        close(handle);
      });
    });
  }

  /// Shows the newest of what a source tells, on the UI thread, while the view is there; a storm of
  /// news is one update.
  static <T> void follow(
      Component view, Function<Consumer<T>, AutoCloseable> source, Consumer<T> show) {
    view.addAttachListener(attached -> {
      var newest = new Newest<>(show, attached.getUI());
      var handle = source.apply(newest::take);
      view.addDetachListener(detached -> {
        detached.unregisterListener();
        close(handle);
      });
    });
  }

  /// Repeats something cheap on the UI thread while the view is shown, as relative times.
  static void every(Component view, long seconds, Runnable show) {
    view.addAttachListener(attached -> {
      var ui = attached.getUI();
      var ticking =
          CLOCK.scheduleAtFixedRate(() -> enter(ui, show), seconds, seconds, TimeUnit.SECONDS);
      view.addDetachListener(detached -> {
        detached.unregisterListener();
        ticking.cancel(false);
      });
    });
  }

  private static void enter(UI ui, Runnable show) {
    try {
      ui.access(show::run);
    } catch (com.vaadin.flow.component.UIDetachedException e) {
      LOG.debug("the view has gone: {}", e.getMessage());
    }
  }

  private static void close(AutoCloseable handle) {
    try {
      handle.close();
    } catch (Exception e) {
      LOG.warn("a watch was not ended", e);
    }
  }

  /// Changes of the last moment.
  private static final class Gathered {
    private final Consumer<List<Change>> changed;
    private final UI ui;
    private List<Change> changes = new ArrayList<>();
    private boolean stopped;

    Gathered(Consumer<List<Change>> changed, UI ui) {
      this.changed = changed;
      this.ui = ui;
    }

    synchronized void add(Change change) {
      if (stopped) return;
      changes.add(change);
      if (changes.size() == 1) {
        var _ = CLOCK.schedule(this::hand, GATHER_MILLIS, TimeUnit.MILLISECONDS);
      }
    }

    private void hand() {
      List<Change> now;
      synchronized (this) {
        if (stopped) return;
        now = List.copyOf(changes);
        changes = new ArrayList<>();
      }
      enter(ui, () -> changed.accept(now));
    }

    synchronized void stop() {
      stopped = true;
    }
  }

  /// What was told last.
  private static final class Newest<T> {
    private static final long PAUSE_MILLIS = 60;

    private final Consumer<T> show;
    private final UI ui;
    private final AtomicReference<@Nullable T> waiting = new AtomicReference<>();

    Newest(Consumer<T> show, UI ui) {
      this.show = show;
      this.ui = ui;
    }

    void take(T news) {
      if (waiting.getAndSet(news) != null) return;
      var _ = CLOCK.schedule(this::hand, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void hand() {
      var news = waiting.getAndSet(null);
      if (news != null) enter(ui, () -> show.accept(news));
    }
  }
}
