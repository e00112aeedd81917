package io.stampede.store;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one writer. What arrives while a commit is under way is committed together with the next; a
/// change that fails is taken back alone (savepoint).
final class Writer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Writer.class);
  private static final int BATCH = 500;

  /// @param publish told the value after the commit, in the order of commits, before the caller is
  private record Job<T>(
      Function<Handle, T> change, Consumer<T> publish, CompletableFuture<T> result) {
    void run(Handle handle, List<Runnable> afterCommit) {
      handle.savepoint("job");
      try {
        var value = change.apply(handle);
        handle.releaseSavepoint("job");
        afterCommit.add(() -> {
          publish.accept(value);
          result.complete(value);
        });
      } catch (RuntimeException e) {
        handle.rollbackToSavepoint("job");
        afterCommit.add(() -> result.completeExceptionally(e));
      }
    }

    void fail(Throwable t) {
      result.completeExceptionally(t);
    }
  }

  private final Jdbi jdbi;
  private final LinkedBlockingQueue<Job<?>> queue = new LinkedBlockingQueue<>();
  private final Runnable takenBack;
  private final Thread thread;
  private volatile boolean closed;

  /// @param takenBack told, on the writer's thread, when a whole batch was not kept after all
  Writer(Jdbi jdbi, Runnable takenBack) {
    this.jdbi = jdbi;
    this.takenBack = takenBack;
    this.thread = Thread.ofPlatform().name("store-writer").start(this::work);
  }

  /// Runs a change and returns when it is committed and published.
  <T> T write(Function<Handle, T> change, Consumer<T> publish) {
    try {
      return later(change, publish).join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) throw cause;
      throw e;
    }
  }

  <T> T write(Function<Handle, T> change) {
    return write(change, _ -> {});
  }

  /// Runs a change soon, for what nobody waits for.
  void later(Consumer<Handle> change) {
    var result =
        later(
            handle -> {
              change.accept(handle);
              return true;
            },
            _ -> {});
    var _ =
        result.exceptionally(e -> {
          if (!closed) LOG.error("a change was not kept", e);
          return false;
        });
  }

  private <T> CompletableFuture<T> later(Function<Handle, T> change, Consumer<T> publish) {
    var job = new Job<>(change, publish, new CompletableFuture<>());
    if (closed) {
      job.fail(new IllegalStateException("the store is closed"));
      return job.result();
    }
    queue.add(job);
    return job.result();
  }

  private void work() {
    while (true) {
      try {
        var first = queue.poll(200, TimeUnit.MILLISECONDS);
        if (first == null) {
          if (closed) return;
          continue;
        }
        var batch = new ArrayList<Job<?>>();
        batch.add(first);
        queue.drainTo(batch, BATCH - 1);
        commit(batch);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private void commit(List<Job<?>> batch) {
    var afterCommit = new ArrayList<Runnable>();
    try {
      jdbi.useTransaction(handle -> batch.forEach(job -> job.run(handle, afterCommit)));
      afterCommit.forEach(Runnable::run);
    } catch (RuntimeException e) {
      takenBack.run();
      LOG.error("a batch of {} changes could not be committed", batch.size(), e);
      batch.forEach(job -> job.fail(e));
    }
  }

  @Override
  public void close() {
    closed = true;
    try {
      thread.join(10_000);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
