package io.stampede.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EngineTest {
  private static final Problem BROKEN = Problem.host("broken", "the socket is broken", "mend it");

  private final Toy toy = new Toy();
  private final HeapMemory memory = new HeapMemory();
  private Engine engine = engine(false);

  private Engine engine(boolean twice) {
    return new Engine(
        InstantSource.system(),
        memory,
        memory,
        new Engine.Settings(twice, 2, 4, Duration.ofMillis(5)),
        List.of(toy));
  }

  @AfterEach
  void stop() {
    engine.close();
  }

  @Test
  void a_wanted_lamp_is_screwed_in_and_lit() {
    want("a", "h1");
    engine.start();
    awaitStatus("a", Status.resting(Phase.RUNNING));
    assertThat(toy.applied).containsExactly("a: screw in", "a: light");
    assertThat(memory.journal)
        .containsExactly("start screw in", "end Done", "start light", "end Done");
  }

  @Test
  void doing_every_step_twice_ends_the_same() {
    engine = engine(true);
    want("a", "h1");
    engine.start();
    awaitStatus("a", Status.resting(Phase.RUNNING));
    assertThat(toy.applied).containsExactly("a: screw in", "a: screw in", "a: light", "a: light");
  }

  @Test
  void what_is_no_longer_wanted_is_taken_out_and_forgotten() {
    want("a", "h1");
    engine.start();
    awaitStatus("a", Status.resting(Phase.RUNNING));
    memory.drop(Toy.id("a"));
    engine.wake(Toy.id("a"));
    await().until(() -> memory.intents.isEmpty());
    assertThat(toy.lamps).isEmpty();
  }

  @Test
  void a_host_that_is_not_seen_is_left_alone() {
    toy.dark = Optional.of(BROKEN);
    want("a", "h1");
    engine.start();
    awaitStatus("a", Status.failed(Phase.UNREACHABLE, BROKEN));
    assertThat(toy.applied).isEmpty();
  }

  @Test
  void a_step_that_keeps_failing_is_stuck_until_a_person_retries() {
    toy.fault = (_, _) -> Optional.of(Outcome.again(BROKEN, Duration.ZERO));
    want("a", "h1");
    engine.start();
    awaitStatus("a", Status.failed(Phase.ERROR, BROKEN));
    assertThat(toy.applied).hasSize(4);
    toy.fault = (_, _) -> Optional.empty();
    engine.retry(Toy.id("a"));
    awaitStatus("a", Status.resting(Phase.RUNNING));
  }

  @Test
  void a_step_that_says_stuck_is_not_tried_again() {
    toy.fault = (_, _) -> Optional.of(Outcome.stuck(BROKEN));
    want("a", "h1");
    engine.start();
    awaitStatus("a", Status.failed(Phase.ERROR, BROKEN));
    assertThat(toy.applied).containsExactly("a: screw in");
  }

  @Test
  void a_lost_reply_changes_nothing() {
    var lost = new boolean[1];
    toy.fault =
        (_, move) -> {
          if (!(move instanceof Toy.Move.ScrewIn) || lost[0]) return Optional.empty();
          lost[0] = true;
          toy.lamps.put(Toy.id("a"), new Toy.Facts(false));
          return Optional.of(Outcome.again(BROKEN, Duration.ZERO));
        };
    want("a", "h1");
    engine.start();
    awaitStatus("a", Status.resting(Phase.RUNNING));
    assertThat(toy.applied).containsExactly("a: screw in", "a: light");
  }

  @Test
  void a_bug_in_a_step_is_shown_and_does_not_end_the_engine() {
    toy.fault =
        (host, _) -> {
          if (host.equals("h1")) throw new IllegalStateException("oops");
          return Optional.empty();
        };
    want("a", "h1");
    want("b", "h2");
    engine.start();
    awaitStatus("b", Status.resting(Phase.RUNNING));
    await().untilAsserted(() -> assertThat(blame("a")).contains(Problem.Blame.BUG));
  }

  @Test
  void a_hung_host_delays_nobody_else() {
    var release = new CountDownLatch(1);
    toy.fault =
        (host, _) -> {
          if (host.equals("hung")) {
            try {
              release.await();
            } catch (InterruptedException _) {
              Thread.currentThread().interrupt();
            }
          }
          return Optional.empty();
        };
    IntStream.range(0, 20).forEach(i -> want("hung-" + i, "hung"));
    IntStream.range(0, 20).forEach(i -> want("fine-" + i, "h" + i));
    engine.start();
    IntStream.range(0, 20).forEach(i -> awaitStatus("fine-" + i, Status.resting(Phase.RUNNING)));
    assertThat(toy.applied.stream().filter(line -> line.startsWith("hung"))).hasSize(2);
    release.countDown();
    IntStream.range(0, 20).forEach(i -> awaitStatus("hung-" + i, Status.resting(Phase.RUNNING)));
  }

  @Test
  void a_destroying_step_of_an_old_goal_is_not_taken() {
    want("a", "h1");
    toy.lamps.put(Toy.id("a"), new Toy.Facts(true));
    memory.drop(Toy.id("a"));
    var reconciler =
        new Reconciler(
            InstantSource.system(),
            new Overtaken(memory),
            memory,
            new Attempts(4, Duration.ZERO, new java.util.Random(1)),
            false);
    reconciler.pass(toy, Toy.id("a"));
    assertThat(toy.lamps).containsKey(Toy.id("a"));
  }

  /// A memory in which every goal has changed by the time somebody asks.
  private record Overtaken(HeapMemory inner) implements Memory {
    @Override
    public List<ResourceId> resources() {
      return inner.resources();
    }

    @Override
    public <S> Optional<Intent<S>> intent(Kind<S, ?, ?> kind, ResourceId id) {
      return inner.intent(kind, id);
    }

    @Override
    public boolean isCurrent(ResourceId id, long generation) {
      return false;
    }

    @Override
    public <O> void saw(Kind<?, O, ?> kind, Intent<?> intent, Sight<O> sight, Status status) {
      inner.saw(kind, intent, sight, status);
    }

    @Override
    public void status(ResourceId id, Status status) {
      inner.status(id, status);
    }

    @Override
    public void gone(ResourceId id, long generation) {
      inner.gone(id, generation);
    }
  }

  private Optional<Problem.Blame> blame(String id) {
    return Optional.ofNullable(memory.statuses.get(Toy.id(id)))
        .flatMap(Status::problem)
        .map(Problem::blame);
  }

  private void want(String id, String host) {
    memory.want(Toy.id(id), new Toy.Spec(host, true));
  }

  private void awaitStatus(String id, Status status) {
    await()
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(() -> assertThat(memory.statuses.get(Toy.id(id))).isEqualTo(status));
  }
}
