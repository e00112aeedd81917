package io.stampede.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.stampede.ssh.SshFailure.Reason;
import io.stampede.ssh.SshSettings.Backoff;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.sshd.client.session.ClientSession;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The part of the link that needs no host: who waits for whom, and how often it is tried.
class LinkTest {
  private static final Endpoint H7 = Endpoint.of("h7", 22, "core");

  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final AtomicInteger attempts = new AtomicInteger();
  private final CountDownLatch mayFail = new CountDownLatch(1);

  @AfterEach
  void stop() {
    timer.shutdownNow();
  }

  private Link link(Duration patience) {
    var backoff = new Backoff(Duration.ofMinutes(1), Duration.ofMinutes(2));
    return new Link(H7, this::attempt, patience, backoff, timer);
  }

  private ClientSession attempt() throws SshFailure {
    attempts.incrementAndGet();
    try {
      mayFail.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    throw new SshFailure(Reason.AUTH_REFUSED, "h7:22 refused the key");
  }

  @Test
  void many_callers_wait_for_one_attempt() throws Exception {
    var link = link(Duration.ofSeconds(20));
    var calls = new ArrayList<Callable<SshFailure>>();
    for (int i = 0; i < 50; i++) {
      calls.add(() -> catchThrowableOfType(SshFailure.class, link::session));
    }
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var first = threads.submit(calls.getFirst());
      while (attempts.get() == 0) TimeUnit.MILLISECONDS.sleep(1);
      mayFail.countDown();
      assertThat(first.get().reason()).isEqualTo(Reason.AUTH_REFUSED);
      for (var each : threads.invokeAll(calls)) {
        assertThat(each.get().reason()).isEqualTo(Reason.AUTH_REFUSED);
      }
    }
    assertThat(attempts).hasValue(1);
  }

  @Test
  void a_caller_waits_no_longer_than_it_wants_to() {
    var link = link(Duration.ofMillis(50));
    var failure = catchThrowableOfType(SshFailure.class, link::session);
    assertThat(failure.reason()).isEqualTo(Reason.UNREACHABLE);
    assertThat(failure).hasMessageContaining("no answer in time");
  }

  @Test
  void the_same_failure_again_is_no_news() throws Exception {
    mayFail.countDown();
    var told = new AtomicInteger();
    var backoff = new Backoff(Duration.ofNanos(1), Duration.ofNanos(1));
    var link = new Link(H7, this::attempt, Duration.ofSeconds(20), backoff, timer);
    link.announcer().listen(_ -> told.incrementAndGet());
    link.announcer()
        .listen(_ -> {
          throw new IllegalStateException("a listener that fails disturbs nobody");
        });
    for (int i = 1; i <= 5; i++) {
      assertThat(catchThrowableOfType(SshFailure.class, link::session)).isNotNull();
      assertThat(attempts).hasValue(i);
    }
    Awaitility.await().until(() -> told.get() == 1);
  }

  @Test
  void a_host_never_reached_is_not_tried_by_itself() {
    mayFail.countDown();
    var link = link(Duration.ofSeconds(20));
    var failure = catchThrowableOfType(SshFailure.class, link::session);
    assertThat(link.state()).isInstanceOf(LinkState.Down.class);
    assertThat(failure).hasMessage("h7:22 refused the key");
    assertThat(timer.shutdownNow()).isEmpty();
  }
}
