package io.stampede.container;

import com.github.dockerjava.api.async.ResultCallback;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What Docker sends bit by bit: events, log frames, a pull's progress. The library's own callback
/// ends the stream when a wait times out, and logs each failure; this one does neither.
///
/// @param <T> what a bit is
final class DockerStream<T> implements ResultCallback<T> {
  private final Consumer<T> each;
  private final Runnable whenOver;
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch over = new CountDownLatch(1);
  private @Nullable Closeable source;
  private @Nullable Throwable failure;
  private boolean closed;

  /// @param each called in order, on the thread that reads
  /// @param whenOver called once when nothing more will come
  DockerStream(Consumer<T> each, Runnable whenOver) {
    this.each = each;
    this.whenOver = whenOver;
  }

  DockerStream(Consumer<T> each) {
    this(each, () -> {});
  }

  @Override
  public void onStart(Closeable started) {
    boolean tooLate;
    synchronized (this) {
      source = started;
      tooLate = closed;
    }
    begun.countDown();
    if (tooLate) end(started);
  }

  @Override
  public void onNext(T bit) {
    each.accept(bit);
  }

  @Override
  public void onError(Throwable thrown) {
    synchronized (this) {
      if (failure == null && !closed) failure = thrown;
    }
    finish();
  }

  @Override
  public void onComplete() {
    finish();
  }

  private void finish() {
    boolean first;
    synchronized (this) {
      first = over.getCount() > 0;
      over.countDown();
    }
    begun.countDown();
    if (first) whenOver.run();
  }

  /// Waits until Docker has begun to answer, or has refused to.
  ///
  /// @return whether it has
  boolean awaitBegun(Duration patience) throws InterruptedException {
    return begun.await(patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  boolean awaitOver(Duration patience) throws InterruptedException {
    return over.await(patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  void awaitOver() throws InterruptedException {
    over.await();
  }

  /// Why it ended before its time.
  synchronized Optional<Throwable> failure() {
    return Optional.ofNullable(failure);
  }

  @Override
  public void close() {
    Optional<Closeable> started;
    synchronized (this) {
      if (closed) return;
      closed = true;
      started = Optional.ofNullable(source);
    }
    started.ifPresent(DockerStream::end);
    finish();
  }

  private static void end(Closeable started) {
    try {
      started.close();
    } catch (IOException _) {
      // it is over either way
    }
  }
}
