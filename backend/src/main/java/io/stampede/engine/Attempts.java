package io.stampede.engine;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.random.RandomGenerator;

/// How often the same step was tried in the same world. Progress, a new goal or a person's retry
/// starts the count anew; after `patience` tries the resource is stuck with its last problem.
final class Attempts {
  private static final Duration CAP = Duration.ofSeconds(30);

  /// @param seen the facts before the step, to tell progress by
  private record Try(
      long generation,
      Step step,
      Optional<?> seen,
      int count,
      Optional<Problem> problem,
      boolean stuck) {
    boolean isFor(Intent<?> intent, Step step, Sight<?> sight) {
      return generation == intent.generation()
          && this.step.equals(step)
          && seen.equals(sight.found());
    }
  }

  private final int patience;
  private final Duration floor;
  private final RandomGenerator random;
  private final ConcurrentMap<ResourceId, Try> tries = new ConcurrentHashMap<>();

  Attempts(int patience, Duration floor, RandomGenerator random) {
    this.patience = patience;
    this.floor = floor;
    this.random = random;
  }

  void forget(ResourceId id) {
    tries.remove(id);
  }

  /// The problem of the last try of this very step, when there was one.
  Optional<Problem> trouble(Intent<?> intent, Step step, Sight<?> sight) {
    var last = tries.get(intent.id());
    return last != null && last.isFor(intent, step, sight) ? last.problem() : Optional.empty();
  }

  /// Whether this step is no longer tried.
  boolean isStuck(Intent<?> intent, Step step, Sight<?> sight) {
    var last = tries.get(intent.id());
    return last != null && last.isFor(intent, step, sight) && last.stuck();
  }

  /// Counts a try that has ended, and says after how long to look again.
  Duration ended(Intent<?> intent, Step step, Sight<?> sight, Outcome outcome) {
    var last = tries.get(intent.id());
    int count = last != null && last.isFor(intent, step, sight) ? last.count() + 1 : 1;
    var problem =
        switch (outcome) {
          case Outcome.Done _ when count < patience -> Optional.<Problem>empty();
          case Outcome.Done _ ->
              Optional.of(
                  Problem.host(
                      "no-effect",
                      "“%s” was done %d times and changed nothing".formatted(step.title(), count),
                      "see its transcript under Tasks"));
          case Outcome.Again(var _, var why) -> Optional.of(why);
          case Outcome.Stuck(var why) -> Optional.of(why);
        };
    boolean stuck = outcome instanceof Outcome.Stuck || count >= patience;
    tries.put(
        intent.id(), new Try(intent.generation(), step, sight.found(), count, problem, stuck));
    return switch (outcome) {
      case Outcome.Done _ when count == 1 -> Duration.ZERO;
      case Outcome.Done _ -> backoff(count);
      case Outcome.Again(var after, var _) -> longer(after, backoff(count));
      case Outcome.Stuck _ -> Duration.ZERO;
    };
  }

  /// Doubles with each try, with up to a quarter of jitter so that many do not come back at once.
  private Duration backoff(int count) {
    long millis = Math.min(CAP.toMillis(), floor.toMillis() << Math.min(count - 1, 16));
    return Duration.ofMillis(millis + random.nextLong(millis / 4 + 1));
  }

  private static Duration longer(Duration a, Duration b) {
    return a.compareTo(b) > 0 ? a : b;
  }
}
