package io.stampede.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WorkQueueTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final ResourceId A = Toy.id("a");
  private static final ResourceId B = Toy.id("b");

  private final WorkQueue queue = new WorkQueue(() -> NOON);

  @Test
  void keys_come_in_the_order_in_which_they_are_due() throws Exception {
    queue.offer(A, NOON.minusSeconds(1));
    queue.offer(B, NOON.minusSeconds(2));
    assertThat(queue.take()).isEqualTo(B);
    assertThat(queue.take()).isEqualTo(A);
  }

  @Test
  void a_key_stands_once_at_its_earliest_time() throws Exception {
    queue.offer(A, NOON.minusSeconds(1));
    queue.offer(A, NOON.minusSeconds(5));
    queue.offer(B, NOON.minusSeconds(3));
    assertThat(queue.take()).isEqualTo(A);
    assertThat(queue.take()).isEqualTo(B);
    queue.done(A);
    assertThat(taken()).isNotDone();
  }

  @Test
  void a_key_in_work_is_not_handed_out_again_before_it_is_done() throws Exception {
    queue.offer(A, NOON);
    assertThat(queue.take()).isEqualTo(A);
    queue.offer(A, NOON);
    var next = taken();
    assertThat(next).isNotDone();
    queue.done(A, NOON.plusSeconds(3600));
    assertThat(next.get(5, TimeUnit.SECONDS)).isEqualTo(A);
  }

  private CompletableFuture<ResourceId> taken() {
    var result = new CompletableFuture<ResourceId>();
    Thread.ofVirtual()
        .start(() -> {
          try {
            result.complete(queue.take());
          } catch (InterruptedException e) {
            result.completeExceptionally(e);
          }
        });
    return result;
  }
}
