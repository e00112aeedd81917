package io.stampede.engine;

import java.time.Duration;
import java.time.Instant;

/// All that the engine knows of a virtual machine, a container, a host.
///
/// @param <S> spec: what can be asked for
/// @param <O> facts: what can be seen
/// @param <A> the moves there are
public interface Kind<S, O, A extends Step> {
  /// As in `virtualMachine`.
  String name();

  /// What work on this resource competes for: a host's id, or `console`. Each lane is bounded, so
  /// that a hung host delays nobody else.
  String lane(Intent<S> intent);

  /// Reads; never changes anything. A host that does not answer is [Sight.Unseen], never
  /// [Sight.Missing].
  Sight<O> look(Intent<S> intent);

  /// Pure: no clock, no I/O.
  Plan<A> plan(Intent<S> intent, Sight<O> sight, Instant now);

  /// One idempotent move. Blocks until it is done or failed; reports through [Work].
  Outcome apply(Intent<S> intent, A step);

  /// What a resource is called when nothing is to be done.
  Phase settled(Intent<S> intent, Sight<O> sight);

  /// The last word on what is shown, where a kind knows better than [Status#of]: as of a host that
  /// is away because it starts anew. Pure.
  default Status shown(Intent<S> intent, Sight<O> sight, Status usual, Instant now) {
    return usual;
  }

  /// After how long a settled resource is looked at again although no event asked for it.
  default Duration patrol() {
    return Duration.ofSeconds(60);
  }
}
