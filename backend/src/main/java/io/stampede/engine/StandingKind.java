package io.stampede.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// A kind without work of its own: what can be seen of it is made of what is kept, and what it is
/// to come true by, others do. So it has no steps, and at most waits for them.
///
/// @param <S> spec
/// @param <O> facts
public abstract class StandingKind<S, O> implements Kind<S, O, Step> {
  private static final Duration SOON = Duration.ofSeconds(5);

  /// What it waits for.
  ///
  /// @param on the resource whose change wakes it, where there is one
  public record Waiting(String why, Optional<ResourceId> on) {}

  private final String name;
  private final InstantSource clock;

  protected StandingKind(String name, InstantSource clock) {
    this.name = name;
    this.clock = clock;
  }

  /// Reads what is kept.
  protected abstract O facts(Intent<S> intent);

  /// Pure; empty when it is as it is to be, or may go.
  protected abstract Optional<Waiting> waiting(Intent<S> intent, O facts);

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final String lane(Intent<S> intent) {
    return "console";
  }

  @Override
  public final Sight<O> look(Intent<S> intent) {
    return new Sight.Found<>(facts(intent), clock.instant());
  }

  @Override
  public final Plan<Step> plan(Intent<S> intent, Sight<O> sight, Instant now) {
    return switch (sight) {
      case Sight.Unseen<O>(var why, var _) -> Plan.await(now.plus(SOON), why.message());
      case Sight.Missing<O> _ -> new Plan.Settled<>();
      case Sight.Found<O>(var facts, var _) ->
          waiting(intent, facts)
              .<Plan<Step>>map(it -> new Plan.Wait<>(now.plus(SOON), it.why(), it.on()))
              .orElseGet(Plan.Settled::new);
    };
  }

  @Override
  public final Outcome apply(Intent<S> intent, Step step) {
    throw new IllegalStateException("%s has no steps".formatted(name));
  }

  @Override
  public final Phase settled(Intent<S> intent, Sight<O> sight) {
    return Phase.READY;
  }
}
