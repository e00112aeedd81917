package io.stampede.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// One pass over one resource: look, plan, journal and take the first step, say when to come back.
final class Reconciler {
  private static final int MAX_TRANSCRIPT = 500;

  /// What a pass found, and when the next one is due; a resource that is gone needs none.
  record Pass(Optional<Status> status, Optional<Duration> next, Optional<ResourceId> waitsOn) {
    static final Pass GONE = new Pass(Optional.empty(), Optional.empty(), Optional.empty());

    static Pass of(Status status, Duration next) {
      return new Pass(Optional.of(status), Optional.of(next), Optional.empty());
    }
  }

  private final InstantSource clock;
  private final Memory memory;
  private final Journal journal;
  private final Attempts attempts;
  private final boolean twice;

  /// @param twice whether each step is applied two times, to prove that it may be
  Reconciler(
      InstantSource clock, Memory memory, Journal journal, Attempts attempts, boolean twice) {
    this.clock = clock;
    this.memory = memory;
    this.journal = journal;
    this.attempts = attempts;
    this.twice = twice;
  }

  <S, O, A extends Step> Pass pass(Kind<S, O, A> kind, ResourceId id) {
    var wanted = memory.intent(kind, id);
    if (wanted.isEmpty()) return Pass.GONE;
    var intent = wanted.get();
    var sight = look(kind, intent);
    var now = clock.instant();
    var plan = kind.plan(intent, sight, now);
    var usual = Status.of(intent, sight, plan, kind.settled(intent, sight));
    var status = kind.shown(intent, sight, usual, now);
    return switch (plan) {
      case Plan.Settled<A> _ when !intent.wantsPresence() -> {
        attempts.forget(id);
        memory.gone(id, intent.generation());
        yield Pass.GONE;
      }
      case Plan.Settled<A> _ -> {
        attempts.forget(id);
        yield rest(kind, intent, sight, status, kind.patrol());
      }
      case Plan.Wait<A>(var until, var _, var on) -> {
        var pass = rest(kind, intent, sight, status, between(now, until));
        yield new Pass(pass.status(), pass.next(), on);
      }
      case Plan.Blocked<A>(var _, var on) -> {
        var pass = rest(kind, intent, sight, status, kind.patrol());
        yield new Pass(pass.status(), pass.next(), on);
      }
      case Plan.Act<A>(var steps) -> act(kind, intent, sight, status, steps.getFirst());
    };
  }

  private <S, O, A extends Step> Sight<O> look(Kind<S, O, A> kind, Intent<S> intent) {
    try {
      return kind.look(intent);
    } catch (RuntimeException e) {
      return new Sight.Unseen<>(Problem.bug(e), clock.instant());
    }
  }

  private <S, O, A extends Step> Pass rest(
      Kind<S, O, A> kind, Intent<S> intent, Sight<O> sight, Status status, Duration next) {
    memory.saw(kind, intent, sight, status);
    return Pass.of(status, next);
  }

  private <S, O, A extends Step> Pass act(
      Kind<S, O, A> kind, Intent<S> intent, Sight<O> sight, Status planned, A step) {
    var trouble = attempts.trouble(intent, step, sight);
    if (attempts.isStuck(intent, step, sight) && trouble.isPresent()) {
      return rest(kind, intent, sight, Status.failed(Phase.ERROR, trouble.get()), kind.patrol());
    }
    var status = trouble.map(planned::troubledBy).orElse(planned);
    memory.saw(kind, intent, sight, status);
    boolean fresh =
        sight instanceof Sight.Found && memory.isCurrent(intent.id(), intent.generation());
    if (step.destroys() && !fresh) return Pass.of(status, Duration.ofSeconds(1));
    var outcome = take(kind, intent, status, step);
    var next = attempts.ended(intent, step, sight, outcome);
    return Pass.of(status, next);
  }

  private <S, A extends Step> Outcome take(
      Kind<S, ?, A> kind, Intent<S> intent, Status status, A step) {
    var transcript = Collections.synchronizedList(new ArrayList<String>());
    long entry = journal.started(intent.id(), intent.generation(), step.title(), clock.instant());
    var outcome = new Outcome[1];
    var work =
        new Work(
            line -> {
              if (transcript.size() < MAX_TRANSCRIPT) transcript.add(line);
            },
            (percent, doing) -> memory.status(intent.id(), status.withProgress(percent, doing)),
            () -> !memory.isCurrent(intent.id(), intent.generation()));
    Work.during(work, () -> outcome[0] = apply(kind, intent, step));
    journal.ended(entry, outcome[0], List.copyOf(transcript), clock.instant());
    return outcome[0];
  }

  private <S, A extends Step> Outcome apply(Kind<S, ?, A> kind, Intent<S> intent, A step) {
    try {
      var outcome = kind.apply(intent, step);
      return twice && outcome instanceof Outcome.Done ? kind.apply(intent, step) : outcome;
    } catch (RuntimeException e) {
      Work.note("failed: " + e);
      return Outcome.again(Problem.bug(e));
    }
  }

  private static Duration between(Instant now, Instant until) {
    var left = Duration.between(now, until);
    return left.isNegative() ? Duration.ZERO : left;
  }
}
