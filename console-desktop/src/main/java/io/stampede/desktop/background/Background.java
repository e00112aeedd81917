package io.stampede.desktop.background;

import io.stampede.client.Refused;
import io.stampede.engine.Problem;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import javafx.application.Platform;

/// Work goes out to virtual threads, results come back to the toolkit's thread. No other class
/// calls `runLater`.
public final class Background implements AutoCloseable {
  private final Executor ui;
  private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();

  /// @param ui runs what it is given one after the other, in order
  public Background(Executor ui) {
    this.ui = ui;
  }

  /// With JavaFX's thread.
  public static Background ofToolkit() {
    return new Background(Platform::runLater);
  }

  /// Does `work` elsewhere and hands its result, or why there is none, to the toolkit's thread.
  public <T> void ask(Callable<T> work, Consumer<T> then, Consumer<Refused> otherwise) {
    workers.execute(() -> {
      try {
        var result = work.call();
        ui.execute(() -> then.accept(result));
      } catch (Exception e) {
        var refusal = refusal(e);
        ui.execute(() -> otherwise.accept(refusal));
      }
    });
  }

  /// Does `work` elsewhere; it sees to its own errors.
  public void start(Runnable work) {
    workers.execute(work);
  }

  /// Runs on the toolkit's thread, soon.
  public void toUi(Runnable work) {
    ui.execute(work);
  }

  /// Something to be called often, from any thread; all calls until it ran are one run on the
  /// toolkit's thread.
  public Runnable coalesced(Runnable work) {
    var waiting = new AtomicBoolean();
    return () -> {
      if (waiting.compareAndSet(false, true)) {
        ui.execute(() -> {
          waiting.set(false);
          work.run();
        });
      }
    };
  }

  /// Whatever went wrong, in the words of a refusal.
  public static Refused refusal(Exception e) {
    return e instanceof Refused refused
        ? refused
        : new Refused(Refused.Reason.CONFLICT, Problem.bug(e), java.util.List.of());
  }

  @Override
  public void close() {
    workers.shutdownNow();
  }
}
